import type { Instant } from '@duban/base';
import { sql } from 'kysely';
import type { Db } from './ledger.js';

/** What the facts say of how the house is doing. Messages and pokes in campaign time, as their rows are. */
export interface Figures {
  readonly openPokes: number;
  /** Milliseconds since the oldest poke that nobody has taken; 0 without one. */
  readonly oldestPokeMs: number;
  /** Messages that are still to leave, by state. */
  readonly openMessages: readonly { readonly state: string; readonly n: number }[];
  readonly events: number;
  /** Events that the chain does not hold yet; null in a ledger without a chain. */
  readonly unsealed: number | null;
}

export async function figuresOf(db: Db, now: Instant): Promise<Figures> {
  const openMessages = await db
    .selectFrom('message')
    .select((eb) => ['state', eb.fn.countAll<number>().as('n')])
    .where('state', 'not in', ['sent', 'cancelled'])
    .groupBy('state')
    .execute();
  const { rows } = await sql<{ events: number; chain: boolean }>`
    select coalesce((select max(seq) from event), 0)::int8 as events, to_regclass('event_unsealed') is not null as chain`.execute(
    db,
  );
  const chained = rows[0]?.chain
    ? await sql<{ n: number }>`select count(*) as n from event_unsealed`.execute(db)
    : null;
  return {
    ...(await openPokes(db, now)),
    openMessages,
    events: rows[0]?.events ?? 0,
    unsealed: chained?.rows[0]?.n ?? null,
  };
}

/** What was written to be done and is not picked up. */
export async function openPokes(db: Db, now: Instant): Promise<Pick<Figures, 'openPokes' | 'oldestPokeMs'>> {
  const { n, oldest } = await db
    .selectFrom('poke')
    .select((eb) => [eb.fn.countAll<number>().as('n'), eb.fn.min('created_at').as('oldest')])
    .where('delivered_at', 'is', null)
    .executeTakeFirstOrThrow();
  // A jump may have left a poke of a later time than now.
  return { openPokes: n, oldestPokeMs: n === 0 ? 0 : Math.max(0, now - oldest) };
}
