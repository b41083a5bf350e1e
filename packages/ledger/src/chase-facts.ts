import type { Instant, LocalDate } from '@duban/base';
import { type ChaseObligation, isOwed } from '@duban/campaign';
import { sql } from 'kysely';
import type { Db } from './ledger.js';

/** Everything `planChase` needs to know of the obligations of these offices. */
export async function chaseFacts(db: Db, campaign: string, offices: readonly string[]): Promise<ChaseObligation[]> {
  const obligations = await obligationsOf(db, campaign, offices);
  const owed = obligations.filter((o) => isOwed(o.state)).map((o) => o.id);
  if (owed.length === 0) return obligations.map((o) => fact(o, NOTHING));
  // One after another: inside a transaction they share one connection.
  const done = await carriedSteps(db, owed);
  const calls = await callsAbout(db, owed);
  const lapses = await lapsesOf(db, campaign, offices);
  return obligations.map((o) => {
    const mine = (row: { obligation: string; arm: number }): boolean => row.obligation === o.id && row.arm === o.arm;
    return fact(o, {
      done: done.filter(mine).map(({ step, kind, slot }) => ({ step, kind, slot })),
      calls: calls.filter(mine),
      earlierLapses: lapses.filter((l) => l.office === o.office && l.due < o.due).length,
    });
  });
}

type ObligationRow = Awaited<ReturnType<typeof obligationsOf>>[number];

function obligationsOf(db: Db, campaign: string, offices: readonly string[]) {
  return db
    .selectFrom('obligation as o')
    .innerJoin('round as r', 'r.id', 'o.round')
    .innerJoin('office as f', (join) => join.onRef('f.campaign', '=', 'o.campaign').onRef('f.id', '=', 'o.office'))
    .select(['o.id', 'o.office', 'f.standing', 'o.state', 'r.as_of', 'o.due', 'o.chase_due', 'o.arm', 'o.armed_at'])
    .select('r.merged_at')
    .where('o.campaign', '=', campaign)
    .where('o.office', 'in', [...offices])
    .orderBy('o.id')
    .execute();
}

async function carriedSteps(db: Db, obligations: readonly string[]) {
  const columns = ['obligation', 'arm', 'step', 'slot'] as const;
  const lines = await db.selectFrom('message_line').select(columns).where('obligation', 'in', obligations).execute();
  const tasks = await db.selectFrom('task_line').select(columns).where('obligation', 'in', obligations).execute();
  return [
    ...lines.map((line) => ({ ...line, kind: 'message' as const })),
    ...tasks.map((line) => ({ ...line, kind: 'task' as const })),
  ];
}

function callsAbout(db: Db, obligations: readonly string[]) {
  return db
    .selectFrom('call as c')
    .innerJoin('task_line as t', 't.task', 'c.task')
    .select(['t.obligation', 't.arm', 'c.at', 'c.promise_until'])
    .where('t.obligation', 'in', obligations)
    .orderBy('c.at')
    .orderBy('c.id')
    .execute();
}

interface History {
  readonly done: ChaseObligation['done'];
  readonly calls: readonly { readonly at: Instant; readonly promise_until: Instant | null }[];
  readonly earlierLapses: number;
}

const NOTHING: History = { done: [], calls: [], earlierLapses: 0 };

function fact(o: ObligationRow, { done, calls, earlierLapses }: History): ChaseObligation {
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

/**
 * Obligations of frozen rounds that came late, or have not come although their own due is over: a round is frozen at its due,
 * an extension lets one office have longer, at most until the merge.
 */
async function lapsesOf(
  db: Db,
  campaign: string,
  offices: readonly string[],
): Promise<{ office: string; due: LocalDate }[]> {
  // Midnight after the due, in campaign time: a hand-in from then on is late.
  const { rows } = await sql<{ office: string; due: LocalDate }>`
    select o.office, o.due from obligation o join round r on r.id = o.round
    where o.campaign = ${campaign} and o.office = any(${[...offices]}) and r.frozen_at is not null
      and o.state not in ('exempt','nil','withdrawn')
      and (o.first_received_at >= extract(epoch from (o.due + 1)::timestamp at time zone 'Asia/Shanghai') * 1000
        or (o.first_received_at is null and (o.due <= r.due or r.merged_at is not null)))`.execute(db);
  return rows;
}
