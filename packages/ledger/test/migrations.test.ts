import { readdirSync } from 'node:fs';
import { openLedger } from '@duban/ledger';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { emptyDatabase, firstDatabase, freshLedger, open } from './databases.ts';

describe('opening a ledger', () => {
  it('refuses a database that is not there, with the server’s own words', async () => {
    const url = new URL(await emptyDatabase());
    url.pathname = '/no_such_database';
    await expect(openLedger(url.href)).rejects.toThrow('no_such_database');
  });

  it('brings an empty database up to date, and finds nothing left to do the next time', async () => {
    const url = await emptyDatabase();
    await open(url);
    const again = await open(url);
    const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(again.db);
    const files = readdirSync(new URL('../src/migrations', import.meta.url)).filter((file) => file !== 'all.ts');
    expect(rows.map((row) => row.name)).toEqual(files.map((file) => file.replace('.ts', '')).sort());
  });

  it('brings a database along that has the first migration only, and loses nothing of it', async () => {
    const { db } = await open(await firstDatabase());
    expect(await db.selectFrom('contact').select(['id', 'link_version']).execute()).toEqual([
      { id: 'east-a', link_version: 1 },
    ]);
    expect(await db.selectFrom('session').select('kind').execute()).toEqual([]);
  });

  it('may be done by several processes at once on an empty database', async () => {
    const url = await emptyDatabase();
    const ledgers = await Promise.all([open(url), open(url), open(url)]);
    for (const ledger of ledgers) {
      expect(await ledger.db.selectFrom('campaign').select('id').execute()).toEqual([]);
    }
  });
});

describe('the schema', () => {
  it('supplies no time by itself: a campaign replays byte for byte', async () => {
    const { db } = await freshLedger();
    const { rows } = await sql<{ column: string; default: string }>`
      select table_name || '.' || column_name as "column", column_default as "default" from information_schema.columns
      where table_schema = 'public' and column_default is not null and table_name not like 'kysely%'`.execute(db);
    // A version or a revision begins at 1; no instant has a default.
    expect(rows.filter(({ column }) => !column.endsWith('.revision'))).toEqual([
      { column: 'contact.link_version', default: '1' },
    ]);
    expect(new Set(rows.map((row) => row.default))).toEqual(new Set(['1']));
  });

  it('keeps instants as numbers of milliseconds', async () => {
    const { db } = await freshLedger();
    const { rows } = await sql<{ value: unknown }>`select 1696900000123::bigint as value`.execute(db);
    expect(rows[0]?.value).toBe(1_696_900_000_123);
  });
});
