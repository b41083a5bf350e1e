import { Kysely, Migrator, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import * as first from './migrations/0001-first.js';
import * as live from './migrations/0002-live.js';
import * as accounts from './migrations/0003-accounts.js';
import type { Database } from './schema.js';

export type Tx = Transaction<Database>;
/** Reading works on either; writing asks for a {@link Tx}. */
export type Db = Kysely<Database>;

/** The facts. One per process; every change is one transaction with its event and its pokes. */
export interface Ledger {
  readonly db: Db;
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface LedgerOptions {
  readonly connections?: number;
  /** Leaves the schema as it is: what is backed up before an update must not be updated by that. */
  readonly asItIs?: boolean;
}

/** Opens the ledger at a PostgreSQL URL (14–18) and brings its schema up to date; several processes may do so at once. */
export async function openLedger(url: string, options: LedgerOptions = {}): Promise<Ledger> {
  const pool = new pg.Pool({ connectionString: url, max: options.connections ?? 8, types });
  // An idle connection that breaks (the server was stopped) must not end the process: whoever queries next gets a new one, or the error.
  pool.on('error', () => undefined);
  // Nor one that breaks while a query runs: the query fails, and that is news enough.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  try {
    if (!options.asItIs) await migrate(db);
  } catch (cause) {
    await db.destroy();
    throw cause;
  }
  return { db, transaction: (work) => db.transaction().execute(work), close: () => db.destroy() };
}

/** jsonb parameter. */
export function json(value: unknown): string {
  return JSON.stringify(value);
}

/** All there are, by name; their names are their order. */
export const migrations = { '0001-first': first, '0002-live': live, '0003-accounts': accounts };

/** Whether the tables, as these migrations left them, are those that this program works with. */
export function isCurrent(carriedOut: readonly string[]): boolean {
  return carriedOut.join() === Object.keys(migrations).sort().join();
}

async function migrate(db: Db): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

/** Serialises whoever works on the same subject inside a transaction (a recipient's day, an office's tick). */
export async function lockSubject(tx: Tx, subject: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${subject}, 0))`.execute(tx);
}

// int8 as number (epoch ms and counters stay below 2^53), date as the string it is: a JS Date would move it by the zone.
const INT8 = 20;
const DATE = 1082;
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === INT8) return Number;
    if (oid === DATE) return (text: string) => text;
    return pg.types.getTypeParser(oid, format);
  }) as pg.CustomTypesConfig['getTypeParser'],
};
