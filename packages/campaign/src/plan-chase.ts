import { type Instant, type LocalDate, plus } from '@duban/base';
import { addDays, at, dateOf } from '@duban/base/time';
import {
  addWorkdays,
  nextOfficeTime,
  type OfficeHours,
  onOrAfter,
  onOrBefore,
  type WorkCalendar,
} from '@duban/calendar';
import type { Standing } from './definition.js';
import { BROKEN_PROMISE_STEP, type Ladder, type LadderAction, type LadderStep } from './ladder.js';
import { later } from './later.js';
import { isOwed, type ObligationState } from './states.js';

/** What the rules need to know of one obligation; all of it rows of the ledger. */
export interface ChaseObligation {
  readonly id: string;
  readonly office: string;
  readonly standing: Standing;
  readonly state: ObligationState;
  readonly periodEnd: LocalDate | null;
  readonly due: LocalDate;
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

export interface ChaseRules {
  readonly ladder: Ladder;
  readonly calendar: WorkCalendar;
  readonly hours: OfficeHours;
}

/** A step that is to be carried out now. */
export interface PlannedStep {
  readonly obligation: string;
  readonly office: string;
  readonly arm: number;
  readonly step: string;
  readonly label: string;
  readonly kind: StepKind;
  readonly slot: Instant;
  readonly action: LadderAction;
}

export interface ChasePlan {
  readonly now: readonly PlannedStep[];
  /** The next step and when; null when nothing is left to do. */
  readonly next: PlannedStep | null;
  readonly wakeAt: Instant | null;
}

/**
 * What is to be done for one office at `now`, and when to look again. Pure.
 *
 * `obligations` holds those of `office` and of every office that shares a person with it: a person gets one message a day, so the day's
 * messages of the whole circle leave at the latest slot that any of them has on that day — never early, and one instead of three.
 * A step missed while the system stood still is done once, the highest of its kind, in office hours: no volley, nothing on a rest day.
 * A missed message belongs to the day on which it can leave: it waits for that day's own message instead of becoming a second one.
 */
// biome-ignore lint/complexity/useMaxParams: facts, whose turn, rules and now are the four things a tick knows.
export function planChase(
  obligations: readonly ChaseObligation[],
  office: string,
  rules: ChaseRules,
  now: Instant,
): ChasePlan {
  const opening = nextOfficeTime(rules.calendar, rules.hours, now);
  const leaves = (slot: Instant): LocalDate => later(dateOf(slot), dateOf(opening));
  const pending = obligations.filter((o) => isOwed(o.state) && !o.closed).flatMap((o) => pendingSteps(o, rules, now));
  const latestOfDay = latestMessageSlots(pending, obligations, leaves);
  const steps = pending
    .filter((step) => step.office === office)
    .map((step) =>
      step.kind === 'message' ? { ...step, slot: latestOfDay.get(leaves(step.slot)) ?? step.slot } : step,
    )
    .sort(bySlot);
  const due = steps.filter((step) => step.slot <= now);
  const future = steps.filter((step) => step.slot > now);
  const next = highestOfEach(future.filter((step) => step.slot === future[0]?.slot))[0] ?? null;
  if (due.length > 0 && opening > now) return { now: [], next: highestOfEach(due)[0] ?? next, wakeAt: opening };
  return { now: highestOfEach(due), next, wakeAt: next?.slot ?? null };
}

/** Every step of this arm that is not done or overtaken, with its slot; a promise takes the place of the steps before it. */
function pendingSteps(obligation: ChaseObligation, rules: ChaseRules, now: Instant): PlannedStep[] {
  const ladder = rules.ladder[obligation.standing];
  const reached = { message: lastDone(obligation, ladder, 'message'), task: lastDone(obligation, ladder, 'task') };
  const done = new Set(obligation.done.map((d) => d.step));
  const promised = promiseCheck(obligation, rules);
  // Broken from its own moment on, whether or not its task was written: the formal steps are then known to this very tick's `wakeAt`.
  const formal = lapsed(obligation, ladder) || (promised !== null && promised.slot <= now);
  const steps: PlannedStep[] = [];
  const slots = slotsOf(ladder, obligation, rules.calendar);
  for (const [rank, rung] of ladder.entries()) {
    const slot = slots[rank] ?? null;
    const kind = 'message' in rung.action ? 'message' : 'task';
    if (slot === null || slot < obligation.armedAt || done.has(rung.key)) continue;
    // Two steps may fall on one slot (JN23: 开始填报 and T−3 on 2023-10-07): the higher one stands for both.
    if (slot < reached[kind].slot || (slot === reached[kind].slot && rank < reached[kind].rank)) continue;
    if (promised && slot <= promised.slot) continue;
    if (rung.only === 'lapse' && !formal) continue;
    // Written out: a spread here was three quarters of the cost of a look at a whole country.
    const { id, office, arm } = obligation;
    steps.push({ obligation: id, office, arm, step: rung.key, label: rung.label, kind, slot, action: rung.action });
  }
  if (promised && !done.has(promised.step) && promised.slot >= reached.task.slot) steps.push(promised);
  return steps.sort(bySlot);
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

function isBrokenPromise({ step }: DoneStep): boolean {
  return step.startsWith(`${BROKEN_PROMISE_STEP}@`);
}

/** The moment at which a promise turns out to be broken: the first office hour after the promised day. From T+3 on it brings the letter. */
function promiseCheck(obligation: ChaseObligation, rules: ChaseRules): PlannedStep | null {
  const ladder = rules.ladder[obligation.standing];
  // A superior gets nothing (practice.md 5), not even when it said it would file.
  if (ladder.length === 0 || !obligation.promise || obligation.promise.madeAt < obligation.armedAt) return null;
  // A promise noted down after its day had passed still gets one day.
  const promisedDay = later(dateOf(obligation.promise.until), dateOf(obligation.promise.madeAt));
  const day = onOrAfter(rules.calendar, addDays(promisedDay, 1));
  return {
    ...common(obligation),
    // The promise's own time makes the key unique: a second promise is checked again.
    step: `${BROKEN_PROMISE_STEP}@${obligation.promise.madeAt}`,
    label: obligation.standing === 'subordinate' ? '承诺未兑现' : '约定时间已到',
    kind: 'task',
    slot: at(day, '09:00'),
    action: brokenPromiseAction(obligation, rules, day),
  };
}

/**
 * Whoever's turn to call it is by then asks again (before T+2 that is the clerk, never the chief); from T+3 on the letter is drafted, once, and after it
 * the deputy director calls. Peers and outside bodies are asked with courtesy (practice.md 4, 5 and the ladder).
 */
function brokenPromiseAction(obligation: ChaseObligation, rules: ChaseRules, day: LocalDate): LadderAction {
  const ladder = rules.ladder[obligation.standing];
  const calls = ladder.flatMap((rung) =>
    'task' in rung.action && rung.action.task === 'call' ? [{ rung, by: rung.action.by }] : [],
  );
  const turn = calls.findLast(({ rung }) => dayOf(rung, obligation, rules.calendar) <= day) ?? calls[0];
  const script = obligation.standing === 'subordinate' ? 'promise-broken' : 'courtesy';
  const call: LadderAction = { task: 'call', by: turn?.by ?? 'operator', script };
  const letter = ladder.findIndex((rung) => 'task' in rung.action && rung.action.task === 'sign');
  const rung = ladder[letter];
  if (!rung) return call;
  const letterDay = dayOf(rung, obligation, rules.calendar);
  if (day < letterDay) return call;
  const drafted = obligation.done.some(
    (d) => d.step === rung.key || (isBrokenPromise(d) && dateOf(d.slot) >= letterDay),
  );
  return drafted ? (ladder.slice(letter + 1).find(({ action }) => 'task' in action)?.action ?? call) : rung.action;
}

/** The instants of all steps of a ladder. They hang on the obligation's dates alone, and a whole country owes on the same few days. */
function slotsOf(
  ladder: readonly LadderStep[],
  obligation: ChaseObligation,
  calendar: WorkCalendar,
): readonly (Instant | null)[] {
  const ofCalendar = known.get(calendar) ?? new WeakMap<readonly LadderStep[], Map<string, (Instant | null)[]>>();
  known.set(calendar, ofCalendar);
  const ofLadder = ofCalendar.get(ladder) ?? new Map<string, (Instant | null)[]>();
  ofCalendar.set(ladder, ofLadder);
  const key = `${obligation.due} ${obligation.periodEnd} ${obligation.arm > 0}`;
  const slots = ofLadder.get(key) ?? ladder.map((rung) => slotOf(rung, obligation, calendar));
  if (ofLadder.size >= MOST_KNOWN) ofLadder.clear();
  ofLadder.set(key, slots);
  return slots;
}

const known = new WeakMap<WorkCalendar, WeakMap<readonly LadderStep[], Map<string, (Instant | null)[]>>>();
const MOST_KNOWN = 2_000;

/** The instant of a step; null when the obligation has no such anchor (a final report has no period, a returned sheet needs no 开始填报). */
function slotOf(rung: LadderStep, obligation: ChaseObligation, calendar: WorkCalendar): Instant | null {
  if (rung.anchor !== 'due' && (obligation.periodEnd === null || obligation.arm > 0)) return null;
  return at(dayOf(rung, obligation, calendar), rung.at);
}

function dayOf(rung: LadderStep, obligation: ChaseObligation, calendar: WorkCalendar): LocalDate {
  if (rung.anchor === 'due') {
    // T−n counts from the due moved back to a working day (Sunday 12-10: T = Friday 12-08); T+n from the due itself.
    return rung.offset > 0
      ? addWorkdays(calendar, obligation.due, rung.offset)
      : addWorkdays(calendar, onOrBefore(calendar, obligation.due), rung.offset);
  }
  const end = obligation.periodEnd ?? obligation.due;
  return rung.anchor === 'period-end'
    ? addWorkdays(calendar, onOrBefore(calendar, end), rung.offset)
    : addWorkdays(calendar, onOrAfter(calendar, addDays(end, 1)), rung.offset);
}

/** By day: the latest slot of the circle's messages, those already planned for today included, so that the order of the offices' ticks does not matter. */
function latestMessageSlots(
  pending: readonly PlannedStep[],
  circle: readonly ChaseObligation[],
  leaves: (slot: Instant) => LocalDate,
): Map<LocalDate, Instant> {
  const latest = new Map<LocalDate, Instant>();
  const planned = circle.flatMap((o) => o.done).filter((d) => leaves(d.slot) === dateOf(d.slot));
  for (const { kind, slot } of [...pending, ...planned]) {
    const day = leaves(slot);
    if (kind === 'message' && slot > (latest.get(day) ?? Number.NEGATIVE_INFINITY)) latest.set(day, slot);
  }
  return latest;
}

function highestOfEach(due: readonly PlannedStep[]): PlannedStep[] {
  const highest = new Map<string, PlannedStep>();
  for (const step of due) highest.set(`${step.obligation} ${step.kind}`, step);
  return [...highest.values()];
}

function common(obligation: ChaseObligation): Pick<PlannedStep, 'obligation' | 'office' | 'arm'> {
  return { obligation: obligation.id, office: obligation.office, arm: obligation.arm };
}

/** Steps of one obligation on one slot keep the order of the ladder (the sort is stable): the last is the highest. */
function bySlot(a: PlannedStep, b: PlannedStep): number {
  return a.slot - b.slot || (a.obligation < b.obligation ? -1 : a.obligation > b.obligation ? 1 : 0);
}

/** How long ticks of several offices may add lines to one message before it leaves. */
export const SLOT_OPEN_MS = 5 * 60_000;

/** When a message of `slot` leaves; one that is made up for later stays open as long, so that the other offices of a clerk still join it. */
export function sendAfter(slot: Instant, now: Instant): Instant {
  const closes = plus(slot, SLOT_OPEN_MS);
  return closes > now ? closes : plus(now, SLOT_OPEN_MS);
}
