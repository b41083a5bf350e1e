import type { Problem } from '@duban/api/types';
import { refusalWords } from '../words.js';

/**
 * Why something did not go through. `network` and `busy` may be tried again as they are, `ended` after opening the link again,
 * `refused` only with something else.
 */
export interface Refusal {
  readonly kind: 'network' | 'busy' | 'ended' | 'refused';
  readonly text: string;
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
  return { ok: false, refusal: refusalOf(status, detailOf(parsed)) };
}

function refusalOf(status: number, detail: string | null): Refusal {
  if (status === 0) return noAnswer;
  // The server's own words speak to the bureau as well; a clerk has one way in.
  if (status === 401) return { kind: 'ended', text: refusalWords.ended };
  // 502 and 504 come from a gateway while the server restarts.
  if (status === 502 || status === 503 || status === 504) return { kind: 'busy', text: detail ?? refusalWords.busy };
  return refusedWith(detail ?? (status === 413 ? refusalWords.tooLarge : refusalWords.unknown));
}

function detailOf(body: unknown): string | null {
  if (typeof body !== 'object' || body === null) return null;
  const { detail } = body as Partial<Problem>;
  return typeof detail === 'string' && detail !== '' ? detail : null;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}
