import type { Instant, LocalDate } from '@duban/base';
import { chineseDate, dateOf, timeOf } from '@duban/base/time';
import { isWithLeader, owedStates, type Progress } from '@duban/campaign';
import type { Db } from '@duban/ledger';
import { callAddition } from '@duban/notify';
import { sql } from 'kysely';

/** What an office has let us know of something it owes: how far it is, until when it asks to have time, what it promised last. */
export interface Said {
  readonly progress: Progress | null;
  /** Of a request that nobody has answered. */
  readonly until: LocalDate | null;
  /** Until when, in the last call that brought a promise; of an earlier due no more. */
  readonly promised: Instant | null;
}

/** By obligation; who has said nothing is not in it. */
export type AllSaid = ReadonlyMap<string, Said>;

/** What the offices of a campaign have said of their open debts: few, found by partial indexes however many obligations there are. */
export async function saidIn(db: Db, campaign: string): Promise<AllSaid> {
  const rows = await db
    .selectFrom('obligation')
    .select(['id', 'progress', sql<LocalDate | null>`null::date`.as('until'), NO_PROMISE.as('promised')])
    .where('campaign', '=', campaign)
    .where('progress', 'is not', null)
    .unionAll(
      db
        .selectFrom('extension_request as e')
        .innerJoin('obligation as o', 'o.id', 'e.obligation')
        .select(['o.id', 'o.progress', 'e.until', NO_PROMISE.as('promised')])
        .where('e.state', '=', 'asked')
        .where('o.campaign', '=', campaign),
    )
    .unionAll(
      db
        .selectFrom('call as c')
        .innerJoin('task as t', 't.id', 'c.task')
        .innerJoin('task_line as l', 'l.task', 't.id')
        .innerJoin('obligation as o', (join) => join.onRef('o.id', '=', 'l.obligation').onRef('o.arm', '=', 'l.arm'))
        .select(['o.id', 'o.progress', sql<LocalDate | null>`null::date`.as('until')])
        .select(sql<Instant | null>`(array_agg(c.promise_until order by c.at desc, c.id desc))[1]`.as('promised'))
        .where('c.promise_until', 'is not', null)
        .where('t.campaign', '=', campaign)
        .where('o.state', 'in', [...owedStates])
        .groupBy('o.id'),
    )
    .execute();
  const said = new Map<string, Said>();
  // Who has said several of these is there several times.
  for (const { id, progress, until, promised } of rows) {
    const { until: asked = null, promised: before = null } = said.get(id) ?? {};
    said.set(id, { progress, until: until ?? asked, promised: promised ?? before });
  }
  return said;
}

const NO_PROMISE = sql<Instant | null>`null::bigint`;

/** The promise that comes first among these; null when none was made. */
export function promisedFor(said: AllSaid, obligations: readonly string[]): Instant | null {
  const promised = obligations.flatMap((id) => said.get(id)?.promised ?? []);
  return promised.length === 0 ? null : (Math.min(...promised) as Instant);
}

/** All of these wait for the office's leaders: whoever works for them is asked, not the clerk (practice.md 1). */
export function waitsForLeader(said: AllSaid, obligations: readonly string[]): boolean {
  return obligations.length > 0 && obligations.every((id) => isWithLeader(said.get(id)?.progress ?? null));
}

/** Who answers for what an office has said: 待审签 and 待用印 are its leaders' matter. */
export function rolesFor<R extends string>(roles: readonly R[], waits: boolean): readonly (R | 'leader')[] {
  return waits ? ['leader'] : roles;
}

/** What a call says besides its script: that we know how far the office is, what it asked for and what it promised; `leads`: to its leader. Empty when it has said nothing. */
export function scriptBesides(said: AllSaid, obligations: readonly string[], leads: boolean): string {
  const stages = [...new Set(obligations.flatMap((id) => said.get(id)?.progress ?? []))];
  const until = obligations.flatMap((id) => said.get(id)?.until ?? [])[0];
  const promised = promisedFor(said, obligations);
  return [
    ...stages.map((stage) => callAddition(leads && stage !== 'filling' ? `${stage}-leader` : stage)),
    ...(until ? [callAddition('extension-asked', chineseDate(until))] : []),
    ...(promised === null ? [] : [callAddition('promised', `${chineseDate(dateOf(promised))}${timeOf(promised)}`)]),
  ].join('');
}
