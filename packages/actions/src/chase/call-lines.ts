import type { Instant, LocalDate } from '@duban/base';
import { isOwed } from '@duban/campaign';
import type { Db } from '@duban/ledger';
import { type RawBuilder, sql } from 'kysely';
import type { CalledFor } from './call-words.js';

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
export async function callLines(db: Db, campaign: string): Promise<ReadonlyMap<string, readonly CallLine[]>> {
  const rows = await selectLines(db, campaign).execute();
  const all = new Map<string, (CallLine & { readonly counts: boolean })[]>();
  for (const { task, state, returned, ...row } of rows) {
    const line = { ...row, owed: isOwed(state), returned: row.over ? returned : state === 'returned' };
    all.set(task, [...(all.get(task) ?? []), line]);
  }
  return new Map(
    [...all].map(([task, lines]) => {
      const some = lines.filter(({ counts }) => counts);
      return [task, some.length > 0 ? some : lines];
    }),
  );
}

function selectLines(db: Db, campaign: string) {
  return (
    db
      .selectFrom('task_line as l')
      .innerJoin('obligation as o', 'o.id', 'l.obligation')
      .innerJoin('round as r', 'r.id', 'o.round')
      .innerJoin('task as t', 't.id', 'l.task')
      .leftJoin('call as c', 'c.task', 'l.task')
      .select(['l.task', 'l.obligation', 'l.step', 'o.state', 'o.requirement', 'r.period_label as periodLabel'])
      .select(['r.due_time as dueTime', dueThen.as('due'), returnedThen.as('returned'), countedThen.as('counts')])
      .select(sql<boolean>`t.state <> 'open'`.as('over'))
      .select((eb) =>
        eb
          .selectFrom('submission as s')
          .select((min) => min.fn.min('s.received_at').as('at'))
          .whereRef('s.obligation', '=', 'o.id')
          .whereRef('s.received_at', '>=', 'c.at')
          .as('cameAt'),
      )
      .where('t.kind', '=', 'call')
      .where('o.campaign', '=', campaign)
      // The most urgent first.
      .orderBy('due')
      .orderBy('r.due_time', (order) => order.asc().nullsLast())
      .orderBy('o.id')
  );
}

/** Of a call that is over another due may be in force by now: then it was what had been decided last, else the notice's own. */
const dueThen = sql<LocalDate>`case when t.state = 'open' or l.arm = o.arm then o.chase_due else coalesce(
  (select d.due from decision d where d.obligation = o.id and d.due is not null and d.decided_at < t.done_at
    order by d.decided_at desc, d.id desc limit 1), o.original_due) end`;

/** A decision that sent something back, made before the call was over. What took a call off the list came at that very moment. */
const sentBackThen = (after: RawBuilder<unknown> = sql`true`) => sql<boolean>`exists (select from decision d
  left join submission v on v.id = d.submission
  where d.obligation = o.id and d.kind in ('return', 'reopen') and d.decided_at < t.done_at
    and (v.voided_at is null or v.voided_at >= t.done_at) and ${after})`;

const returnedThen = sentBackThen();

/** Whether the debt was, or is, to be spoken of: not what came in and was not sent back since, nor what was exempted. */
const countedThen = sql<boolean>`case when t.state = 'open' then o.state in ('expected', 'returned') and r.merged_at is null
  else not exists (select from submission s where s.obligation = o.id and s.received_at < t.done_at
      and (s.voided_at is null or s.voided_at >= t.done_at) and not ${sentBackThen(sql`d.decided_at >= s.received_at`)})
    and not exists (select from decision e
      where e.obligation = o.id and e.kind = 'exempt' and e.decided_at < t.done_at) end`;
