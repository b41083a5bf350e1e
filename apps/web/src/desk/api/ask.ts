import { noAnswer, type Outcome, outcomeOf } from '../logic/refusal.js';

/** Asks the API for JSON; every failure comes back as a refusal in words, nothing is thrown. */
export async function ask<T>(path: string, init: RequestInit = {}): Promise<Outcome<T>> {
  try {
    const answer = await fetch(`/api${path}`, { cache: 'no-store', ...init });
    return outcomeOf<T>(answer.status, await answer.text());
  } catch {
    return { ok: false, refusal: noAnswer };
  }
}

/** POST /api/session/link: a mailed link opens a session; its cookie stays with the browser. */
export function openLink(token: string): Promise<Outcome<unknown>> {
  return ask('/session/link', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
}
