import type { Instant } from '@duban/base';
import type { Db } from './ledger.js';

/** What the facts say of how the house is doing. Messages and pokes in campaign time, as their rows are. */
export interface Figures {
  readonly openPokes: number;
  /** Milliseconds since the oldest poke that nobody has taken; 0 without one. */
  readonly oldestPokeMs: number;
  /** Messages that are still to leave, by state. */
  readonly openMessages: readonly { readonly state: string; readonly n: number }[];
  readonly events: number;
  /** Events that the chain does not hold yet. */
  readonly unsealed: number;
}

export async function figuresOf(db: Db, now: Instant): Promise<Figures> {
  const openMessages = await db
    .selectFrom('message')
    .select((eb) => ['state', eb.fn.countAll<number>().as('n')])
    .where('state', 'not in', ['sent', 'cancelled'])
    .groupBy('state')
    .execute();
  const { events } = await db
    .selectFrom('event')
    .select((eb) => eb.fn.max('seq').as('events'))
    .executeTakeFirstOrThrow();
  const { unsealed } = await db
    .selectFrom('event_unsealed')
    .select((eb) => eb.fn.countAll<number>().as('unsealed'))
    .executeTakeFirstOrThrow();
  return {
    ...(await openPokes(db, now)),
    openMessages,
    // Of an empty table the maximum is null.
    events: events ?? 0,
    unsealed,
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
