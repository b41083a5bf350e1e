import { DubanError, type Instant, MINUTE, plus } from '@duban/base';
import type { Dice } from '@duban/base/dice';
import { at, localDate } from '@duban/base/time';

/** Something that somebody does. */
export interface Act {
  readonly at: Instant;
  readonly name: string;
  run(): Promise<unknown>;
}

/** A moment of an office day, at second :30, never on a slot. */
export function momentOn(thrown: Dice, day: string): Instant {
  return plus(at(localDate(day), '08:31'), thrown.between(0, 530) * MINUTE + MINUTE / 2);
}

/** Days on which everybody who has not filed is reminded, and when. */
const REMINDED: Readonly<Record<string, string>> = {
  '2023-12-05': '09:00',
  '2023-12-07': '15:00',
  '2023-12-08': '10:00',
};

/** Mostly while that day's reminders wait to leave: the minutes in which a change can still come too late for them. */
export function momentNear(thrown: Dice, day: string): Instant {
  const slot = REMINDED[day];
  if (slot === undefined || thrown.chance(30)) return momentOn(thrown, day);
  return plus(at(localDate(day), slot), thrown.between(0, 4) * MINUTE + MINUTE / 2);
}

/** Two people want different things: refused by rule is an outcome, not a fault of the machine. */
export async function allowingRefusals(act: Act): Promise<void> {
  try {
    await act.run();
  } catch (error) {
    if (!(error instanceof DubanError)) throw error;
  }
}
