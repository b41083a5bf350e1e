import type { Instant, LocalDate } from '@duban/base';
import { type ChaseObligation, isOwed, owedStates } from '@duban/campaign';
import { sql } from 'kysely';
import { hasLapsed } from './lapses.js';
import type { Db } from './ledger.js';

/** Everything `planChase` needs to know of the obligations of these offices. */
export async function chaseFacts(db: Db, campaign: string, offices: readonly string[]): Promise<ChaseObligation[]> {
  const obligations = await obligationsOf(db, campaign, offices);
  if (!obligations.some((o) => isOwed(o.state))) return obligations.map((o) => fact(o, NOTHING));
  // One after another: inside a transaction they share one connection.
  const done = byKey(await carriedSteps(db, campaign, offices), armOf);
  const calls = byKey(await callsAbout(db, campaign, offices), armOf);
  const lapses = byKey(await lapsesOf(db, campaign, offices), (lapse) => lapse.office);
  return obligations.map((o) => {
    const arm = armOf({ obligation: o.id, arm: o.arm });
    return fact(o, {
      done: (done.get(arm) ?? []).map(({ step, kind, slot }) => ({ step, kind, slot })),
      calls: calls.get(arm) ?? [],
      earlierLapses: (lapses.get(o.office) ?? []).filter((l) => l.due < o.due).length,
    });
  });
}

const armOf = ({ obligation, arm }: { readonly obligation: string; readonly arm: number }): string =>
  `${obligation} ${arm}`;

function byKey<T>(rows: readonly T[], keyOf: (row: NoInfer<T>) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

type ObligationRow = Awaited<ReturnType<typeof obligationsOf>>[number];

function obligationsOf(db: Db, campaign: string, offices: readonly string[]) {
  return (
    db
      .selectFrom('obligation as o')
      .innerJoin('round as r', 'r.id', 'o.round')
      .innerJoin('office as f', (join) => join.onRef('f.campaign', '=', 'o.campaign').onRef('f.id', '=', 'o.office'))
      .select(['o.id', 'o.office', 'o.requirement', 'f.standing', 'o.state', 'r.as_of', 'o.due', 'o.chase_due'])
      .select(['o.arm', 'o.armed_at', 'r.due_time', 'r.merged_at'])
      .where('o.campaign', '=', campaign)
      // An array, not a list of parameters: a country has more offices than a statement may have parameters.
      .where('o.office', '=', anyOf(offices))
      .orderBy('o.id')
      .execute()
  );
}

const anyOf = (values: readonly string[]) => sql<string>`any(${[...values]})`;

interface CarriedStep {
  readonly obligation: string;
  readonly arm: number;
  readonly step: string;
  readonly slot: Instant;
  readonly kind: 'message' | 'task';
}

/** Of what is still owed: what is settled is not chased. A line that came back with its mail was not done (see `record-attempt`). */
async function carriedSteps(db: Db, campaign: string, offices: readonly string[]): Promise<CarriedStep[]> {
  const { rows } = await sql<CarriedStep>`
    select l.* from obligation o cross join lateral (
      select obligation, arm, step, slot, 'message' as kind from message_line ml where obligation = o.id
        and not (dropped and exists (select from message m where m.id = ml.message and m.state = 'failed'))
      union all select obligation, arm, step, slot, 'task' from task_line where obligation = o.id) l
    where o.campaign = ${campaign} and o.office = any(${[...offices]}) and o.state = any(${[...owedStates]})`.execute(
    db,
  );
  return rows;
}

function callsAbout(db: Db, campaign: string, offices: readonly string[]) {
  return db
    .selectFrom('call as c')
    .innerJoin('task_line as t', 't.task', 'c.task')
    .innerJoin('obligation as o', 'o.id', 't.obligation')
    .select(['t.obligation', 't.arm', 'c.at', 'c.promise_until'])
    .where('o.campaign', '=', campaign)
    .where('o.office', '=', anyOf(offices))
    .where('o.state', 'in', owedStates)
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
    requirement: o.requirement,
    standing: o.standing,
    state: o.state,
    periodEnd: o.as_of,
    due: o.chase_due,
    dueTime: o.due_time,
    arm: o.arm,
    armedAt: o.armed_at,
    closed: o.merged_at !== null,
    done,
    promise: last?.promise_until ? { madeAt: last.at, until: last.promise_until } : null,
    callsWithoutPromise: calls.filter((call) => call.promise_until === null).length,
    earlierLapses,
  };
}

/** What these offices were late with, or have not handed in although its due is over. */
async function lapsesOf(
  db: Db,
  campaign: string,
  offices: readonly string[],
): Promise<{ office: string; due: LocalDate }[]> {
  const { rows } = await sql<{ office: string; due: LocalDate }>`
    select o.office, o.due from obligation o join round r on r.id = o.round
    where o.campaign = ${campaign} and o.office = any(${[...offices]}) and ${hasLapsed}`.execute(db);
  return rows;
}
