import type { Instant } from '@duban/base';
import { isOwed } from '@duban/campaign';
import { closedByMerge, type Db } from '@duban/ledger';
import { sql } from 'kysely';
import type { CalledFor } from './call-words.js';
import { type Came, type Decided, standingThen } from './standing-then.js';

/** One debt that a call is, or was, about. */
export interface CallLine extends CalledFor {
  readonly obligation: string;
  /** When it came after the call; null: it has not. */
  readonly cameAt: Instant | null;
  /** It is still owed. */
  readonly owed: boolean;
}

/**
 * The debts of a campaign's calls, by task, the most urgent first: of an open call what is still owed, with the due in force; of one that is
 * over what was owed when it was made, or taken off the list, as it stood then.
 */
export async function callLines(
  db: Db,
  { campaign, openOnly }: CallsWanted,
): Promise<ReadonlyMap<string, readonly CallLine[]>> {
  const all = new Map<string, Standing[]>();
  for (const row of await selectLines(db, campaign, openOnly).execute())
    all.set(row.task, [...(all.get(row.task) ?? []), standingOf(row)]);
  return new Map([...all].map(([task, lines]) => [task, spokenOf(lines)]));
}

export interface CallsWanted {
  readonly campaign: string;
  /** Those that are still to be made, without those that are over. */
  readonly openOnly: boolean;
}

interface Standing {
  readonly line: CallLine;
  /** It is, or was, still to be asked for. */
  readonly asked: boolean;
}

function spokenOf(lines: readonly Standing[]): CallLine[] {
  const asked = lines.filter((line) => line.asked);
  return (asked.length > 0 ? asked : lines).map(({ line }) => line).sort(byUrgency);
}

/** The order is kept where dues are the same: that of hours, then of ids. */
function byUrgency(a: CallLine, b: CallLine): number {
  return a.due < b.due ? -1 : a.due > b.due ? 1 : 0;
}

type LineRow = Awaited<ReturnType<ReturnType<typeof selectLines>['execute']>>[number];

function standingOf({ state, chaseDue, closed, doneAt, ...row }: LineRow): Standing {
  const { obligation, requirement, periodLabel, dueTime, step, cameAt } = row;
  const common = { obligation, requirement, periodLabel, dueTime, step, cameAt, owed: isOwed(state) };
  if (doneAt === null)
    return { line: { ...common, due: chaseDue, returned: state === 'returned' }, asked: common.owed && !closed };
  const then = standingThen({ decisions: row.decisions ?? [], came: row.came ?? [] }, doneAt);
  // Where nothing has given it a new due since, the one in force was in force then.
  const due = row.sameArm ? chaseDue : (then.due ?? row.originalDue);
  return { line: { ...common, due, returned: then.returned }, asked: then.owed };
}

function selectLines(db: Db, campaign: string, openOnly: boolean) {
  const states: readonly ('open' | 'done' | 'cancelled')[] = openOnly ? ['open'] : ['open', 'done', 'cancelled'];
  const called = db
    .selectFrom('task_line as x')
    .innerJoin('task as y', 'y.id', 'x.task')
    .select('x.obligation')
    .where('y.campaign', '=', campaign)
    .where('y.kind', '=', 'call')
    .where('y.state', 'in', states);
  // Gathered once for all lines: a country's calls are too many to ask for each.
  const decided = db
    .selectFrom('decision as d')
    .leftJoin('submission as v', 'v.id', 'd.submission')
    .select(['d.obligation', DECISIONS.as('decisions')])
    .where('d.obligation', 'in', called)
    .groupBy('d.obligation')
    .as('d');
  const came = db
    .selectFrom('submission as s')
    .leftJoin('registration as g', 'g.submission', 's.id')
    .select(['s.obligation', VERSIONS.as('came')])
    .where('s.obligation', 'in', called)
    .groupBy('s.obligation')
    .as('s');
  return db
    .selectFrom('task_line as l')
    .innerJoin('obligation as o', 'o.id', 'l.obligation')
    .innerJoin('round as r', 'r.id', 'o.round')
    .innerJoin('task as t', 't.id', 'l.task')
    .leftJoin('call as c', 'c.task', 'l.task')
    .leftJoin(decided, 'd.obligation', 'l.obligation')
    .leftJoin(came, 's.obligation', 'l.obligation')
    .select(['l.task', 'l.obligation', 'l.step', 'o.state', 'o.requirement', 'r.period_label as periodLabel'])
    .select(['o.chase_due as chaseDue', 'o.original_due as originalDue', 'r.due_time as dueTime'])
    .select(['t.done_at as doneAt', 'd.decisions', 's.came'])
    .select((eb) => [closedByMerge.as('closed'), eb('l.arm', '=', eb.ref('o.arm')).as('sameArm')])
    .select((eb) =>
      eb
        .selectFrom('submission as n')
        .select((min) => min.fn.min('n.received_at').as('at'))
        .whereRef('n.obligation', '=', 'o.id')
        .whereRef('n.received_at', '>=', 'c.at')
        .as('cameAt'),
    )
    .where('t.kind', '=', 'call')
    .where('t.state', 'in', states)
    .where('o.campaign', '=', campaign)
    .orderBy('r.due_time', (order) => order.asc().nullsLast())
    .orderBy('o.id');
}

const DECISIONS = sql<readonly Decided[] | null>`json_agg(json_build_object(
  'kind', d.kind, 'at', d.decided_at, 'due', d.due, 'voidedAt', v.voided_at) order by d.decided_at, d.id)`;

/** Of a paper that was registered: the moment from which it was known, not that of its arrival. */
const VERSIONS = sql<readonly Came[] | null>`json_agg(json_build_object(
  'at', coalesce(g.registered_at, s.received_at), 'voidedAt', s.voided_at))`;
