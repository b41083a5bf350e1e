import type { Instant, LocalDate } from '@duban/base';
import { type ChaseObligation, type DoneStep, owedStates, type Progress } from '@duban/campaign';
import { type RawBuilder, sql } from 'kysely';
import { closedByMerge } from './closed-by-merge.js';
import { hasLapsed } from './lapses.js';
import type { Db } from './ledger.js';

/** What the rules need to know of an obligation, and what its chaser tells and waits for besides. */
export interface ChaseFact extends ChaseObligation {
  readonly periodLabel: string;
  /** How far the office says it is. */
  readonly progress: Progress | null;
  /** When the office's request for more time lapses, if nobody answers it; null without an open request. */
  readonly requestLapses: Instant | null;
}

/** Everything `planChase` needs to know of the obligations of these offices, in one statement: every look at an office asks it. */
export async function chaseFacts(db: Db, campaign: string, offices: readonly string[]): Promise<ChaseFact[]> {
  const obligations = await obligationsOf(db, campaign, offices);
  const lapsed = new Map<string, LocalDate[]>();
  for (const { office, due } of obligations.filter((o) => o.lapsed === true)) {
    const dues = lapsed.get(office);
    if (dues) dues.push(due);
    else lapsed.set(office, [due]);
  }
  return obligations.map((o) => fact(o, (lapsed.get(o.office) ?? []).filter((due) => due < o.due).length));
}

type ObligationRow = Awaited<ReturnType<typeof obligationsOf>>[number];

function obligationsOf(db: Db, campaign: string, offices: readonly string[]) {
  return (
    db
      .selectFrom('obligation as o')
      .innerJoin('round as r', 'r.id', 'o.round')
      .innerJoin('office as f', (join) => join.onRef('f.campaign', '=', 'o.campaign').onRef('f.id', '=', 'o.office'))
      .leftJoin('extension_request as e', (join) => join.onRef('e.obligation', '=', 'o.id').on('e.state', '=', 'asked'))
      .select(['o.id', 'o.office', 'o.requirement', 'f.standing', 'o.state', 'r.as_of', 'o.due', 'o.chase_due'])
      .select(['o.arm', 'o.armed_at', 'o.progress', 'r.due_time', 'r.period_label', 'e.lapses_at'])
      .select(closedByMerge.as('closed'))
      .select([hasLapsed.as('lapsed'), ofWhatIsOwed(carriedSteps).as('done'), ofWhatIsOwed(calls).as('calls')])
      .where('o.campaign', '=', campaign)
      // An array, not a list of parameters: a country has more offices than a statement may have parameters.
      .where('o.office', '=', sql<string>`any(${[...offices]})`)
      .orderBy('o.id')
      .execute()
  );
}

/** Null for what is settled: it is not chased. */
const ofWhatIsOwed = <T>(rows: RawBuilder<T>) =>
  sql<readonly T[] | null>`case when o.state = any(${[...owedStates]}) then (${rows}) end`;

/** A line that came back with its mail was not done (see `record-attempt`). */
const carriedSteps = sql<DoneStep>`
  select json_agg(json_build_object('step', step, 'kind', kind, 'slot', slot)) from (
    select step, 'message' as kind, slot from message_line ml where obligation = o.id and arm = o.arm
      and not (dropped and exists (select from message m where m.id = ml.message and m.state = 'failed'))
    union all select step, 'task', slot from task_line where obligation = o.id and arm = o.arm) carried`;

const calls = sql<{ readonly at: Instant; readonly until: Instant | null }>`
  select json_agg(json_build_object('at', c.at, 'until', c.promise_until) order by c.at, c.id)
    from task_line t join call c on c.task = t.task where t.obligation = o.id and t.arm = o.arm`;

function fact(o: ObligationRow, earlierLapses: number): ChaseFact {
  const calls = o.calls ?? [];
  const last = calls.findLast((call) => call.until !== null);
  return {
    id: o.id,
    office: o.office,
    requirement: o.requirement,
    periodLabel: o.period_label,
    progress: o.progress,
    standing: o.standing,
    state: o.state,
    periodEnd: o.as_of,
    due: o.chase_due,
    dueTime: o.due_time,
    arm: o.arm,
    armedAt: o.armed_at,
    closed: o.closed,
    done: o.done ?? [],
    promise: last?.until ? { madeAt: last.at, until: last.until } : null,
    callsWithoutPromise: calls.filter((call) => call.until === null).length,
    earlierLapses,
    requestLapses: o.lapses_at,
  };
}
