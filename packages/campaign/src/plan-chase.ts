import { type Instant, type LocalDate, type LocalTime, MINUTE, plus } from '@duban/base';
import { at, dateOf, endOfDay } from '@duban/base/time';
import { nextOfficeTime } from '@duban/calendar';
import { type ChaseRules, ladderFor } from './chase-rules.js';
import { isJustAsked, slotsOf } from './chase-slots.js';
import type { Standing } from './definition.js';
import { isHourStep, type LadderAction, type LadderStep } from './ladder.js';
import { later } from './later.js';
import { isBrokenPromise, promiseCheck } from './promise-check.js';
import { isOwed, type ObligationState } from './states.js';

/** What the rules need to know of one obligation; all of it rows of the ledger. */
export interface ChaseObligation {
  readonly id: string;
  readonly office: string;
  /** Whose ladder it is chased by. */
  readonly requirement: string;
  readonly standing: Standing;
  readonly state: ObligationState;
  readonly periodEnd: LocalDate | null;
  readonly due: LocalDate;
  /** The hour of that day at which it is due; null: the end of the day. */
  readonly dueTime: LocalTime | null;
  /** Counts returns and extensions: each gives the ladder a fresh start. 0 = the original due. */
  readonly arm: number;
  /** When this arm began (launch, return, extension): steps before it are past, not missed. */
  readonly armedAt: Instant;
  /** The round was merged without it: 未报 stands, nobody is chased any more. */
  readonly closed: boolean;
  /** Steps of this arm that messages or tasks already carry. */
  readonly done: readonly DoneStep[];
  /** The last promise made on this arm, if any. */
  readonly promise: { readonly madeAt: Instant; readonly until: Instant } | null;
  /** Calls of this arm that were made and brought no promise. */
  readonly callsWithoutPromise: number;
  /** Other obligations of the office that lapsed before (repeated lapse). */
  readonly earlierLapses: number;
}

export interface DoneStep {
  readonly step: string;
  readonly kind: StepKind;
  /** When the step was due to happen, not when it was carried out. */
  readonly slot: Instant;
}

export type StepKind = 'message' | 'task';

/** A step that is to be carried out now. */
export interface PlannedStep {
  readonly obligation: string;
  readonly office: string;
  readonly arm: number;
  readonly step: string;
  readonly label: string;
  readonly kind: StepKind;
  readonly slot: Instant;
  /** Of an urgent request, on its day: carried out at any hour, and its slot is the minute instead of the day. */
  readonly urgent: boolean;
  readonly action: LadderAction;
}

export interface ChasePlan {
  readonly now: readonly PlannedStep[];
  /** The next step and when; null when nothing is left to do. */
  readonly next: PlannedStep | null;
  readonly wakeAt: Instant | null;
}

/** What the people of an office owe in another campaign, by the rules of that campaign. */
export interface Beside {
  readonly owed: readonly ChaseObligation[];
  readonly rules: ChaseRules;
}

/** What a look goes by; `beside` when its people answer in several campaigns of one bureau. */
export interface LookRules extends ChaseRules {
  readonly beside?: readonly Beside[];
}

/**
 * What is to be done for one office at `now`, and when to look again. Pure.
 *
 * `obligations` holds those of `office` and of every office that shares a person with it: a person gets one message a day, so the day's
 * messages of the whole circle leave at the latest slot that any of them has on that day — never early, and one instead of three. What the
 * same people owe in other campaigns counts for that moment, and for nothing else.
 * A step missed while the system stood still is done once, the highest of its kind, in office hours: no volley, nothing on a rest day.
 * A missed message belongs to the day on which it can leave: it waits for that day's own message instead of becoming a second one.
 * The steps of an urgent request keep their minute, on rest days and at night too, until its day is over; missed longer, they are steps like others.
 */
// biome-ignore lint/complexity/useMaxParams: facts, whose turn, rules and now are the four things a tick knows.
export function planChase(
  obligations: readonly ChaseObligation[],
  office: string,
  rules: LookRules,
  now: Instant,
): ChasePlan {
  const opening = nextOfficeTime(rules.calendar, rules.hours, now);
  const openingDay = dateOf(opening);
  const leaves = (slot: Instant): LocalDate => later(dateOf(slot), openingDay);
  const pending = pendingOf(obligations, rules, now);
  const others = (rules.beside ?? []).map((b) => ({
    circle: b.owed,
    rules: b.rules,
    pending: pendingOf(b.owed, b.rules, now),
  }));
  const latestOfDay = latestMessageSlots([{ circle: obligations, rules, pending }, ...others], openingDay, leaves);
  const steps = pending
    .filter((step) => step.office === office)
    .map((step) =>
      step.kind === 'message' && !step.urgent
        ? { ...step, slot: latestOfDay.get(leaves(step.slot)) ?? step.slot }
        : step,
    )
    .sort(bySlot);
  const due = steps.filter((step) => step.slot <= now);
  const future = steps.filter((step) => step.slot > now);
  const next = highestOfEach(future.filter((step) => step.slot === future[0]?.slot))[0] ?? null;
  const waiting = opening > now ? highestOfEach(due.filter((step) => !step.urgent)) : [];
  const carried = opening > now ? highestOfEach(due.filter((step) => step.urgent)) : highestOfEach(due);
  if (waiting.length === 0 || (next !== null && next.slot < opening))
    return { now: carried, next, wakeAt: next?.slot ?? null };
  return { now: carried, next: waiting[0] ?? next, wakeAt: opening };
}

function pendingOf(obligations: readonly ChaseObligation[], rules: ChaseRules, now: Instant): PlannedStep[] {
  return obligations.filter((o) => isOwed(o.state) && !o.closed).flatMap((o) => pendingSteps(o, rules, now));
}

/** Every step of this arm that is not done or overtaken, with its slot; a promise takes the place of the steps before it. */
function pendingSteps(obligation: ChaseObligation, rules: ChaseRules, now: Instant): PlannedStep[] {
  const ladder = ladderFor(rules, obligation.requirement)[obligation.standing];
  const reached = { message: lastDone(obligation, ladder, 'message'), task: lastDone(obligation, ladder, 'task') };
  const done = new Set(obligation.done.map((d) => d.step));
  const promised = promiseCheck(obligation, rules, now);
  // Broken from its own moment on, whether or not its task was written: the formal steps are then known to this very tick's `wakeAt`.
  const formal = lapsed(obligation, ladder) || (promised !== null && promised.slot <= now);
  const itsDay = now < endOfDay(obligation.due);
  const steps: PlannedStep[] = [];
  const slots = slotsOf(ladder, obligation, rules);
  for (const [rank, rung] of ladder.entries()) {
    const slot = slots[rank] ?? null;
    const kind = 'message' in rung.action ? 'message' : 'task';
    if (slot === null || slot < obligation.armedAt || done.has(rung.key)) continue;
    // Two steps may fall on one slot (JN23: 开始填报 and T−3 on 2023-10-07): the higher one stands for both.
    if (slot < reached[kind].slot || (slot === reached[kind].slot && rank < reached[kind].rank)) continue;
    if (promised && slot <= promised.slot) continue;
    if (rung.only === 'lapse' && !formal) continue;
    const hourly = isHourStep(rung);
    if (isJustAsked(rung, slot, obligation.armedAt)) continue;
    // Written out: a spread here was three quarters of the cost of a look at a whole country.
    const { id, office, arm } = obligation;
    const { key: step, label, action } = rung;
    steps.push({ obligation: id, office, arm, step, label, kind, slot, urgent: hourly && itsDay, action });
  }
  if (promised && !done.has(promised.step) && promised.slot >= reached.task.slot) steps.push(promised);
  // In the ladder's order: two messages of one day leave on one slot, and the higher speaks for both, whichever had the earlier hour.
  return steps;
}

/** How far this arm got with steps of one kind: the last slot, and the highest rung. */
function lastDone(
  obligation: ChaseObligation,
  ladder: readonly LadderStep[],
  kind: StepKind,
): { slot: number; rank: number } {
  const done = obligation.done.filter((d) => d.kind === kind);
  return {
    slot: Math.max(Number.NEGATIVE_INFINITY, ...done.map((d) => d.slot)),
    rank: Math.max(-1, ...done.map((d) => ladder.findIndex((rung) => rung.key === d.step))),
  };
}

/** A repeated lapse, a broken promise, or two calls that brought nothing: then the formal steps follow. */
function lapsed(obligation: ChaseObligation, ladder: readonly LadderStep[]): boolean {
  // Once broken stays broken, and formal steps once begun go on: a second promise does not undo the first lapse.
  const begun = obligation.done.some(
    (d) => isBrokenPromise(d) || ladder.some((rung) => rung.key === d.step && rung.only === 'lapse'),
  );
  return begun || obligation.earlierLapses > 0 || obligation.callsWithoutPromise >= 2;
}

interface Circle {
  readonly circle: readonly ChaseObligation[];
  readonly rules: ChaseRules;
  readonly pending: readonly PlannedStep[];
}

/** By day: the latest slot of the circles' messages, those already planned for today included, so that the order of the offices' ticks does not matter. */
function latestMessageSlots(
  circles: readonly Circle[],
  /** From when on planned messages are of this day. */
  openingDay: LocalDate,
  leaves: (slot: Instant) => LocalDate,
): Map<LocalDate, Instant> {
  const latest = new Map<LocalDate, Instant>();
  const add = (slot: Instant): void => {
    const day = leaves(slot);
    if (slot > (latest.get(day) ?? Number.NEGATIVE_INFINITY)) latest.set(day, slot);
  };
  const since = at(openingDay, '00:00');
  for (const { circle, rules, pending } of circles) {
    for (const { kind, urgent, slot } of pending) if (kind === 'message' && !urgent) add(slot);
    for (const o of circle)
      for (const step of o.done)
        if (step.kind === 'message' && step.slot >= since && !keptItsMinute(o, rules, step)) add(step.slot);
  }
  return latest;
}

/** A message of an urgent request that left on its own, beside the day's message. */
function keptItsMinute(o: ChaseObligation, rules: ChaseRules, { step, slot }: DoneStep): boolean {
  const rung = ladderFor(rules, o.requirement)[o.standing].find(({ key }) => key === step);
  return rung !== undefined && isHourStep(rung) && slot < endOfDay(o.due);
}

function highestOfEach(due: readonly PlannedStep[]): PlannedStep[] {
  const highest = new Map<string, PlannedStep>();
  for (const step of due) highest.set(`${step.obligation} ${step.kind}`, step);
  return [...highest.values()];
}

/** Steps of one obligation on one slot keep the order of the ladder (the sort is stable): the last is the highest. */
function bySlot(a: PlannedStep, b: PlannedStep): number {
  return a.slot - b.slot || (a.obligation < b.obligation ? -1 : a.obligation > b.obligation ? 1 : 0);
}

/** How long ticks of several offices may add lines to one message before it leaves. */
export const SLOT_OPEN_MS = 5 * MINUTE;
/** That of an urgent request leaves within its hour: no longer than the ticks of one minute need. */
const URGENT_OPEN_MS = MINUTE;

/** When a message of a step leaves; one that is made up for later stays open as long, so that the other offices of a clerk still join it. */
export function sendAfter({ slot, urgent }: Pick<PlannedStep, 'slot' | 'urgent'>, now: Instant): Instant {
  const open = urgent ? URGENT_OPEN_MS : SLOT_OPEN_MS;
  const closes = plus(slot, open);
  return closes > now ? closes : plus(now, open);
}
