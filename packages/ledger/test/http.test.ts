import { MINUTE, plus } from '@duban/base';
import { claimCall, countAttempt, type EventNews, giveBack, keepAnswer, recordEvent } from '@duban/ledger';
import { sql } from 'kysely';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { emptyDatabase, freshLedger, open } from './databases.ts';

const NOW = 1_696_900_000_000 as Parameters<typeof plus>[0];
const claiming = { id: 'who+key', requestHash: 'a', leaseMs: 3 * MINUTE, now: NOW };

describe('a claimed call', () => {
  it('is refused another request, and waits for one that runs', async () => {
    const ledger = await freshLedger();
    const claim = (more: object) => ledger.transaction((tx) => claimCall(tx, { ...claiming, ...more }));
    expect(await claim({})).toEqual({ kind: 'first' });
    expect(await claim({})).toEqual({ kind: 'running' });
    expect(await claim({ requestHash: 'b' })).toEqual({ kind: 'other' });
    // Another request does not take over what died either.
    expect(await claim({ requestHash: 'b', now: plus(NOW, 4 * MINUTE) })).toEqual({ kind: 'other' });
  });

  it('is won by one of eight processes that try at once', async () => {
    const url = await emptyDatabase();
    const ledgers = await Promise.all([open(url), open(url)]);
    const claims = await Promise.all(
      Array.from({ length: 8 }, (_, i) => ledgers[i % 2]?.transaction((tx) => claimCall(tx, claiming))),
    );
    expect(claims.filter((claim) => claim?.kind === 'first')).toHaveLength(1);
    expect(claims.filter((claim) => claim?.kind === 'running')).toHaveLength(7);
  });

  it('is taken over when the first died: after its lease, by the same request', async () => {
    const ledger = await freshLedger();
    const claim = (now: number) => ledger.transaction((tx) => claimCall(tx, { ...claiming, now: now as typeof NOW }));
    await claim(NOW);
    expect(await claim(plus(NOW, 3 * MINUTE) - 1)).toEqual({ kind: 'running' });
    expect(await claim(plus(NOW, 3 * MINUTE))).toEqual({ kind: 'first' });
    expect(await claim(plus(NOW, 4 * MINUTE))).toEqual({ kind: 'running' });
  });

  it('answers for a day, then means nothing any more; given back it is free at once', async () => {
    const ledger = await freshLedger();
    const claim = (now: number) => ledger.transaction((tx) => claimCall(tx, { ...claiming, now: now as typeof NOW }));
    await claim(NOW);
    await ledger.transaction((tx) => giveBack(tx, claiming.id));
    expect(await claim(NOW)).toEqual({ kind: 'first' });
    await ledger.transaction((tx) => keepAnswer(tx, claiming.id, Buffer.from('done')));
    await ledger.transaction((tx) => giveBack(tx, claiming.id));
    const day = 24 * 60 * MINUTE;
    expect(await claim(plus(NOW, day - 1))).toEqual({ kind: 'answered', answer: Buffer.from('done') });
    expect(await claim(plus(NOW, day))).toEqual({ kind: 'first' });
  });
});

describe('tries', () => {
  it('are counted once each, whichever process sees them', async () => {
    const url = await emptyDatabase();
    const ledgers = await Promise.all([open(url), open(url)]);
    const counts = await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        countAttempt((ledgers[i % 2] ?? ledgers[0])?.db as never, { bucket: 'b', windowMs: MINUTE, now: NOW }),
      ),
    );
    expect(counts.map(({ count }) => count).sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
  });

  it('begin anew when their window is over, and what is over is cleared away', async () => {
    const { db } = await freshLedger();
    const tryAt = (bucket: string, now: number) =>
      countAttempt(db, { bucket, windowMs: MINUTE, now: now as typeof NOW });
    await tryAt('gone', NOW);
    await tryAt('b', NOW);
    expect(await tryAt('b', NOW + 59_999)).toEqual({ count: 2, leftMs: 1 });
    expect(await tryAt('b', NOW + 60_000)).toEqual({ count: 1, leftMs: MINUTE });
    expect(await db.selectFrom('attempt').select('bucket').execute()).toEqual([{ bucket: 'b' }]);
  });
});

describe('whoever watches', () => {
  const happened = (campaign: string) => ({ campaign, at: NOW, kind: 'call-logged', actor: '系统', subject: 'task-1' });

  it('hears of what another process commits, and of nothing that was rolled back', async () => {
    const url = await emptyDatabase();
    const [here, there] = await Promise.all([open(url), open(url)]);
    const heard: (EventNews | null)[] = [];
    const stop = await here.watchEvents((news) => heard.push(news));
    onTestFinished(stop);
    await expect(
      there.transaction(async (tx) => {
        await recordEvent(tx, happened('lost'));
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    await there.transaction((tx) => recordEvent(tx, happened('kept')));
    await vi.waitFor(() => expect(heard).toHaveLength(1));
    expect(heard[0]).toMatchObject({ campaign: 'kept', kind: 'call-logged', subject: 'task-1' });
    expect(heard[0]?.seq).toBeGreaterThan(0);
  });

  it('is told when its connection was lost for a while, and hears again', async () => {
    const ledger = await freshLedger();
    const heard: (EventNews | null)[] = [];
    onTestFinished(await ledger.watchEvents((news) => heard.push(news)));
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query = 'listen duban_event'`.execute(ledger.db);
    await vi.waitFor(() => expect(heard).toEqual([null]), { timeout: 5_000 });
    await ledger.transaction((tx) => recordEvent(tx, happened('again')));
    await vi.waitFor(() => expect(heard.at(-1)).toMatchObject({ campaign: 'again' }));
  });
});
