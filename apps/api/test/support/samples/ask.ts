import type { LightMyRequestResponse } from 'fastify';
import type { House } from '../house.js';
import { dataFormWith, formWith } from '../visitors.js';
import type { Ask } from './make.js';

function formOf({ upload, form }: Ask): ReturnType<typeof formWith> | null {
  const file = (field: string) => ({ field, name: 'a.xlsx', bytes: Buffer.from('no workbook') });
  if (form) return dataFormWith(form.data, form.files.map(file));
  return upload ? formWith([file('file')]) : null;
}

/** Asks as somebody with this cookie; null where a stream began and was left. */
export async function ask(
  made: House,
  { method }: { readonly method: string },
  { cookie, ...asking }: Ask & { readonly cookie: string },
): Promise<LightMyRequestResponse | null> {
  const { url, body, ifMatch } = asking;
  const form = formOf(asking);
  // A stream of events has no end of its own.
  const endless = url.includes('/stream');
  const gone = new AbortController();
  const asked = made.server.inject({
    method: method as 'GET',
    url,
    headers: { cookie, ...form?.headers, ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }) },
    ...(form
      ? { payload: form.payload }
      : body === undefined || method === 'GET' || method === 'HEAD'
        ? {}
        : { payload: body }),
    ...(endless ? { signal: gone.signal } : {}),
  });
  if (!endless) return asked;
  const timer = setTimeout(() => gone.abort(), 500);
  try {
    return await asked;
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
