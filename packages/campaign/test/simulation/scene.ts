import { type Instant, instant, type LocalDate, MINUTE } from '@duban/base';
import type { Dice } from '@duban/base/dice';
import { addDays, at, dateOf } from '@duban/base/time';
import type { ChaseObligation, People, Standing } from '../../src/index.js';
import { day } from '../chase-world.js';

/** The campaign that a seed plays: six weeks around the long holiday of October 2023. */
export const START: Instant = at(day('2023-09-18'), '09:00');
export const END: Instant = at(day('2023-11-06'), '00:00');

/** What somebody does at a moment. */
export type Act =
  | { readonly kind: 'ask' | 'file' | 'nil' | 'exempt' | 'withdraw'; readonly at: Instant; readonly id: string }
  | { readonly kind: 'extend'; readonly at: Instant; readonly id: string; readonly days: number }
  | { readonly kind: 'close'; readonly at: Instant; readonly id: string };

export interface Span {
  readonly from: Instant;
  readonly until: Instant;
}

export interface Scene {
  readonly obligations: readonly ChaseObligation[];
  readonly people: People;
  readonly acts: readonly Act[];
  readonly outages: readonly Span[];
}

const STANDINGS: readonly Standing[] = ['subordinate', 'subordinate', 'subordinate', 'outside', 'peer', 'superior'];

/** Throws a campaign: one to three offices, what they owe, who serves them, what they will do, and when the system stands still. */
export function sceneOf(dice: Dice): Scene {
  const offices = ['dong', 'nan', 'xi'].slice(0, dice.between(1, 3));
  const standing = new Map(offices.map((office) => [office, dice.pick(STANDINGS)]));
  const obligations: ChaseObligation[] = [];
  const acts: Act[] = [];
  for (const requirement of ['table', 'final', 'urgent'].slice(0, dice.between(1, 3))) {
    const due = requirement === 'urgent' ? null : addDays(day('2023-09-26'), dice.between(0, 24));
    // People ask, file and promise at second :30, never on a slot.
    const asked = instant(START + dice.between(0, 35 * 24 * 60) * MINUTE + 30_000);
    const hour = instant(asked + dice.between(20, 1200) * MINUTE);
    const hourText = new Date(hour + 8 * 60 * MINUTE).toISOString().slice(11, 16);
    for (const office of offices) {
      if (dice.chance(15)) continue;
      const id = `${requirement}/${office}`;
      obligations.push({
        id,
        office,
        requirement,
        standing: standing.get(office) ?? 'subordinate',
        state: 'expected',
        periodEnd: requirement === 'table' && due ? addDays(due, -dice.between(1, 10)) : null,
        due: due ?? dateOf(hour),
        dueTime: due === null ? (hourText as never) : null,
        arm: 0,
        armedAt: due === null ? asked : START,
        closed: false,
        done: [],
        promise: null,
        callsWithoutPromise: 0,
        earlierLapses: dice.chance(25) ? 1 : 0,
      });
      if (due === null) acts.push({ kind: 'ask', at: asked, id });
      acts.push(
        ...fateOf(dice, { id, due: due ?? dateOf(hour), from: due === null ? asked : START, urgent: due === null }),
      );
    }
  }
  return { obligations, people: peopleOf(dice, offices), acts, outages: outagesOf(dice) };
}

/** What becomes of one debt: handed in early, late or never; extended, exempted, reported nil, withdrawn; and at last the round is closed. */
function fateOf(
  dice: Dice,
  { id, due, from, urgent }: { id: string; due: LocalDate; from: Instant; urgent: boolean },
): Act[] {
  const about = (days: number): Instant => {
    const then = instant(at(addDays(due, days), '00:00') + dice.between(0, 24 * 60 - 1) * MINUTE + 30_000);
    return then > from ? then : instant(from + dice.between(1, 90) * MINUTE);
  };
  const acts: Act[] = [];
  if (dice.chance(60)) acts.push({ kind: 'file', at: about(urgent ? 0 : dice.between(-7, 9)), id });
  if (dice.chance(12))
    acts.push({ kind: dice.pick(['nil', 'exempt', 'withdraw']), at: about(dice.between(-5, 4)), id });
  if (dice.chance(15)) acts.push({ kind: 'extend', at: about(dice.between(-3, 0)), id, days: dice.between(1, 6) });
  acts.push({ kind: 'close', at: at(addDays(due, urgent ? dice.pick([2, 5]) : dice.between(8, 16)), '00:00'), id });
  return acts;
}

/** An A and a leader everywhere, a B mostly; a clerk of two offices, a handover, a leave with or without a stand-in. */
function peopleOf(dice: Dice, offices: readonly string[]): People {
  const shared = dice.chance(50);
  const someDay = (): LocalDate => addDays(day('2023-09-20'), dice.between(0, 40));
  const serving = offices.flatMap((office, i) => {
    const a = shared && i < 2 ? 'shared-a' : `${office}-a`;
    const change = dice.chance(30) && !(shared && i < 2) ? someDay() : null;
    return [
      { contact: a, office, role: 'A' as const, from: null, until: change && addDays(change, -1) },
      ...(change ? [{ contact: `${office}-a2`, office, role: 'A' as const, from: change, until: null }] : []),
      ...(dice.chance(70) ? [{ contact: `${office}-b`, office, role: 'B' as const, from: null, until: null }] : []),
      { contact: `${office}-leader`, office, role: 'leader' as const, from: null, until: null },
    ];
  });
  const absences = serving
    .filter(({ role }) => role !== 'leader' && dice.chance(25))
    .map(({ contact }) => {
      const from = someDay();
      // Mostly the office's other contact takes it, sometimes somebody of another office does.
      const others = serving.filter((other) => other.contact !== contact && other.role !== 'leader');
      const standIn = others.length > 0 && dice.chance(30) ? dice.pick(others).contact : null;
      return { contact, from, until: addDays(from, dice.between(0, 9)), standIn };
    });
  return { serving, absences };
}

function outagesOf(dice: Dice): Span[] {
  const count = dice.pick([0, 0, 1, 2]);
  return Array.from({ length: count }, () => {
    const from = instant(START + dice.between(0, 45 * 24 * 60) * MINUTE);
    return { from, until: instant(from + dice.between(2, dice.chance(30) ? 5 * 24 * 60 : 300) * MINUTE) };
  }).sort((a, b) => a.from - b.from);
}
