import { type Ledger, openLedger } from '@duban/ledger';
import pg from 'pg';
import { inject, onTestFinished } from 'vitest';

let count = 0;

/** The URL of an empty database that nobody else uses. */
export function emptyDatabase(): Promise<string> {
  return copyOf('template1');
}

/** A ledger on a database of its own, closed when the test ends. */
export async function freshLedger(): Promise<Ledger> {
  return open(await copyOf(inject('migrated')));
}

async function copyOf(template: string): Promise<string> {
  const server = inject('postgresUrl');
  const name = `t${process.pid}_${++count}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  // File by file: through the log, which is PostgreSQL's default, a copy costs four times as much.
  await client.query(`create database ${name} template ${template} strategy file_copy`);
  await client.end();
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

export async function open(url: string): Promise<Ledger> {
  const ledger = await openLedger(url);
  onTestFinished(() => ledger.close());
  return ledger;
}
