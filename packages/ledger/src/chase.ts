import type { Instant, LocalDate } from '@duban/base';
import { type ChaseObligation, type ContactRole, isOwed, type PlannedStep } from '@duban/campaign';
import { sql } from 'kysely';
import { type Db, json, type Tx } from './ledger.js';
import type { AttachmentRef } from './schema.js';

/**
 * The office and every office that shares a person with it, directly or through others: a person gets one message for all of them,
 * so they must be planned together.
 */
export async function circleOf(db: Db, campaign: string, office: string): Promise<string[]> {
  const { rows } = await sql<{ office: string }>`
    with recursive circle(office) as (
      select ${office}::text
      union
      select b.office from circle join contact_office a on a.campaign = ${campaign} and a.office = circle.office and a.role <> 'leader'
        join contact_office b on b.campaign = a.campaign and b.contact = a.contact and b.role <> 'leader'
    ) select office from circle order by office`.execute(db);
  return rows.map((row) => row.office);
}

/** Everything `planChase` needs to know of the obligations of these offices. */
export async function chaseFacts(db: Db, campaign: string, offices: readonly string[]): Promise<ChaseObligation[]> {
  const obligations = await db
    .selectFrom('obligation as o')
    .innerJoin('round as r', 'r.id', 'o.round')
    .innerJoin('office as f', (join) => join.onRef('f.campaign', '=', 'o.campaign').onRef('f.id', '=', 'o.office'))
    .select(['o.id', 'o.office', 'f.standing', 'o.state', 'r.as_of', 'o.due', 'o.chase_due', 'o.arm', 'o.armed_at', 'r.merged_at'])
    .where('o.campaign', '=', campaign)
    .where('o.office', 'in', [...offices])
    .orderBy('o.id')
    .execute();
  const ids = obligations.filter((o) => isOwed(o.state)).map((o) => o.id);
  if (ids.length === 0) return obligations.map((o) => fact(o, [], [], 0));
  const [lines, taskLines, calls, lapses] = await Promise.all([
    db.selectFrom('message_line').select(['obligation', 'arm', 'step', 'slot']).where('obligation', 'in', ids).execute(),
    db.selectFrom('task_line').select(['obligation', 'arm', 'step', 'slot']).where('obligation', 'in', ids).execute(),
    db
      .selectFrom('call as c')
      .innerJoin('task_line as t', 't.task', 'c.task')
      .select(['t.obligation', 't.arm', 'c.at', 'c.promise_until'])
      .where('t.obligation', 'in', ids)
      .orderBy('c.at')
      .execute(),
    lapsesOf(db, campaign, offices),
  ]);
  return obligations.map((o) => {
    const mine = (row: { obligation: string; arm: number }): boolean => row.obligation === o.id && row.arm === o.arm;
    const done = [
      ...lines.filter(mine).map((l) => ({ step: l.step, kind: 'message' as const, slot: l.slot })),
      ...taskLines.filter(mine).map((l) => ({ step: l.step, kind: 'task' as const, slot: l.slot })),
    ];
    return fact(o, done, calls.filter(mine), lapses.filter((l) => l.office === o.office && l.due < o.due).length);
  });
}

interface ObligationRow {
  id: string;
  office: string;
  standing: ChaseObligation['standing'];
  state: ChaseObligation['state'];
  as_of: LocalDate | null;
  chase_due: LocalDate;
  arm: number;
  armed_at: Instant;
  merged_at: Instant | null;
}

function fact(o: ObligationRow, done: ChaseObligation['done'], calls: readonly { at: Instant; promise_until: Instant | null }[], earlierLapses: number): ChaseObligation {
  const last = calls.findLast((call) => call.promise_until !== null);
  return {
    id: o.id,
    office: o.office,
    standing: o.standing,
    state: o.state,
    periodEnd: o.as_of,
    due: o.chase_due,
    arm: o.arm,
    armedAt: o.armed_at,
    closed: o.merged_at !== null,
    done,
    promise: last?.promise_until ? { madeAt: last.at, until: last.promise_until } : null,
    callsWithoutPromise: calls.filter((call) => call.promise_until === null).length,
    earlierLapses,
  };
}

/** Obligations of rounds that were frozen without the office's sheet, or with a late one. */
async function lapsesOf(db: Db, campaign: string, offices: readonly string[]): Promise<{ office: string; due: LocalDate }[]> {
  // Midnight after the due, in campaign time: a hand-in from then on is late.
  const { rows } = await sql<{ office: string; due: LocalDate }>`
    select o.office, o.due from obligation o join round r on r.id = o.round
    where o.campaign = ${campaign} and o.office = any(${[...offices]}) and r.frozen_at is not null and o.state not in ('exempt','nil','withdrawn')
      and (o.first_received_at is null or o.first_received_at >= extract(epoch from (o.due + 1)::timestamp at time zone 'Asia/Shanghai') * 1000)`.execute(db);
  return rows;
}

export interface Addressee {
  readonly contact: string;
  readonly email: string;
  readonly title: string;
  readonly phone: string;
}

/** The people of an office in the given roles. */
export async function addressees(db: Db, office: { campaign: string; office: string }, roles: readonly ContactRole[]): Promise<Addressee[]> {
  return db
    .selectFrom('contact_office as co')
    .innerJoin('contact as c', (join) => join.onRef('c.campaign', '=', 'co.campaign').onRef('c.id', '=', 'co.contact'))
    .select(['c.id as contact', 'c.email', 'c.title', 'c.phone'])
    .where('co.campaign', '=', office.campaign)
    .where('co.office', '=', office.office)
    .where('co.role', 'in', [...roles])
    .orderBy('co.role')
    .orderBy('c.id')
    .execute();
}

export interface NewMessage {
  readonly id: string;
  readonly campaign: string;
  readonly office: string | null;
  readonly recipient: string;
  readonly address: string;
  readonly kind: 'launch' | 'launch-info' | 'chase' | 'receipt' | 'refusal' | 'return' | 'digest' | 'round-merged' | 'report-draft';
  readonly sendAfter: Instant;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly attachments: readonly AttachmentRef[];
  /** Derived from the id: a repeat of the same message carries the same one. */
  readonly messageId: string;
}

/** Plans a message once: a second call with the same id changes nothing. Returns whether it is new. */
export async function planMessage(tx: Tx, message: NewMessage, at: Instant): Promise<boolean> {
  const { sendAfter, messageId, ...rest } = message;
  const row = await tx
    .insertInto('message')
    .values({
      ...rest,
      facts: json(message.facts),
      attachments: json(message.attachments),
      state: 'planned',
      send_after: sendAfter,
      message_id: messageId,
      subject: null,
      attempts: 0,
      lease_until: null,
      next_attempt_at: null,
      created_at: at,
      sent_at: null,
      response: null,
    })
    .onConflict((c) => c.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Puts a step on a message; a step to A and B lies on two messages, but never twice on one. */
export async function addLine(tx: Tx, message: string, step: PlannedStep): Promise<void> {
  await tx
    .insertInto('message_line')
    .values({ message, obligation: step.obligation, arm: step.arm, step: step.step, slot: step.slot, dropped: false })
    .onConflict((c) => c.doNothing())
    .execute();
}
