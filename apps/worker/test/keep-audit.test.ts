import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DAY, instant, plus } from '@duban/base';
import { FixedClock } from '@duban/base/clock';
import { openLedger, recordEvent, verifyChain } from '@duban/ledger';
import { startPostgres } from '@duban/runtime';
import { expect, it, onTestFinished } from 'vitest';
import { keepAudit } from '../src/keep-audit.js';

const NOON = instant(Date.UTC(2026, 10, 25, 4));

it('several workers keep one chain and one list of checkpoints: a seal for each event, a checkpoint for each day', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'duban-keep-audit-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const postgres = await startPostgres({ throwaway: true });
  onTestFinished(() => postgres.stop());
  const workers = await Promise.all([1, 2, 3].map(() => openLedger(postgres.url, { connections: 2 })));
  onTestFinished(async () => {
    await Promise.all(workers.map((ledger) => ledger.close()));
  });
  const [first] = workers;
  if (!first) throw new Error('no worker');
  const clock = new FixedClock(NOON);
  for (let day = 0; day < 3; day++) {
    clock.set(plus(NOON, day * DAY));
    for (let i = 0; i < 5; i++) {
      const event = { campaign: null, at: clock.now(), kind: 'signed-in', actor: '经办人', subject: 's' };
      await first.transaction((tx) => recordEvent(tx, event));
      await Promise.all(workers.map((ledger) => keepAudit({ ledger, secret: 'secret' }, { folder, clock })));
    }
  }
  const checkpoints = await first.db.selectFrom('event_checkpoint').select(['day', 'n']).orderBy('n').execute();
  expect(checkpoints.map(({ day }) => day)).toEqual(['2026-11-25', '2026-11-26', '2026-11-27']);
  // Made in the first round of the day, before or after another worker has sealed that round's event.
  for (const [i, { n }] of checkpoints.entries()) expect([Math.max(1, i * 5), i * 5 + 1]).toContain(n);
  const lines = (await readFile(path.join(folder, 'audit', 'checkpoints.jsonl'), 'utf8')).trim().split('\n');
  expect(new Set(lines.map((line) => JSON.parse(line).n))).toEqual(new Set(checkpoints.map(({ n }) => n)));
  expect(JSON.parse(await readFile(path.join(folder, 'audit', 'head.json'), 'utf8'))).toMatchObject({ n: 15 });
  expect(await verifyChain(first)).toMatchObject({ intact: true, verified: 15, waiting: 0 });
});
