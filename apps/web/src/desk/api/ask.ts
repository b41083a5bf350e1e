import { activityHeaders } from '../../shared/activity.js';
import { type Change, sendChange } from '../../shared/send-change.js';
import { noAnswer, type Outcome, outcomeOf } from '../logic/refusal.js';

/** Asks the API for JSON; every failure comes back as a refusal in words, nothing is thrown. */
export function ask<T>(path: string): Promise<Outcome<T>> {
  return outcome(() => fetch(`/api${path}`, { headers: activityHeaders(), cache: 'no-store' }));
}

/** POST /api/session/link: a mailed link opens a session; its cookie stays with the browser. */
export function openLink(token: string): Promise<Outcome<unknown>> {
  return send('/session/link', { token });
}

/** A change with a JSON body, a form with files, or neither. */
export function send<T>(
  path: string,
  body: object | null,
  how: Pick<Change, 'method' | 'revision'> = {},
): Promise<Outcome<T>> {
  return outcome(() => sendChange({ url: `/api${path}`, body, ...how }));
}

async function outcome<T>(asked: () => Promise<Response>): Promise<Outcome<T>> {
  try {
    const answer = await asked();
    return outcomeOf<T>(answer.status, await answer.text());
  } catch {
    return { ok: false, refusal: noAnswer };
  }
}
