import { createHash } from 'node:crypto';

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** What a refusal says, with its status. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly problem: { readonly code?: string; readonly detail?: string; readonly details?: object },
  ) {
    super(`${status} ${problem.code}: ${problem.detail}`);
  }
}

/** One signed-in program: a browser without a screen. */
export interface Session {
  get<T>(path: string): Promise<T>;
  bytes(path: string): Promise<Uint8Array>;
  post<T>(path: string, body: object): Promise<T>;
  upload<T>(path: string, file: { name: string; bytes: Uint8Array }): Promise<T>;
}

/** Opens a session by POSTing `body` to `path`. Throws {@link Refused}; a connection that fails throws what fetch throws. */
export async function signedIn(address: string, path: string, body: object): Promise<Session> {
  const answer = await checked(await fetch(address + path, json(body)));
  const cookie = answer.headers.getSetCookie().map((each) => each.split(';')[0]);
  const call = async (url: string, init: RequestInit = {}): Promise<Response> =>
    checked(await fetch(address + url, { ...init, headers: { ...init.headers, cookie: cookie.join('; ') } }));
  return {
    get: async <T>(url: string) => (await (await call(url)).json()) as T,
    bytes: async (url) => new Uint8Array(await (await call(url)).arrayBuffer()),
    post: async <T>(url: string, data: object) => answerOf<T>(await call(url, json(data))),
    upload: async <T>(url: string, file: { name: string; bytes: Uint8Array }) => {
      const form = new FormData();
      form.append('file', new Blob([Buffer.from(file.bytes)]), file.name);
      return (await (await call(url, { method: 'POST', body: form })).json()) as T;
    },
  };
}

const json = (body: object): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** What a change answers; nothing for 204. */
async function answerOf<T>(answer: Response): Promise<T> {
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}

async function checked(answer: Response): Promise<Response> {
  if (answer.ok) return answer;
  throw new Refused(answer.status, (await answer.json().catch(() => ({}))) as Refused['problem']);
}
