import { pipeline } from 'node:stream/promises';
import { DubanError } from '@duban/base';
import { Migrator } from 'kysely';
import pg from 'pg';
import { from } from 'pg-copy-streams';
import { migrations } from '../migrations/all.js';
import type { Archive, OnShare } from './archive.js';
import { quoted, quotedName, tablesOf } from './catalogue.js';
import { type TableCopy, tableEntry } from './manifest.js';
import { Meter } from './meter.js';
import { onClient } from './on-client.js';
import { PLAIN_SETTINGS } from './snapshot.js';
import { withoutGuards } from './without-guards.js';
import { words } from './wording.js';

export interface Restoring {
  /** The database to fill. */
  readonly url: string;
  readonly signal?: AbortSignal;
  readonly onShare?: OnShare;
}

/**
 * Fills an empty database from an archive that was checked: makes the tables as they were when it was made, copies the rows, brings the
 * tables up to date. One transaction: the database is as in the archive, or empty as before. Needs no superuser.
 * @throws DubanError `restore-not-empty`; `backup-foreign`, `backup-damaged` when the content does not fit; AbortError
 */
export async function restoreBackup(archive: Archive, { url, signal, onShare }: Restoring): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  const stop = (): void => void client.end();
  signal?.addEventListener('abort', stop);
  try {
    await client.query(PLAIN_SETTINGS);
    // What comes back has its events with it: nothing here is a change that has to tell of itself.
    await client.query("set duban.events = 'off'");
    await client.query('begin');
    await requireEmpty(client);
    await migrate(client, archive.manifest.migrations.at(-1));
    await fill(client, archive, onShare);
    await migrate(client);
    signal?.throwIfAborted();
    await client.query('commit');
  } catch (error) {
    signal?.throwIfAborted();
    throw refusalOf(error, archive);
  } finally {
    signal?.removeEventListener('abort', stop);
    await client.end();
  }
}

/**
 * Refuses a database that has anything in it.
 * @throws DubanError `restore-not-empty`
 */
export async function requireEmptyDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await requireEmpty(client);
  } finally {
    await client.end();
  }
}

async function requireEmpty(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(`
    select relname::text as name from pg_class c
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'S', 'f')
      and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
    order by 1 limit 3`);
  if (rows.length > 0) {
    const found = rows.map((row) => row.name).join('、');
    throw new DubanError('restore-not-empty', { place: words.database, found });
  }
}

/** Within the transaction that runs: up to and with `last`, or all. */
async function migrate(client: pg.Client, last?: string): Promise<void> {
  const provider = { getMigrations: () => Promise.resolve(migrations) };
  const migrator = new Migrator({ db: onClient(client), provider, disableTransactions: true });
  const { error } = last === undefined ? await migrator.migrateToLatest() : await migrator.migrateTo(last);
  if (error) throw error;
}

async function fill(client: pg.Client, archive: Archive, onShare: OnShare | undefined): Promise<void> {
  const { tables, sequences } = archive.manifest;
  await requireSameTables(client, archive);
  const names = tables.map((table) => quoted(table.name)).join(', ');
  const total = tables.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  const onBytes = (bytes: number): void => {
    done += bytes;
    onShare?.(Math.min(1, done / total));
  };
  await withoutGuards(client, async () => {
    // Rows that migrations bring along are in the archive as well, as they were left.
    await client.query(`truncate ${names}`);
    for (const table of tables) await copyIn(client, { archive, table }, onBytes);
  });
  for (const { name, value } of sequences) await client.query('select setval($1::regclass, $2)', [quoted(name), value]);
}

async function requireSameTables(client: pg.Client, { manifest, name: file }: Archive): Promise<void> {
  const shape = (tables: readonly { readonly name: string; readonly columns: readonly string[] }[]): string =>
    JSON.stringify(tables.map(({ name, columns }) => [name, [...columns].sort()]).sort());
  if (shape(await tablesOf(client)) !== shape(manifest.tables))
    throw new DubanError('backup-foreign', { file, reason: words.tables });
}

async function copyIn(
  client: pg.Client,
  { archive, table }: { archive: Archive; table: TableCopy },
  onBytes: (bytes: number) => void,
): Promise<void> {
  const { name, columns } = table;
  const rows = client.query(from(`copy ${quoted(name)} (${columns.map(quotedName).join(', ')}) from stdin`));
  const meter = new Meter(onBytes);
  await pipeline(await archive.open(tableEntry(name)), meter, rows);
  // It was checked before, but a share or a stick may have changed its mind since.
  if (meter.measured().sha256 !== table.sha256)
    throw new DubanError('backup-damaged', { file: archive.name, reason: words.entryOf(tableEntry(name)) });
}

/** What the database does not take, although every hash was right, was not made by a ledger. */
function refusalOf(error: unknown, { name: file }: Archive): unknown {
  const { code } = error as { code?: unknown };
  const content = typeof code === 'string' && /^2[23]/.test(code);
  if (!content) return error;
  const reason = words.content(error instanceof Error ? error.message : String(error));
  return new DubanError('backup-damaged', { file, reason }, { cause: error });
}
