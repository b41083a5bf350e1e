import type { LocalDate } from '@duban/base';
import { chineseDate } from '@duban/base/time';
import { isWithLeader, type Progress } from '@duban/campaign';
import type { Db } from '@duban/ledger';
import { callAddition } from '@duban/notify';
import { sql } from 'kysely';

/** What an office has let us know of something it owes: how far it is, until when it asks to have time. */
export interface Said {
  readonly progress: Progress | null;
  /** Of a request that nobody has answered. */
  readonly until: LocalDate | null;
}

/** By obligation; who has said nothing is not in it. */
export type AllSaid = ReadonlyMap<string, Said>;

/** What the offices of a campaign have said of their open debts: few, found by partial indexes however many obligations there are. */
export async function saidIn(db: Db, campaign: string): Promise<AllSaid> {
  const rows = await db
    .selectFrom('obligation')
    .select(['id', 'progress', sql<LocalDate | null>`null::date`.as('until')])
    .where('campaign', '=', campaign)
    .where('progress', 'is not', null)
    .unionAll(
      db
        .selectFrom('extension_request as e')
        .innerJoin('obligation as o', 'o.id', 'e.obligation')
        .select(['o.id', 'o.progress', 'e.until'])
        .where('e.state', '=', 'asked')
        .where('o.campaign', '=', campaign),
    )
    .execute();
  const said = new Map<string, Said>();
  // Who has said both is there twice.
  for (const { id, progress, until } of rows) said.set(id, { progress, until: until ?? said.get(id)?.until ?? null });
  return said;
}

/** All of these wait for the office's leaders: whoever works for them is asked, not the clerk (practice.md 1). */
export function waitsForLeader(said: AllSaid, obligations: readonly string[]): boolean {
  return obligations.length > 0 && obligations.every((id) => isWithLeader(said.get(id)?.progress ?? null));
}

/** Who answers for what an office has said: 待审签 and 待用印 are its leaders' matter. */
export function rolesFor<R extends string>(roles: readonly R[], waits: boolean): readonly (R | 'leader')[] {
  return waits ? ['leader'] : roles;
}

/** What a call says besides its script: that we know how far the office is, and what it asked for. Empty when it has said nothing. */
export function scriptBesides(said: AllSaid, obligations: readonly string[]): string {
  const stages = [...new Set(obligations.flatMap((id) => said.get(id)?.progress ?? []))];
  const until = obligations.flatMap((id) => said.get(id)?.until ?? [])[0];
  return [
    ...stages.map((stage) => callAddition(stage)),
    ...(until ? [callAddition('extension-asked', chineseDate(until))] : []),
  ].join('');
}
