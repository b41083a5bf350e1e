import type { Desk, DeskSession } from '@duban/api/types';
import type { Outcome } from '../logic/refusal.js';
import { ask } from './ask.js';

export interface Reading {
  readonly session: DeskSession;
  readonly desk: Desk;
  /** `performance.now()` when it arrived: the server's clock runs on from there. */
  readonly readAt: number;
}

/** Who I am and what I owe. Both each time: a second link in another tab changes the person of the shared cookie. */
export async function readDesk(): Promise<Outcome<Reading>> {
  const session = await ask<DeskSession>('/desk/session');
  if (!session.ok) return session;
  const desk = await ask<Desk>('/desk');
  if (!desk.ok) return desk;
  return { ok: true, value: { session: session.value, desk: desk.value, readAt: performance.now() } };
}
