import type { Instant } from '@duban/base';
import { sql } from 'kysely';
import pg from 'pg';
import { campaignTime } from '../campaign-time.js';
import { lastRowOf, migrationsOf, quoted, type TableShape, tablesOf } from './catalogue.js';
import { FORMAT, FORMAT_VERSION, type Manifest } from './manifest.js';
import { onClient } from './on-client.js';

/** One moment of the ledger, as long as it is looked at. */
export interface Snapshot {
  readonly client: pg.Client;
  readonly tables: readonly TableShape[];
  /** What the archive says of the ledger as a whole; `now` is server time. */
  about(
    now: Instant,
  ): Promise<Pick<Manifest, 'format' | 'version' | 'campaignTime' | 'server' | 'migrations' | 'auditHead'>>;
}

/** The chain over the audit events, if the ledger has one. */
const CHAIN = 'event_seal';
/** How often a migration may come between. */
const TRIES = 3;

/** COPY's text must not depend on how a server, a database or a role is set. */
export const PLAIN_SETTINGS = `set statement_timeout = 0; set lock_timeout = 0; set idle_in_transaction_session_timeout = 0;
  set datestyle = 'ISO'; set intervalstyle = 'postgres'; set extra_float_digits = 3; set bytea_output = 'hex';
  set client_encoding = 'UTF8'; set timezone = 'UTC'; set search_path = public`;

/** Looks at the ledger as of one moment, without holding up anybody who writes; nothing is changed. */
export async function inSnapshot<T>(url: string, work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(PLAIN_SETTINGS);
    const tables = await begin(client);
    const result = await work({ client, tables, about: (now) => about(client, tables, now) });
    await client.query('commit');
    return result;
  } finally {
    await client.end();
  }
}

/** The locks come before the moment: COPY reads tables as they are built now, and a migration must not rebuild one in between. */
async function begin(client: pg.Client): Promise<TableShape[]> {
  for (let tries = 1; ; tries++) {
    const expected = await tablesOf(client);
    await client.query('begin isolation level repeatable read read only');
    const names = expected.map((table) => quoted(table.name));
    if (names.length > 0) await client.query(`lock table ${names.join(', ')} in access share mode`);
    const tables = await tablesOf(client);
    if (shapes(tables) === shapes(expected)) return tables;
    await client.query('rollback');
    if (tries === TRIES) throw new Error('the tables are being rebuilt');
  }
}

function shapes(tables: readonly TableShape[]): string {
  return JSON.stringify(tables.map(({ name, columns }) => [name, columns]));
}

async function about(client: pg.Client, tables: readonly TableShape[], now: Instant) {
  const db = onClient(client);
  const { rows } = await sql<{ server_version: string }>`show server_version`.execute(db);
  const chained = tables.some(({ name }) => name === CHAIN);
  return {
    format: FORMAT,
    version: FORMAT_VERSION,
    campaignTime: await campaignTime(db, now),
    server: rows[0]?.server_version ?? '',
    migrations: await migrationsOf(client),
    auditHead: chained ? await lastRowOf(client, CHAIN) : null,
  } as const;
}
