import { activityHeaders } from './activity.js';

export interface Change {
  readonly url: string;
  readonly method?: 'POST' | 'PATCH' | 'DELETE';
  /** As JSON, or a form with files; null: nothing. */
  readonly body: object | null;
  /** Of what is edited, as the view on screen showed it: refused (412) when somebody has edited that since. */
  readonly revision?: number;
}

/** A repeat is one within minutes; what is done again tomorrow is another thing. */
const REPEAT_MS = 10 * 60_000;

/** Calls that got no answer, by their content: a repeat carries the key of then, and what was done after all is not done twice. */
const unanswered = new Map<string, { readonly key: string; readonly at: number }>();

/**
 * Sends a change with an Idempotency-Key and, where a revision was on screen, with If-Match. Throws as `fetch` does when no answer comes;
 * the same change sent again within ten minutes then carries the same key.
 */
export async function sendChange({ url, method = 'POST', body, revision }: Change): Promise<Response> {
  const match = revision === undefined ? {} : { 'if-match': `"${revision}"` };
  const settings = { method, credentials: 'same-origin', cache: 'no-store' } as const;
  // No form takes a key: its verb knows the same bytes again.
  if (body instanceof FormData) return fetch(url, { ...settings, headers: { ...activityHeaders(), ...match }, body });
  const json = body === null ? {} : { body: JSON.stringify(body) };
  const type = body === null ? {} : { 'content-type': 'application/json' };
  const content = JSON.stringify([method, url, revision, json.body]);
  const key = keyFor(content);
  unanswered.set(content, { key, at: performance.now() });
  const headers = { ...activityHeaders(), ...type, ...match, 'idempotency-key': key };
  const answer = await fetch(url, { ...settings, headers, ...json });
  if (!mayBeAtWork(answer)) unanswered.delete(content);
  return answer;
}

function keyFor(content: string): string {
  // A content may be a password: none stays longer than it is of use.
  for (const [each, { at }] of unanswered) if (performance.now() - at >= REPEAT_MS) unanswered.delete(each);
  return unanswered.get(content)?.key ?? newKey();
}

/** Not `crypto.randomUUID`: by plain http, as on an intranet, browsers have none. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A gateway gave up waiting (502, 504), or a repeat came while the first was at work (`call-running`, the only 409 with Retry-After). */
function mayBeAtWork({ status, headers }: Response): boolean {
  return status === 502 || status === 504 || (status === 409 && headers.has('retry-after'));
}
