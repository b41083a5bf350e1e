import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { instant } from '@duban/base';
import { getBlob, putBlob, recordEvent } from '@duban/ledger';
import { expect, it, onTestFinished } from 'vitest';
import { emptyDatabase, open } from '../databases.ts';
import { backedUp, filled, place, query, restored } from './filled.ts';

it('a backup is one moment of the ledger, whatever is written meanwhile', async () => {
  const { url, ledger } = await filled();
  onTestFinished(() => ledger.close());
  let going = true;
  let written = 0;
  // Each transaction writes a file and an event that names it: an archive with one and not the other has seen two moments.
  const writers = Array.from({ length: 4 }, async (_, writer) => {
    while (going) {
      await ledger.transaction(async (tx) => {
        const subject = await putBlob(tx, Buffer.from(`file ${writer} ${written++}`), instant(1));
        await recordEvent(tx, { campaign: null, at: instant(1), kind: 'file', actor: 'w', subject });
      });
    }
  });
  while (written < 50) await sleep(5);
  const before = written;
  const { file } = await backedUp(url);
  const meanwhile = written - before;
  going = false;
  await Promise.all(writers);
  const target = await emptyDatabase();
  await restored(file, target);
  expect(meanwhile).toBeGreaterThan(0);
  const { db } = await open(target);
  const events = await db.selectFrom('event').select('subject').where('kind', '=', 'file').execute();
  // Of those begun before it, all but what the four writers had not committed yet.
  expect(events.length).toBeGreaterThanOrEqual(before - 4);
  for (const { subject } of events) expect((await getBlob(db, subject)).toString()).toMatch(/^file /);
  const files = await query<{ n: string }>(target, "select count(*) as n from blob where bytes like 'file %'");
  expect(Number(files[0]?.n)).toBe(events.length);
});

it('a backup that is broken off, cannot be written or would replace a file leaves nothing behind', async () => {
  const { url, ledger } = await filled();
  onTestFinished(() => ledger.close());
  const folder = place();
  const file = join(folder, 'backup.zip');
  const abort = new AbortController();
  const onShare = (share: number): void => {
    if (share > 0.3) abort.abort();
  };
  await expect(backedUp(url, { file, signal: abort.signal, onShare })).rejects.toMatchObject({ name: 'AbortError' });
  expect(readdirSync(folder)).toEqual([]);
  await expect(backedUp(url, { file: join(folder, 'no', 'such.zip') })).rejects.toMatchObject({
    code: 'backup-unwritable',
  });
  writeFileSync(file, 'somebody’s');
  await expect(backedUp(url, { file })).rejects.toMatchObject({ code: 'backup-exists' });
  expect(readdirSync(folder)).toEqual(['backup.zip']);
  // Its connection is given back: nothing of ours is left in the database. Others copy theirs on the same server; and a server process takes a
  // moment to see that whom it copied for is gone.
  const copying = "select query from pg_stat_activity where datname = current_database() and query ilike 'copy%'";
  await expect.poll(() => query(url, copying), { timeout: 20_000 }).toEqual([]);
});

it('its memory does not grow with the files it holds', async () => {
  const url = await emptyDatabase();
  const ledger = await open(url);
  await ledger.transaction(async (tx) => {
    for (let i = 0; i < 12; i++) await putBlob(tx, Buffer.alloc(8_000_000, `${i} `), instant(1));
  });
  let most = 0;
  const start = process.memoryUsage().rss;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss - start);
  }, 20);
  const { file, manifest } = await backedUp(url);
  const target = await emptyDatabase();
  await restored(file, target);
  clearInterval(watch);
  const [files] = await query<{ n: string }>(target, 'select count(*) as n from blob');
  expect(files).toEqual({ n: '12' });
  const copied = manifest.tables.find(({ name }) => name === 'blob')?.bytes ?? 0;
  expect(copied).toBeGreaterThan(190_000_000);
  expect(most).toBeLessThan(130_000_000);
}, 120_000);
