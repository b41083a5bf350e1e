import type { Instant } from '@duban/base';
import { dateOf } from '@duban/base/time';
import type { CampaignDefinition } from '@duban/campaign';
import type { Db } from '@duban/ledger';
import { type CallLine, type CallsWanted, callLines } from './chase/call-lines.js';
import { type CallWords, callWords, isUrgentCall } from './chase/call-words.js';
import { jointWords, type PersonToCall, slotOfCall, type ToSay, together } from './chase/one-call.js';
import { type CallDirectory, callDirectory, whoIsCalled } from './chase/person-to-call.js';
import { type PromiseState, promiseState } from './chase/promise-state.js';
import { type AllSaid, promisedFor, saidIn, scriptBesides, waitsForLeader } from './chase/said.js';
import { type Duty, isDutyTask } from './duties/duty.js';
import { majorDuties, selectMajors } from './duties/major-duties.js';
import { officeOf } from './facts/campaign-facts.js';
import { readCampaign } from './facts/campaign-status.js';

export type { PersonToCall } from './chase/one-call.js';
export type { PromiseState } from './chase/promise-state.js';

/** One call: whom, why, what to say, and what came of it. It may be about several tasks: one person is called once in a slot. */
export interface CallItem {
  /** The first of its tasks. */
  readonly task: string;
  /** Short, all that the call is about; of the bureau's own reports by telephone, who is told. */
  readonly office: string;
  /** By function, with the number to dial: who is on duty today; null when the directory names nobody. */
  readonly person: PersonToCall | null;
  readonly what: string;
  readonly due: string;
  readonly script: string;
  /** Until when something of it was promised last; null when nothing was, and of calls that are over. */
  readonly lastPromise: Instant | null;
  /** The title of the officer who calls. */
  readonly by: string;
  readonly slot: Instant;
  readonly state: 'open' | 'done' | 'cancelled';
  readonly call: {
    readonly at: Instant;
    readonly answeredBy: string | null;
    readonly promiseUntil: Instant | null;
    /** What became of the promise so far, computed; null when none was made. */
    readonly promise: PromiseState | null;
    readonly note: string;
  } | null;
  /** Its tasks, one or more: one log of the call is for all of them. */
  readonly parts: readonly CallPart[];
}

/** What a call is about for one task. */
export interface CallPart {
  readonly task: string;
  readonly office: string;
  readonly what: string;
  readonly due: string;
  readonly lastPromise: Instant | null;
}

/**
 * All calls of a campaign in the order in which they became due, offices in directory order. While it is paused nobody is called: those still
 * to be made are on the list again when it goes on, but for the bureau's own reports, which wait for no office.
 */
export async function callList(db: Db, campaign: string, now: Instant): Promise<CallItem[]> {
  const { status, facts } = await readCampaign(db, campaign);
  const calls = joinCalls(await callsOf(db, await callingFor(db, facts.definition, now), now), now);
  return status === 'paused'
    ? calls.filter(({ state, task }) => state !== 'open' || isDutyTask({ id: task, campaign }))
    : calls;
}

/** The calls that are still to be made, in the same order. */
export async function openCalls(db: Db, definition: CampaignDefinition, now: Instant): Promise<CallItem[]> {
  const calling = await callingFor(db, definition, now);
  return joinCalls(await callsOf(db, { ...calling, openOnly: true }, now), now);
}

/** Who is called, and what is known of what the call is about. */
export interface Calling {
  readonly definition: CampaignDefinition;
  readonly directory: CallDirectory;
  readonly said: AllSaid;
}

export async function callingFor(db: Db, definition: CampaignDefinition, now: Instant): Promise<Calling> {
  const directory = await callDirectory(db, definition.id, dateOf(now));
  return { definition, directory, said: await saidIn(db, definition.id) };
}

/** A task's call, before it is joined to others of the same person. */
export interface OneCall extends ToSay {
  readonly task: string;
  readonly caller: string;
  readonly state: CallItem['state'];
  readonly lastPromise: Instant | null;
  readonly lines: readonly CallLine[];
  readonly logged: Omit<NonNullable<CallItem['call']>, 'promise'> | null;
}

/** The calls that are on the list, or were unless only those still open are wanted; task by task. */
export async function callsOf(
  db: Db,
  { definition, directory, said, openOnly = false }: Calling & { readonly openOnly?: boolean },
  now: Instant,
): Promise<OneCall[]> {
  const campaign = definition.id;
  const tasks = await selectCalls(db, { campaign, openOnly }).execute();
  const bureau = `${definition.bureau.name}${definition.bureau.section}`;
  const linesOf = await callLines(db, { campaign, openOnly });
  const own = await ownCalls(db, definition, tasks);
  return tasks.map((t): OneCall => {
    const lines = linesOf.get(t.id) ?? [];
    const about = lines.map((l) => l.obligation);
    const duty = own.get(t.id);
    const office = t.office === null ? (duty?.toWhom ?? '') : officeOf(definition, t.office).shortName;
    const called = { definition, office: t.office ?? '', script: t.script, slot: t.slot, debts: lines };
    // What is to be said now; of a call that is over, what was to be said then.
    const words = duty ? ownWords(duty, { key: t.script, bureau, office }) : callWords(called, t.done_at ?? now);
    const { person, leads } =
      t.office === null
        ? { person: { title: '值班电话', phone: duty?.task.phone ?? NUMBER_ELSEWHERE }, leads: false }
        : whoIsCalled(directory, { office: t.office, by: t.assigned_to, leader: waitsForLeader(said, about) });
    return {
      ...words,
      task: t.id,
      office,
      person,
      besides: scriptBesides(said, about, leads),
      lastPromise: t.state === 'open' ? promisedFor(said, about) : null,
      by: t.assigned_to,
      caller: definition.bureau.officers.find((o) => o.role === t.assigned_to)?.title ?? t.assigned_to,
      slot: t.slot,
      within: duty ? null : isUrgentCall(called) ? 'minute' : 'day',
      state: t.state,
      lines,
      logged:
        t.at === null
          ? null
          : { at: t.at, answeredBy: t.answered_by, promiseUntil: t.promise_until, note: t.note ?? '' },
    };
  });
}

function selectCalls(db: Db, { campaign, openOnly }: CallsWanted) {
  return db
    .selectFrom('task as t')
    .leftJoin('office as f', (join) => join.onRef('f.campaign', '=', 't.campaign').onRef('f.id', '=', 't.office'))
    .leftJoin('call as c', 'c.task', 't.id')
    .select(['t.id', 'f.id as office', 't.assigned_to', 't.script', 't.slot', 't.state', 't.done_at'])
    .select(['c.at', 'c.answered_by', 'c.promise_until', 'c.note'])
    .where('t.campaign', '=', campaign)
    .where('t.kind', '=', 'call')
    .$if(openOnly, (query) => query.where('t.state', '=', 'open'))
    .orderBy('t.slot')
    .orderBy('f.position', (order) => order.asc().nullsFirst())
    .orderBy('t.id');
}

/** One call of each person, officer and slot: of those that are open, and of those that one log is about. */
function joinCalls(calls: readonly OneCall[], now: Instant): CallItem[] {
  return together(calls, slotOrLog).map((tasks) => callItem(tasks, now));
}

/** What is open together is called for together; what was logged at once was one call. What left the list did so by itself. */
function slotOrLog(call: OneCall): string | null {
  const slot = call.state === 'cancelled' ? null : slotOfCall(call);
  return slot && JSON.stringify([slot, call.state, call.logged?.at, call.logged?.answeredBy]);
}

function callItem(tasks: readonly [OneCall, ...OneCall[]], now: Instant): CallItem {
  const [{ task, person, caller, slot, state }] = tasks;
  const { office, what, due, script } = jointWords(tasks);
  const promises = tasks.flatMap(({ lastPromise }) => lastPromise ?? []);
  return {
    ...{ task, office, person, what, due, script, by: caller, slot, state },
    lastPromise: promises.length === 0 ? null : (Math.min(...promises) as Instant),
    call: callMade(tasks, now),
    parts: tasks.map((t) => ({
      ...{ task: t.task, office: t.office, what: t.what, due: t.due, lastPromise: t.lastPromise },
    })),
  };
}

/** What came of a call; where each task has a result of its own, the promise that falls due first, and every note. */
function callMade(tasks: readonly [OneCall, ...OneCall[]], now: Instant): CallItem['call'] {
  const [{ logged }] = tasks;
  if (logged === null) return null;
  const made = tasks.flatMap(({ office, lines, logged: own }) => (own ? [{ ...own, office, lines }] : []));
  const promises = made.flatMap(({ promiseUntil: until, lines }) =>
    until === null ? [] : [{ until, state: promiseState({ until, about: lines }, now) }],
  );
  const notes = new Set(made.map(({ note }) => note));
  const apart = made.filter(({ note }) => note !== '').map(({ office, note }) => `${office}：${note}`);
  return {
    ...logged,
    promiseUntil: promises.length === 0 ? null : (Math.min(...promises.map(({ until }) => until)) as Instant),
    promise: WORST_FIRST.find((state) => promises.some((promise) => promise.state === state)) ?? null,
    note: notes.size > 1 ? apart.join('；') : logged.note,
  };
}

const WORST_FIRST: readonly PromiseState[] = ['broken', 'open', 'kept'];

/** Nobody hands anything in: nothing was sent back. */
const WHOLE = { partly: false, returned: 'none', returnedWhat: '', returnedDue: '' } as const;

const NUMBER_ELSEWHERE = '号码见值班表';

function ownWords(duty: Duty, { key, bureau, office }: { key: string; bureau: string; office: string }): CallWords {
  const about = { what: duty.what, due: duty.dueText };
  return { ...about, says: { key, facts: { bureau, office, ...about, ...WHOLE } } };
}

/** The bureau's own calls: immediate reports. They concern no office that reports. */
async function ownCalls(
  db: Db,
  definition: CampaignDefinition,
  tasks: readonly { readonly office: string | null }[],
): Promise<ReadonlyMap<string, Duty>> {
  if (tasks.every(({ office }) => office !== null)) return new Map();
  const majors = await selectMajors(db, definition.id).execute();
  return new Map(majorDuties(majors, definition).map((duty) => [duty.id, duty]));
}
