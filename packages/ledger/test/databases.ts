import { type Ledger, type LedgerOptions, openLedger } from '@duban/ledger';
import { Migrator, sql } from 'kysely';
import pg from 'pg';
import { inject, onTestFinished } from 'vitest';
import * as first from '../src/migrations/0001-first.js';

let count = 0;

/** The URL of an empty database that nobody else uses. */
export function emptyDatabase(): Promise<string> {
  return copyOf('template1');
}

/** A ledger on a database of its own, closed when the test ends. */
export async function freshLedger(): Promise<Ledger> {
  return open(await copyOf(inject('migrated')));
}

/** The URL of a database as the first release left it, with a campaign and a contact. */
export async function firstDatabase(): Promise<string> {
  const url = await emptyDatabase();
  const { db } = await open(url, { asItIs: true });
  const provider = { getMigrations: () => Promise.resolve({ '0001-first': first }) };
  await new Migrator({ db, provider }).migrateToLatest();
  await sql`insert into campaign values ('c', '{}', '[]', '[]', 'h', 'running', 1)`.execute(db);
  await sql`insert into contact values ('c', 'east-a', '经办人', 'a@east.example', '1')`.execute(db);
  return url;
}

async function copyOf(template: string): Promise<string> {
  const server = inject('postgresUrl');
  const name = `t${process.pid}_${++count}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(`create database ${name} template ${template} ${inject('copying')}`);
  await client.end();
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

export async function open(url: string, options?: LedgerOptions): Promise<Ledger> {
  const ledger = await openLedger(url, options);
  onTestFinished(() => ledger.close());
  return ledger;
}
