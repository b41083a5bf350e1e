import type { Problem } from '@duban/api/types';
import { refusalWords } from '../words.js';

/**
 * Why something did not go through. `network` and `busy` may be tried again as they are, `ended` after opening the link again,
 * `refused` only with something else.
 */
export interface Refusal {
  readonly kind: 'network' | 'busy' | 'ended' | 'refused';
  readonly text: string;
  /** Of a refusal at the door: what is missing there. */
  readonly code?: string;
}

/** A link that was good, and is not any more: copying it again helps nobody. */
export function isEndedLink({ code }: Refusal): boolean {
  return code === 'link-handed-over' || code === 'link-withdrawn';
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export const refusedWith = (text: string): Refusal => ({ kind: 'refused', text });

/** No answer came at all. */
export const noAnswer: Refusal = { kind: 'network', text: refusalWords.network };

/** The outcome of one answer; `body` as it came, JSON or not. */
export function outcomeOf<T>(status: number, body: string): Outcome<T> {
  const parsed = parse(body);
  if (status >= 200 && status < 300) {
    // 204, or an answer whose body nobody reads.
    if (body === '' || parsed !== undefined) return { ok: true, value: parsed as T };
    return { ok: false, refusal: refusedWith(refusalWords.unknown) };
  }
  const code = partOf(parsed, 'code');
  const refusal = refusalOf({ status, detail: partOf(parsed, 'detail'), code });
  return { ok: false, refusal: code !== null && AT_THE_DOOR.has(code) ? { ...refusal, code } : refusal };
}

interface Answered {
  readonly status: number;
  readonly detail: string | null;
  readonly code: string | null;
}

/** A 401 that speaks to who is signing in or opens a link, and not of a session that has ended. */
const AT_THE_DOOR: ReadonlySet<string> = new Set([
  'credentials-refused',
  'second-factor-needed',
  'account-code-refused',
  'link-invalid',
  'link-handed-over',
  'link-withdrawn',
]);

function refusalOf({ status, detail, code }: Answered): Refusal {
  if (status === 0) return noAnswer;
  // The server's own words speak to the bureau as well; a clerk has one way in.
  if (status === 401 && !AT_THE_DOOR.has(code ?? '')) return { kind: 'ended', text: refusalWords.ended };
  // 502 and 504 come from a gateway while the server restarts.
  if (status === 502 || status === 503 || status === 504) return { kind: 'busy', text: detail ?? refusalWords.busy };
  return refusedWith(detail ?? (status === 413 ? refusalWords.tooLarge : refusalWords.unknown));
}

function partOf(body: unknown, name: 'detail' | 'code'): string | null {
  if (typeof body !== 'object' || body === null) return null;
  const part = (body as Partial<Problem>)[name];
  return typeof part === 'string' && part !== '' ? part : null;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}
