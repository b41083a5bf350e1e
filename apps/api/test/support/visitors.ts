import { issueCode } from '@duban/actions/issue-code';
import { linkFor } from '@duban/actions/link-for';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { CAMPAIGN, operator } from '../../../../packages/actions/test/world.ts';
import type { Problem } from '../../src/types.js';
import type { House } from './house.js';

/** Somebody with a browser. */
export interface Visitor {
  readonly cookie: string;
  get(url: string): Promise<LightMyRequestResponse>;
  send(method: 'POST' | 'PATCH' | 'DELETE', url: string, body?: object): Promise<LightMyRequestResponse>;
  /** Posts one file as a browser's form does. */
  upload(url: string, file: Upload): Promise<LightMyRequestResponse>;
  /** The same person with this revision on screen: what is sent rests on it (`If-Match`). */
  seeing(revision: number): Visitor;
}

export interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** An officer who signed in with a one-time code. */
export async function officer(house: House, role = 'operator'): Promise<Visitor> {
  const { code } = await issueCode(house.ctx, { now: house.now(), by: operator });
  const answer = await house.server.inject({ method: 'POST', url: '/api/session/code', payload: { code, role } });
  return visitor(house, cookieOf(answer));
}

/** A clerk who followed the mailed link. */
export async function clerk(house: House, contact: string): Promise<Visitor> {
  const answer = await house.server.inject({
    method: 'POST',
    url: '/api/session/link',
    payload: { token: await linkToken(house, contact) },
  });
  return visitor(house, cookieOf(answer));
}

/** What stands behind # in the person's link. */
export async function linkToken(house: House, contact: string): Promise<string> {
  const link = await linkFor(house.ctx, { campaign: CAMPAIGN, contact });
  return link?.split('#')[1] ?? '';
}

/** Without a session, unless a cookie is given. */
export function visitor(house: Pick<House, 'server'>, cookie = ''): Visitor {
  return sending(house, { cookie });
}

function sending(house: Pick<House, 'server'>, own: { cookie: string; 'if-match'?: string }): Visitor {
  const ask = (options: InjectOptions) => house.server.inject({ ...options, headers: { ...own, ...options.headers } });
  return {
    cookie: own.cookie,
    get: (url) => ask({ method: 'GET', url }),
    send: (method, url, body) => ask({ method, url, ...(body === undefined ? {} : { payload: body }) }),
    upload: (url, file) => ask({ method: 'POST', url, ...formWith([{ field: 'file', ...file }]) }),
    seeing: (revision) => sending(house, { ...own, 'if-match': `"${revision}"` }),
  };
}

const BOUNDARY = '----duban-test-boundary';

/** A form with a part `data` before its files; a text is sent as it is, JSON or not. */
export function dataFormWith(
  data: unknown,
  files: readonly (Upload & { readonly field: string })[],
): ReturnType<typeof formWith> {
  const { payload, headers } = formWith(files);
  const text = typeof data === 'string' ? data : JSON.stringify(data);
  const part = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="data"\r\n\r\n${text}\r\n`;
  return { payload: Buffer.concat([Buffer.from(part), payload]), headers };
}

/** A multipart body written by hand, byte by byte as browsers write it: names in UTF-8, unescaped. */
export function formWith(parts: readonly (Upload & { readonly field: string })[]): {
  payload: Buffer;
  headers: Record<string, string>;
} {
  const body = parts.flatMap(({ field, name, bytes }) => [
    Buffer.from(
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`,
    ),
    Buffer.from(bytes),
    Buffer.from('\r\n'),
  ]);
  const payload = Buffer.concat([...body, Buffer.from(`--${BOUNDARY}--\r\n`)]);
  return { payload, headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` } };
}

export function problemIn(answer: LightMyRequestResponse): Problem {
  return answer.json<Problem>();
}

export function cookieOf(answer: LightMyRequestResponse): string {
  return String(answer.headers['set-cookie'] ?? '').split(';')[0] ?? '';
}
