import { readFileSync, statSync } from 'node:fs';
import { instant } from '@duban/base';
import { type Db, recordEvent } from '@duban/ledger';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { emptyDatabase, open } from '../databases.ts';
import { backedUp, type Filled, filled, fingerprint, restored, shapeOf } from './filled.ts';

let source: Filled;
beforeAll(async () => {
  source = await filled();
});
afterAll(() => source.ledger.close());

it('every table comes back row for row, with the shape and the numbers it had, and works on', async () => {
  const { file, manifest } = await backedUp(source.url);
  const target = await emptyDatabase();
  await restored(file, target);
  const numbersOf = async (db: Db) =>
    (await db.selectFrom('event').select('seq').orderBy('seq').execute()).map(({ seq }) => seq);
  const given = await numbersOf(source.ledger.db);
  expect(given.length).toBeGreaterThanOrEqual(5);
  const before = await fingerprint(source.url);
  expect(Object.keys(before)).toEqual(expect.arrayContaining(['blob', 'event', 'kysely_migration', 'poke', 'setting']));
  expect(await fingerprint(target)).toEqual(before);
  expect(await shapeOf(target)).toEqual(await shapeOf(source.url));
  expect(manifest.tables.map(({ name, rows }) => `${name} ${rows}`)).toEqual(
    expect.arrayContaining(['blob 5', `event ${given.length}`, 'message 1', 'obligation 2']),
  );
  // The number after the last was given out and rolled back: it is not given out again.
  const { transaction, db } = await open(target);
  await transaction((tx) => recordEvent(tx, { campaign: null, at: instant(1), kind: 'k', actor: 'a', subject: 's' }));
  expect(await numbersOf(db)).toEqual([...given, (given.at(-1) ?? 0) + 2]);
});

it('an archive is its owner’s alone, and tells when it was made and by what', async () => {
  const { file, manifest } = await backedUp(source.url);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(manifest).toMatchObject({
    format: 'duban-backup',
    version: 1,
    program: '0.1.0',
    madeAt: 1_700_000_000_000,
    campaignTime: 1_690_000_000_000,
    migrations: expect.arrayContaining(['0001-first', '0002-live']),
    installation: { secretMark: 'abcd', ports: { web: 8080 } },
    files: [{ name: 'calendar.yaml', bytes: 9 }],
  });
});

it('with a passphrase it says nothing of its content, is never twice the same, and comes back all the same', async () => {
  const [one, two] = await Promise.all([
    backedUp(source.url, { passphrase: '口令 with spaces' }),
    backedUp(source.url, { passphrase: '口令 with spaces' }),
  ]);
  const [bytes, others] = [readFileSync(one.file), readFileSync(two.file)];
  for (const plain of ['manifest.json', 'duban-backup.txt', 'tables/']) expect(bytes.includes(plain)).toBe(false);
  expect(bytes.subarray(4096, 4128).equals(others.subarray(4096, 4128))).toBe(false);
  const target = await emptyDatabase();
  await restored(one.file, target, '口令 with spaces');
  expect(await fingerprint(target)).toEqual(await fingerprint(source.url));
});
