import { DubanError } from '@duban/base';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readParts } from './read-parts.js';

export const LIMIT_MB = 10;
export const LIMIT = LIMIT_MB * 1024 * 1024;
/** Boundaries and headers of the parts. */
const WRAPPING = 64 * 1024;
const LONGEST_NAME = 150;

/** For `register(multipart, …)`: one file, and it is cut off while it streams in. */
export const uploadLimits = {
  limits: { fileSize: LIMIT, files: 1, fields: 0, parts: 2 },
  throwFileSizeLimit: true,
} as const;

/**
 * Refuses a form with files where a route takes none, and one whose own length says that it is too much, before a byte of it is read.
 * After `enforceAccess`: who may not call learns nothing else.
 */
export function refuseBodies(server: FastifyInstance): void {
  server.addHook('preParsing', async (request) => {
    // By its header: the parser that knows better comes later.
    if (request.is404 || !/^multipart\//i.test(request.headers['content-type'] ?? '')) return;
    const { upload, form } = request.routeOptions.config;
    if (!upload && !form) throw new WrongType();
    if (Number(request.headers['content-length'] ?? 0) > LIMIT + WRAPPING)
      throw new DubanError('file-too-large', { limit: LIMIT_MB });
  });
}

/** For the error handler: 415, as for any other type that nobody takes. */
class WrongType extends Error {
  readonly code = 'FST_ERR_CTP_INVALID_MEDIA_TYPE';
  readonly statusCode = 415;
}

export interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const read = new WeakMap<FastifyRequest, Promise<Upload>>();

/**
 * The one file of a multipart body, part `file`; asked again, the same one.
 * @throws DubanError `file-too-large` before more than the limit is kept, `file-missing` without exactly one named file, `request-unreadable`.
 */
export function readUpload(request: FastifyRequest): Promise<Upload> {
  const known = read.get(request);
  if (known !== undefined) return known;
  const upload = stream(request);
  read.set(request, upload);
  return upload;
}

async function stream(request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart()) throw new DubanError('file-missing');
  const file = await readParts(() => onlyFile(request));
  if (file === null) throw new DubanError('file-missing');
  return file;
}

async function onlyFile(request: FastifyRequest): Promise<Upload | null> {
  let file: Upload | null = null;
  for await (const part of request.files()) {
    const bytes = await part.toBuffer();
    const name = cleanName(part.filename);
    if (part.fieldname === 'file' && name !== '') file = { name, bytes };
  }
  return file;
}

/** The last part of whatever path a browser sent, without what no file name holds; the ending survives a shortening. */
export function cleanName(sent: string): string {
  const name = (sent.split(/[/\\]/).at(-1) ?? '').replace(/\p{Cc}/gu, '').trim();
  if (name.length <= LONGEST_NAME) return name;
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 && name.length - dot <= 10 ? name.slice(dot) : '';
  return `${[...name].slice(0, LONGEST_NAME - ending.length).join('')}${ending}`;
}
