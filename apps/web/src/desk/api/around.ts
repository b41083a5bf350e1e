import type { NilBody } from '@duban/api/types';
import type { Outcome } from '../logic/refusal.js';
import { ask } from './ask.js';

/** Posts JSON to a route of the desk. */
export function askWith<B>(path: string, body: B): Promise<Outcome<unknown>> {
  return ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** POST /api/desk/nil: the declaration, with its scan where there is one. */
export function declareNil(said: NilBody, scan: File | null): Promise<Outcome<unknown>> {
  const form = new FormData();
  form.append('data', JSON.stringify(said));
  if (scan) form.append('scan', scan);
  return ask('/desk/nil', { method: 'POST', body: form });
}
