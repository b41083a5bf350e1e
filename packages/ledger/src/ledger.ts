import { Kysely, type Migration, Migrator, PostgresDialect, type RawBuilder, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { migrations } from './migrations/all.js';
import { hasPoked } from './poking.js';
import { rememberingPool } from './remembering-pool.js';
import type { Database } from './schema.js';
import { type EventListener, watchEvents } from './watch-events.js';

export type Tx = Transaction<Database>;
/** Reading works on either; writing asks for a {@link Tx}. */
export type Db = Kysely<Database>;

/** The facts. One per process; every change is one transaction with its event and its pokes. */
export interface Ledger {
  readonly db: Db;
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** How many transactions of this process have poked: when it has not grown, none of their pokes waits that did not wait before. */
  poked(): number;
  /** Hears of every event that any process commits, on a connection of its own; answers how to stop. */
  watchEvents(listener: EventListener): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

export interface LedgerOptions {
  readonly connections?: number;
  /** Tests: a transaction that changes facts and writes no event is refused. Elsewhere the database notes it itself (0006-audit.ts). */
  readonly requireEvents?: boolean;
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
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool: rememberingPool(pool) }) });
  try {
    if (!options.asItIs) await migrate(db);
  } catch (cause) {
    await db.destroy();
    throw cause;
  }
  let poked = 0;
  const transaction: Ledger['transaction'] = async (work) => {
    let wakes = false;
    const result = await db.transaction().execute(async (tx) => {
      const done = await work(options.requireEvents ? await askingForEvents(tx) : tx);
      wakes = hasPoked(tx);
      return done;
    });
    if (wakes) poked++;
    return result;
  };
  return {
    db,
    transaction,
    poked: () => poked,
    watchEvents: (listener) => watchEvents(url, listener),
    close: () => db.destroy(),
  };
}

/** jsonb parameter. */
export function json(value: unknown): string {
  return JSON.stringify(value);
}

async function askingForEvents(tx: Tx): Promise<Tx> {
  await sql`select set_config('duban.events', 'required', true)`.execute(tx);
  return tx;
}

/** Whether the tables, as these migrations left them, are those that this program works with. */
export function isCurrent(carriedOut: readonly string[]): boolean {
  return carriedOut.join() === Object.keys(migrations).sort().join();
}

async function migrate(db: Db): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(untold(migrations)) } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

/** A migration changes rows without an event: what it did stands in the list of migrations. */
function untold(migrations: Readonly<Record<string, Migration>>): Record<string, Migration> {
  const quiet = ({ up }: Migration): Migration => ({
    up: async (db) => {
      await sql`select set_config('duban.events', 'off', true)`.execute(db);
      await up(db);
    },
  });
  return Object.fromEntries(Object.entries(migrations).map(([name, migration]) => [name, quiet(migration)]));
}

/** Serialises whoever works on the same subject inside a transaction (a recipient's day, an office's tick). */
export async function lockSubject(tx: Tx, subject: string): Promise<void> {
  await sql`select ${subjectLock(subject)}`.execute(tx);
}

/** The same as a part of a statement that asks for more; what that statement reads is as it was before it had to wait. */
export function subjectLock(subject: string | RawBuilder<string>): RawBuilder<unknown> {
  return sql`pg_advisory_xact_lock(hashtextextended(${subject}, 0))`;
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
