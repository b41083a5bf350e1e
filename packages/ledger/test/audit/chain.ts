import { type Instant, instant, plus } from '@duban/base';
import { type ChainFinding, type Ledger, recordEvent, sealWaiting, verifyChain } from '@duban/ledger';
import { sql } from 'kysely';
import { freshLedger } from '../databases.ts';

export const NOON = instant(Date.UTC(2026, 10, 25, 4));

/** A chain of `count` events, one transaction each, sealed `perRound` at a time. */
export async function chainOf(count: number, perRound = count): Promise<Ledger> {
  const ledger = await freshLedger();
  await grow(ledger, count, perRound);
  return ledger;
}

export async function grow(ledger: Ledger, count: number, perRound = count): Promise<void> {
  for (let i = 1; i <= count; i++) {
    await write(ledger, plus(NOON, i * 1000), { version: i, note: `第${i}次`, figures: [i, i / 10, null] });
    if (i % perRound === 0 || i === count) await sealWaiting(ledger, plus(NOON, i * 1000 + 500));
  }
}

export function write(ledger: Ledger, at: Instant, data: unknown = {}): Promise<void> {
  const event = { campaign: 'c', at, kind: 'sheet-handed-in', actor: { name: '兖州区', account: 'a1' }, subject: 's' };
  return ledger.transaction((tx) => recordEvent(tx, { ...event, data }));
}

/** What a person with all power over the database does: no trigger, no foreign key stops it. */
export async function tamper({ db }: Ledger, ...statements: readonly string[]): Promise<void> {
  await db.connection().execute(async (connection) => {
    await sql`set session_replication_role = replica`.execute(connection);
    for (const statement of statements) await sql.raw(statement).execute(connection);
    await sql`set session_replication_role = origin`.execute(connection);
  });
}

/** `event-edited 3–3` */
export async function damage(ledger: Ledger, question: Parameters<typeof verifyChain>[1] = {}): Promise<string[]> {
  const { findings } = await verifyChain(ledger, question);
  return findings.map(told);
}

export function told({ damage, from, to, event }: ChainFinding): string {
  const where = from === null ? `seq ${event?.seq}` : from === to ? String(from) : `${from}–${to}`;
  return `${damage} ${where}`;
}
