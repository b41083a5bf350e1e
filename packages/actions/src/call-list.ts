import type { Instant, LocalDate } from '@duban/base';
import { dateOf } from '@duban/base/time';
import { type CampaignDefinition, type ContactRole, onDuty, type People } from '@duban/campaign';
import { contactsOf, type Db } from '@duban/ledger';
import { callScript } from '@duban/notify';
import { callLines } from './chase/call-lines.js';
import { type CallWords, callWords } from './chase/call-words.js';
import { peopleByOffice, peopleFrom } from './chase/circles.js';
import { type PromiseState, promiseState } from './chase/promise-state.js';
import { type AllSaid, promisedFor, saidIn, scriptBesides, waitsForLeader } from './chase/said.js';
import { type Duty, isDutyTask } from './duties/duty.js';
import { majorDuties, selectMajors } from './duties/major-duties.js';
import { officeOf } from './facts/campaign-facts.js';
import { readCampaign } from './facts/campaign-status.js';

export type { PromiseState } from './chase/promise-state.js';

/** One call: whom, why, what to say, and what came of it. */
export interface CallItem {
  readonly task: string;
  /** Short; of the bureau's own reports by telephone, who is told. */
  readonly office: string;
  /** By function, with the number to dial: who is on duty today; null when the directory names nobody. */
  readonly person: PersonToCall | null;
  readonly what: string;
  readonly due: string;
  readonly script: string;
  /** Until when the office promised last to hand this in; null when it promised nothing, and of calls that are over. */
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
}

export interface PersonToCall {
  readonly title: string;
  readonly phone: string;
}

/**
 * All calls of a campaign in the order in which they became due, offices in directory order. While it is paused nobody is called: those still
 * to be made are on the list again when it goes on, but for the bureau's own reports, which wait for no office.
 */
export async function callList(db: Db, campaign: string, now: Instant): Promise<CallItem[]> {
  const { status, facts } = await readCampaign(db, campaign);
  const calls = await callsOf(db, await callingFor(db, facts.definition, now), now);
  return status === 'paused'
    ? calls.filter(({ state, task }) => state !== 'open' || isDutyTask({ id: task, campaign }))
    : calls;
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

/** The calls that are, or were, on the list. */
export async function callsOf(db: Db, { definition, directory, said }: Calling, now: Instant): Promise<CallItem[]> {
  const campaign = definition.id;
  const tasks = await db
    .selectFrom('task as t')
    .leftJoin('office as f', (join) => join.onRef('f.campaign', '=', 't.campaign').onRef('f.id', '=', 't.office'))
    .leftJoin('call as c', 'c.task', 't.id')
    .select([
      't.id',
      'f.id as office',
      't.assigned_to',
      't.script',
      't.slot',
      't.state',
      't.done_at',
      'c.at',
      'c.answered_by',
      'c.promise_until',
      'c.note',
    ])
    .where('t.campaign', '=', campaign)
    .where('t.kind', '=', 'call')
    .orderBy('t.slot')
    .orderBy('f.position', (order) => order.asc().nullsFirst())
    .orderBy('t.id')
    .execute();
  const bureau = `${definition.bureau.name}${definition.bureau.section}`;
  const linesOf = await callLines(db, campaign);
  const own = await ownCalls(db, definition, tasks);
  return tasks.map((t): CallItem => {
    const mine = linesOf.get(t.id) ?? [];
    const about = mine.map((l) => l.obligation);
    const duty = own.get(t.id);
    const office = t.office === null ? (duty?.toWhom ?? '') : officeOf(definition, t.office).shortName;
    // What is to be said now; of a call that is over, what was to be said then.
    const { what, due, script } = duty
      ? ownWords(duty, { key: t.script, bureau, office })
      : callWords(
          { definition, office: t.office ?? '', script: t.script, slot: t.slot, debts: mine },
          t.done_at ?? now,
        );
    const { person, leads } =
      t.office === null
        ? { person: { title: '值班电话', phone: duty?.task.phone ?? NUMBER_ELSEWHERE }, leads: false }
        : whoIsCalled(directory, { office: t.office, by: t.assigned_to, leader: waitsForLeader(said, about) });
    const promised = t.promise_until === null ? null : { until: t.promise_until, about: mine };
    return {
      task: t.id,
      office,
      person,
      what,
      due,
      script: `${script ?? ''}${scriptBesides(said, about, leads)}`,
      lastPromise: t.state === 'open' ? promisedFor(said, about) : null,
      by: definition.bureau.officers.find((o) => o.role === t.assigned_to)?.title ?? t.assigned_to,
      slot: t.slot,
      state: t.state,
      call:
        t.at === null
          ? null
          : {
              at: t.at,
              answeredBy: t.answered_by,
              promiseUntil: t.promise_until,
              promise: promised && promiseState(promised, now),
              note: t.note ?? '',
            },
    };
  });
}

/** Nobody hands anything in: nothing was sent back. */
const WHOLE = { partly: false, returned: 'none', returnedWhat: '', returnedDue: '' } as const;

const NUMBER_ELSEWHERE = '号码见值班表';

function ownWords(duty: Duty, said: { key: string; bureau: string; office: string }): CallWords {
  const about = { what: duty.what, due: duty.dueText };
  return {
    ...about,
    script: callScript(said.key, { bureau: said.bureau, office: said.office, ...about, ...WHOLE }),
  };
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

/** Who is reached under which number, and who is there on a day. */
interface CallDirectory {
  readonly peopleOf: (office: string) => People;
  readonly day: LocalDate;
  readonly numbers: ReadonlyMap<string, PersonToCall>;
}

async function callDirectory(db: Db, campaign: string, day: LocalDate): Promise<CallDirectory> {
  const people = await peopleFrom(db, { campaign, day });
  const contacts = [
    ...people.serving.map(({ contact }) => contact),
    ...people.absences.flatMap(({ standIn }) => (standIn === null ? [] : [standIn])),
  ];
  const known = await contactsOf(db, campaign, [...new Set(contacts)]);
  return {
    peopleOf: peopleByOffice(people),
    day,
    numbers: new Map(known.map(({ contact, title, phone }) => [contact, { title, phone }])),
  };
}

/**
 * The clerk calls the clerk, or whoever works for the leaders where the sheet waits for them; the section chief and the deputy director
 * call whoever leads the office's work (practice.md 1, ladder).
 */
export function whoIsCalled(
  { peopleOf, day, numbers }: CallDirectory,
  call: { readonly office: string; readonly by: string; readonly leader?: boolean },
): { readonly person: PersonToCall | null; readonly leads: boolean } {
  const people = peopleOf(call.office);
  const serving = (role: ContactRole): string | undefined =>
    onDuty(people, { office: call.office, roles: [role] }, day)[0];
  const contact = serving(call.by === 'operator' && !call.leader ? 'A' : 'leader') ?? serving('A');
  const leads = people.serving.some((each) => each.contact === contact && each.role === 'leader');
  return { person: (contact !== undefined && numbers.get(contact)) || null, leads };
}
