import type { Ledger } from '@duban/ledger';
import { sql } from 'kysely';
import pg from 'pg';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { emptyDatabase, open } from './databases.ts';

/** A ledger of one connection with a table of its own, and somebody else's connection to the same database. */
async function oneConnection() {
  const url = await emptyDatabase();
  const other = new pg.Client({ connectionString: url });
  await other.connect();
  onTestFinished(() => other.end());
  await other.query("create table thing (id int, name text); insert into thing values (1, 'one'), (2, 'two')");
  const ledger = await open(url, { connections: 1, asItIs: true });
  return { ledger, other };
}

const thing = ({ db }: Ledger, id: number) => sql<object>`select * from thing where id = ${id}`.execute(db);
const prepared = async ({ db }: Ledger): Promise<string[]> => {
  const { rows } = await sql<{ statement: string }>`select statement from pg_prepared_statements order by name`.execute(
    db,
  );
  return rows.map(({ statement }) => statement);
};

const connectionOf = async ({ db }: Ledger): Promise<number | undefined> =>
  (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)).rows[0]?.pid;

describe('a connection of the ledger', () => {
  it('prepares what it is asked a second time, and answers each time for the values it is given', async () => {
    const { ledger } = await oneConnection();
    expect((await thing(ledger, 1)).rows).toEqual([{ id: 1, name: 'one' }]);
    expect(await prepared(ledger)).toEqual([]);
    for (const [id, name] of [
      [2, 'two'],
      [1, 'one'],
    ] as const)
      expect((await thing(ledger, id)).rows).toEqual([{ id, name }]);
    expect(await prepared(ledger)).toEqual(['select * from thing where id = $1']);
  });

  it('knows a table that was altered after its statement was prepared: one query says so, the next has the new column', async () => {
    const { ledger, other } = await oneConnection();
    for (let i = 0; i < 3; i++) await thing(ledger, 1);
    await other.query('alter table thing add column kind text');
    await expect(thing(ledger, 1)).rejects.toThrow('cached plan');
    expect((await thing(ledger, 1)).rows).toEqual([{ id: 1, name: 'one', kind: null }]);
    expect((await thing(ledger, 2)).rows).toEqual([{ id: 2, name: 'two', kind: null }]);
    expect((await thing(ledger, 1)).rows).toEqual([{ id: 1, name: 'one', kind: null }]);
  });

  it('prepares no list whose length never comes again', async () => {
    const { ledger } = await oneConnection();
    for (let length = 1; length <= 300; length++) {
      const ids = Array.from({ length }, (_, id) => id);
      await sql`select name from thing where id in (${sql.join(ids)})`.execute(ledger.db);
    }
    expect(await prepared(ledger)).toEqual([]);
  });

  it('does not fill the server with statements: after two hundred the others are sent as they are', async () => {
    const { ledger } = await oneConnection();
    for (let i = 0; i < 250; i++) {
      const asked = sql<{ n: number }>`select ${sql.lit(i)} + ${1}::int as n`;
      for (const _ of [1, 2]) expect((await asked.execute(ledger.db)).rows).toEqual([{ n: i + 1 }]);
    }
    expect(await prepared(ledger)).toHaveLength(200);
  });

  it('goes on with what was prepared in a transaction that failed', async () => {
    const { ledger } = await oneConnection();
    const failing = ledger.transaction(async (tx) => {
      for (const id of [1, 2]) await sql`select name from thing where id = ${id}`.execute(tx);
      await sql`select name from thing where id = ${'no number'}`.execute(tx);
    });
    await expect(failing).rejects.toThrow('invalid input syntax');
    const { rows } = await sql`select name from thing where id = ${2}`.execute(ledger.db);
    expect(rows).toEqual([{ name: 'two' }]);
  });

  it('that was lost is followed by one that knows nothing yet', async () => {
    const { ledger, other } = await oneConnection();
    for (let i = 0; i < 3; i++) await thing(ledger, 1);
    const first = await connectionOf(ledger);
    await other.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    // A query may still be answered before the end of the connection is noticed.
    await vi.waitUntil(async () => (await connectionOf(ledger).catch(() => first)) !== first, { timeout: 30_000 });
    for (let i = 0; i < 3; i++) expect((await thing(ledger, 2)).rows).toEqual([{ id: 2, name: 'two' }]);
    expect(await prepared(ledger)).toHaveLength(1);
  });
});
