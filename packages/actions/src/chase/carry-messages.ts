import { dateOf } from '@duban/base/time';
import { type PlannedStep, sendAfter } from '@duban/campaign';
import { type Addressee, addLine, addressees, type MessageRow, planMessage, recordEvent, type Tx } from '@duban/ledger';
import { type Context, SYSTEM } from '../context.js';
import { messageIdOf } from '../messages/message-ids.js';
import type { OfficeAt } from '../people/office-at.js';
import { chaseId, chaseSlot } from './chase-id.js';
import { rolesFor, saidIn, waitsForLeader } from './said.js';
import { mailboxOf, reachedElsewhere } from './same-people.js';

export interface Carrying {
  readonly ctx: Context;
  readonly steps: readonly PlannedStep[];
  /** Other campaigns of the bureau: a person who got the day's chase from one of them gets no second one. */
  readonly others: readonly string[];
}

/**
 * Puts message steps on the day's messages: one row per person and day; several debts and several offices become lines of it.
 * A step whose office has nobody to write to becomes a call: nobody is forgotten because a mailbox is.
 */
export async function carryMessages(tx: Tx, work: Carrying, where: OfficeAt): Promise<Carried> {
  let blocked = false;
  const calls: PlannedStep[] = [];
  if (work.steps.length === 0) return { blocked, calls };
  const said = await saidIn(tx, where.campaign);
  const planned = new Set<string>();
  for (const step of work.steps) {
    if (!('message' in step.action)) continue;
    const people = new Map<string, Addressee>();
    const roles = rolesFor(step.action.to, waitsForLeader(said, [step.obligation]));
    const at = { ...where, day: dateOf(where.now) };
    const asked = await addressees(tx, at, roles);
    // An office whose directory names no leader is asked as always.
    const found = asked.length > 0 ? asked : await addressees(tx, at, step.action.to);
    if (found.length === 0) calls.push(asCall(step));
    for (const person of found) people.set(chaseId(where, person.contact, step), person);
    let closed = await takenAlready(tx, people, work.others);
    if (closed && step.urgent) {
      // An urgent request does not wait for tomorrow: a line that came too late for its minute's message goes with this minute's.
      people.clear();
      for (const person of found) people.set(chaseId(where, person.contact, { ...step, slot: where.now }), person);
      closed = await takenAlready(tx, people, work.others);
    }
    // The day's message to one of them has left: a second one would be a second chase on one day. Nobody gets the line before all do.
    if (closed) blocked = true;
    else
      for (const [id, person] of people) {
        const opened = await openMessage(tx, { ctx: work.ctx, id, person, step }, where);
        const added = await addLine(tx, id, step);
        if (opened || added) planned.add(id);
      }
  }
  if (planned.size > 0) await tell(tx, [...planned], where);
  return { blocked, calls };
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

/** Whether the chase of the slot has left for one of these people: this campaign's, or another's. By message. */
async function takenAlready(
  tx: Tx,
  people: ReadonlyMap<string, Addressee>,
  others: readonly string[],
): Promise<boolean> {
  if (await closedMessages(tx, [...people.keys()])) return true;
  const [id] = people.keys();
  if (id === undefined) return false;
  const mailboxes = [...people.values()].map(({ email }) => mailboxOf(email));
  return (await reachedElsewhere(tx, { campaigns: others, slot: chaseSlot(id) }, mailboxes)).size > 0;
}

async function closedMessages(tx: Tx, ids: readonly string[]): Promise<boolean> {
  if (ids.length === 0) return false;
  const known = await tx
    .selectFrom('message')
    .select(['state', 'attempts'])
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute();
  return known.some(takesNoMore);
}

interface Opening {
  readonly ctx: Context;
  readonly id: string;
  readonly person: Addressee;
  readonly step: PlannedStep;
}

/** Returns whether the message is new, or planned anew. */
async function openMessage(tx: Tx, { ctx, id, person, step }: Opening, { campaign, now }: OfficeAt): Promise<boolean> {
  const leaves = sendAfter(step, now);
  const fresh = await planMessage(
    tx,
    {
      id,
      campaign,
      office: null,
      recipient: person.contact,
      address: person.email,
      kind: 'chase',
      sendAfter: leaves,
      facts: {},
      attachments: [],
      messageId: messageIdOf(ctx, id),
    },
    now,
  );
  if (fresh) return true;
  const revived = await tx
    .updateTable('message')
    .set({ state: 'planned', send_after: leaves })
    .where('id', '=', id)
    .where('state', '=', 'cancelled')
    .returning('id')
    .executeTakeFirst();
  return revived !== undefined;
}
