import { activityHeaders } from '../../shared/activity.js';
import { noAnswer, type Outcome, outcomeOf } from '../logic/refusal.js';

/** Asks the API for JSON; every failure comes back as a refusal in words, nothing is thrown. */
export async function ask<T>(path: string, init: RequestInit = {}): Promise<Outcome<T>> {
  try {
    const headers = { ...activityHeaders(), ...init.headers };
    const answer = await fetch(`/api${path}`, { cache: 'no-store', ...init, headers });
    return outcomeOf<T>(answer.status, await answer.text());
  } catch {
    return { ok: false, refusal: noAnswer };
  }
}

/** POST /api/session/link: a mailed link opens a session; its cookie stays with the browser. */
export function openLink(token: string): Promise<Outcome<unknown>> {
  return send('/session/link', { token });
}

/** A change with a JSON body, or without one. */
export function send<T>(path: string, body: object | null, method = 'POST'): Promise<Outcome<T>> {
  const content = body === null ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  return ask(path, { method, ...content });
}
