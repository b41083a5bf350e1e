import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { withoutGuards } from '../../src/backup/without-guards.js';
import { migrations } from '../../src/migrations/all.js';
import { emptyDatabase, firstDatabase } from '../databases.ts';
import { backedUp, type Filled, filled, fingerprint, query, restored, shapeOf } from './filled.ts';

let source: Filled;
beforeAll(async () => {
  source = await filled();
});
afterAll(() => source.ledger.close());

it('a backup of older tables is restored as they were and brought up to date', async () => {
  const { file, manifest } = await backedUp(await firstDatabase());
  expect(manifest.migrations).toEqual(['0001-first']);
  const target = await emptyDatabase();
  await restored(file, target);
  expect(await query(target, 'select name from kysely_migration order by 1')).toHaveLength(
    Object.keys(migrations).length,
  );
  expect(await query(target, 'select id, link_version from contact')).toEqual([{ id: 'east-a', link_version: 1 }]);
  expect(await shapeOf(target)).toEqual(await shapeOf(source.url));
});

it('tables of a later migration are in it by themselves, without what the database computes', async () => {
  const { url } = source;
  await query(url, 'create table later (id int primary key, twice int generated always as (id * 2) stored)');
  await query(url, 'insert into later values (1), (2)');
  const { manifest } = await backedUp(url);
  await query(url, 'drop table later');
  expect(manifest.tables.find(({ name }) => name === 'later')).toMatchObject({ rows: 2, columns: ['id'] });
});

it('rows come back in any order, past keys in a circle and triggers that refuse; both are in force again afterwards', async () => {
  const url = await emptyDatabase();
  await query(
    url,
    `create table a (id int primary key, b int); create table b (id int primary key, a int references a);
     alter table a add constraint a_b foreign key (b) references b;
     create function refuse() returns trigger language plpgsql as $$ begin raise 'append only'; end $$;
     create trigger append_only before insert or update or delete or truncate on b execute function refuse();
     create trigger always before insert on a execute function refuse(); alter table a enable always trigger always`,
  );
  const before = await shapeOf(url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('begin');
  await withoutGuards(client, async () => {
    await client.query('truncate a, b');
    await client.query('insert into a values (1, 2)');
    await client.query('insert into b values (2, 1)');
  });
  await client.query('commit');
  await client.query('begin');
  const dangling = withoutGuards(client, async () => {
    await client.query('insert into a values (3, 4)');
  });
  await expect(dangling).rejects.toThrow('a_b');
  await client.end();
  expect(await shapeOf(url)).toEqual(before);
  await expect(query(url, 'insert into b values (9, 1)')).rejects.toThrow('append only');
  expect(await query(url, 'select * from a')).toEqual([{ id: 1, b: 2 }]);
});

it('a database whose owner is no superuser takes it', async () => {
  const { file } = await backedUp(source.url);
  const target = new URL(await emptyDatabase());
  const role = `owner_${process.pid}`;
  const database = target.pathname.slice(1);
  await query(target.href, `create role ${role} login password 'x'; alter database ${database} owner to ${role}`);
  await query(target.href, `alter schema public owner to ${role}`);
  const own = new URL(target);
  own.username = role;
  own.password = 'x';
  await restored(file, own.href);
  expect(await query(own.href, "select current_setting('is_superuser') as super")).toEqual([{ super: 'off' }]);
  expect(await fingerprint(own.href)).toEqual(await fingerprint(source.url));
  expect(await shapeOf(own.href)).toEqual(await shapeOf(source.url));
});
