import { dateOf } from '@duban/base/time';
import { isWithLeader, type PlannedStep, sendAfter } from '@duban/campaign';
import {
  type Addressee,
  addLines,
  addresseesAmong,
  type ChaseFact,
  type MessageRow,
  type NewMessage,
  type PeopleAt,
  peopleAt,
  planMessages,
  recordEvent,
  type StepLine,
  type Tx,
} from '@duban/ledger';
import { type Context, SYSTEM } from '../context.js';
import { messageIdOf } from '../messages/message-ids.js';
import type { OfficeAt } from '../people/office-at.js';
import { chaseId, chaseSlot } from './chase-id.js';
import { rolesFor } from './said.js';
import { mailboxOf, reachedElsewhere } from './same-people.js';

export interface Carrying {
  readonly ctx: Context;
  readonly steps: readonly PlannedStep[];
  /** What the steps are about, among others. */
  readonly owed: readonly ChaseFact[];
  /** Other campaigns of the bureau: a person who got the day's chase from one of them gets no second one. */
  readonly others: readonly string[];
}

/**
 * Puts message steps on the day's messages: one row per person and day; several debts and several offices become lines of it.
 * A step whose office has nobody to write to becomes a call: nobody is forgotten because a mailbox is.
 */
export async function carryMessages(tx: Tx, work: Carrying, where: OfficeAt): Promise<Carried> {
  const steps = work.steps.filter((step) => 'message' in step.action);
  if (steps.length === 0) return { blocked: false, calls: [] };
  const people = await peopleAt(tx, { ...where, day: dateOf(where.now) });
  const meant = steps.map((step): Meant => ({ step, to: takersOf(step, people, work.owed) }));
  const all = [...meant.flatMap((m) => letters(m, where)), ...meant.flatMap((m) => letters(m, where, where.now))];
  const known = await holdMessages(tx, all);
  const lines: Letter[] = [];
  let blocked = false;
  for (const m of meant) {
    let mine = letters(m, where);
    let closed = await takenAlready(tx, { letters: mine, known, others: work.others });
    if (closed && m.step.urgent) {
      // An urgent request does not wait for tomorrow: a line that came too late for its minute's message goes with this minute's.
      mine = letters(m, where, where.now);
      closed = await takenAlready(tx, { letters: mine, known, others: work.others });
    }
    // The day's message to one of them has left: a second one would be a second chase on one day. Nobody gets the line before all do.
    if (closed) blocked = true;
    else lines.push(...mine);
  }
  const opened = await openMessages(tx, { ctx: work.ctx, lines, known }, where);
  const added = new Set<StepLine>(await addLines(tx, lines));
  const planned = new Set(lines.filter((l) => opened.has(l.message) || added.has(l)).map(({ message }) => message));
  if (planned.size > 0) await tell(tx, [...planned], where);
  return { blocked, calls: meant.filter(({ to }) => to.length === 0).map(({ step }) => asCall(step)) };
}

/** A step, and the people it is for. */
interface Meant {
  readonly step: PlannedStep;
  readonly to: readonly Addressee[];
}

/** A step on one person's message. */
interface Letter extends StepLine {
  readonly step: PlannedStep;
  readonly person: Addressee;
}

function takersOf(step: PlannedStep, people: PeopleAt, owed: readonly ChaseFact[]): readonly Addressee[] {
  const roles = 'message' in step.action ? step.action.to : [];
  const progress = owed.find(({ id }) => id === step.obligation)?.progress ?? null;
  const asked = addresseesAmong(people, rolesFor(roles, isWithLeader(progress)));
  // An office whose directory names no leader is asked as always.
  return asked.length > 0 ? asked : addresseesAmong(people, roles);
}

/** The step on each one's message of the day; of an urgent request, on that of a minute. */
function letters({ step, to }: Meant, where: OfficeAt, minute = step.slot): Letter[] {
  const at = { urgent: step.urgent, slot: minute };
  return to.map((person) => ({ message: chaseId(where, person.contact, at), step, person }));
}

export interface Carried {
  /** A line has to wait for the next working day. */
  readonly blocked: boolean;
  /** Steps that nobody can be written to about. */
  readonly calls: readonly PlannedStep[];
}

/** The same step by telephone: the clerk says what the message would have said, and asks for an address. */
function asCall(step: PlannedStep): PlannedStep {
  return {
    ...step,
    label: `${step.label}（邮件送不到，改电话）`,
    kind: 'task',
    action: { task: 'call', by: 'operator', script: 'no-address' },
  };
}

async function tell(tx: Tx, messages: readonly string[], { campaign, office, now }: OfficeAt): Promise<void> {
  const data = { messages };
  await recordEvent(tx, { campaign, at: now, kind: 'chase-planned', actor: SYSTEM.name, subject: office, data });
}

/** A day's message that was tried takes no more lines. One that was cancelled before anything left does: it is planned anew. */
export function takesNoMore({ state, attempts }: Pick<MessageRow, 'state' | 'attempts'>): boolean {
  return state !== 'planned' && !(state === 'cancelled' && attempts === 0);
}

type Known = ReadonlyMap<string, Pick<MessageRow, 'state' | 'attempts'>>;

/** Locks the messages that are there already, in the order of their ids: none of them leaves while lines are put on it. */
async function holdMessages(tx: Tx, lines: readonly Letter[]): Promise<Known> {
  const ids = [...new Set(lines.map(({ message }) => message))];
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('message')
    .select(['id', 'state', 'attempts'])
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

interface Asking {
  readonly letters: readonly Letter[];
  readonly known: Known;
  readonly others: readonly string[];
}

/** Whether the chase of the slot has left for one of these people: this campaign's, or another's. */
async function takenAlready(tx: Tx, { letters, known, others }: Asking): Promise<boolean> {
  const closed = ({ message }: Letter): boolean => {
    const row = known.get(message);
    return row !== undefined && takesNoMore(row);
  };
  if (letters.some(closed)) return true;
  const [first] = letters;
  if (!first) return false;
  const mailboxes = letters.map(({ person }) => mailboxOf(person.email));
  return (await reachedElsewhere(tx, { campaigns: others, slot: chaseSlot(first.message) }, mailboxes)).size > 0;
}

interface Opening {
  readonly ctx: Context;
  readonly lines: readonly Letter[];
  readonly known: Known;
}

/** Returns the messages that are new, or planned anew. */
async function openMessages(tx: Tx, { ctx, lines, known }: Opening, where: OfficeAt): Promise<ReadonlySet<string>> {
  const { campaign, now } = where;
  // The first line of a message says when it leaves.
  const first = new Map<string, Letter>();
  for (const line of lines) if (!first.has(line.message)) first.set(line.message, line);
  const fresh = [...first.values()].filter(({ message }) => !known.has(message));
  const planned = fresh.map(
    ({ message: id, step, person }): NewMessage => ({
      id,
      campaign,
      office: null,
      recipient: person.contact,
      address: person.email,
      kind: 'chase',
      sendAfter: sendAfter(step, now),
      facts: {},
      attachments: [],
      messageId: messageIdOf(ctx, id),
    }),
  );
  const opened = new Set(await planMessages(tx, planned, now));
  for (const { message: id, step, person } of first.values()) {
    if (known.get(id)?.state !== 'cancelled') continue;
    await tx
      .updateTable('message')
      // The person may have another address by now.
      .set({ state: 'planned', send_after: sendAfter(step, now), address: person.email })
      .where('id', '=', id)
      .execute();
    opened.add(id);
  }
  return opened;
}
