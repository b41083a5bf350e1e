// Above 300 lines: the life of one round in its order; the races around its merge need the same small world.

import { decide } from '@duban/actions/decide';
import { mergeRound } from '@duban/actions/merge-round';
import { roundTick } from '@duban/actions/round-tick';
import { DAY, HOUR } from '@duban/base';
import { eventsOf, getBlob } from '@duban/ledger';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { drive } from './drive.ts';
import { cleanGrid, send, sendAndAccept } from './sheets.ts';
import {
  CAMPAIGN,
  clerkOf,
  jiningWorld,
  messages,
  moment,
  obligation,
  operator,
  owes,
  round,
  roundOf,
  t1,
  tasks,
  type World,
} from './world.ts';

const tick = (world: World, now: string, period = '2023Q3') =>
  roundTick(world.ctx, { campaign: CAMPAIGN, requirement: 'quarterly-table', period, now: moment(now) });
const merge = (world: World, now: string) =>
  mergeRound(world.ctx, { round: roundOf(), actor: operator, now: moment(now) });
const figures = async ({ db }: World, id = `${roundOf()}/merge`) =>
  (await db.selectFrom('snapshot').select('figures').where('id', '=', id).executeTakeFirstOrThrow()).figures;
const CHECKED = `T1.2023Q3.total.chkInst.current`;

const acceptLate = (world: World, submission: string) =>
  decide(world.ctx, {
    obligation: owes('rencheng'),
    submission,
    kind: 'accept',
    reason: '',
    due: null,
    actor: operator,
    now: moment('2023-10-18 23:59'),
  });

/** Until so many transactions of this database wait for a lock. */
async function waiting({ db }: World, many: number): Promise<void> {
  for (let looks = 0; looks < 5_000; looks++) {
    const { rows } = await sql<{ n: number }>`select count(*) as n from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(db);
    if ((rows[0]?.n ?? 0) >= many) return;
  }
}

/** Whoever is not named here owes nothing. */
async function onlyOwed(world: World, offices: readonly string[]): Promise<void> {
  await world.db
    .updateTable('obligation')
    .set({ state: 'exempt' })
    .where('period', '=', '2023Q3')
    .where('office', 'not in', offices)
    .execute();
}

describe('a merge is refused', () => {
  it('to an office', async () => {
    const world = await jiningWorld();
    const attempt = mergeRound(world.ctx, {
      round: roundOf(),
      actor: clerkOf('yanzhou'),
      now: moment('2023-10-19 00:00'),
    });
    await expect(attempt).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('before the cut-off while something is open, and says until when', async () => {
    const world = await jiningWorld();
    const attempt = merge(world, '2023-10-18 23:59');
    await expect(attempt).rejects.toMatchObject({ code: 'round-not-ready' });
    await expect(attempt).rejects.toThrow('2023年第三季度统计表还有报送任务没有了结');
    await expect(attempt).rejects.toThrow('2023年10月18日');
    expect((await round(world)).merged_at).toBeNull();
  });

  it('while a sheet waits for its decision: the officer has not looked yet', async () => {
    const world = await jiningWorld();
    await onlyOwed(world, ['yanzhou']);
    await send(world, { office: 'yanzhou', at: '2023-10-09 10:00' });
    await expect(merge(world, '2023-10-12 09:00')).rejects.toMatchObject({ code: 'round-not-ready' });
  });
});

describe('a round', () => {
  it('waits for its due, freezes at midnight after it, then waits for the cut-off', async () => {
    const world = await jiningWorld();
    expect(await tick(world, '2023-10-10 23:00')).toEqual({
      waitMs: HOUR,
      summary: '2023年第三季度统计表：还有15家未了结，报送截止10月10日',
      done: false,
    });
    expect((await round(world)).frozen_at).toBeNull();
    expect(await tick(world, '2023-10-11 00:00')).toEqual({
      waitMs: 8 * DAY,
      summary: '2023年第三季度统计表：还有15家未了结，最迟汇总10月18日',
      done: false,
    });
    expect((await round(world)).frozen_at).toBe(moment('2023-10-11 00:00'));
  });

  it('freezes once: who was on time does not change by a later look', async () => {
    const world = await jiningWorld();
    await send(world, { office: 'yanzhou', at: '2023-10-10 20:00' });
    await tick(world, '2023-10-11 00:00');
    await send(world, { office: 'rencheng', at: '2023-10-11 09:00' });
    await Promise.all([tick(world, '2023-10-11 10:00'), tick(world, '2023-10-11 10:00')]);
    const frozen = (await eventsOf(world.db, CAMPAIGN)).filter((e) => e.kind === 'round-frozen');
    expect(frozen).toHaveLength(1);
    expect(frozen[0]?.data).toMatchObject({
      standings: expect.arrayContaining([
        { office: 'yanzhou', standing: 'on-time' },
        { office: 'rencheng', standing: 'never' },
      ]),
    });
  });

  it('does not merge before its due, complete as it may be, and merges right after it', async () => {
    const world = await jiningWorld();
    await onlyOwed(world, ['yanzhou']);
    await sendAndAccept(world, { office: 'yanzhou', at: '2023-10-09 10:00' });
    expect(await tick(world, '2023-10-10 12:00')).toMatchObject({ done: false, waitMs: 12 * HOUR });
    expect(await tick(world, '2023-10-11 00:00')).toEqual({
      waitMs: null,
      summary: '2023年第三季度统计表已汇总',
      done: true,
    });
    expect(await round(world)).toMatchObject({ merged_at: moment('2023-10-11 00:00'), snapshot: `${roundOf()}/merge` });
    expect(await obligation(world, owes('yanzhou'))).toMatchObject({
      state: 'merged',
      merged_submission: `${owes('yanzhou')}#1`,
    });
  });

  it('merges at the cut-off without those who are missing: 未报 stands as such, never as zero', async () => {
    const world = await jiningWorld();
    await sendAndAccept(world, { office: 'yanzhou', at: '2023-10-09 10:00' });
    await sendAndAccept(world, { office: 'rencheng', at: '2023-10-12 10:00', filling: { times: 2 } });
    await send(world, { office: 'weishan', at: '2023-10-10 10:00' });
    await send(world, { office: 'yutai', at: '2023-10-10 10:00', filling: { change: { 'chkInst.current': 31 } } });
    expect(await tick(world, '2023-10-19 00:00')).toMatchObject({ done: true });
    const frozen = await figures(world);
    const [one, two] = [cleanGrid(), cleanGrid({}, 2)];
    expect(frozen[CHECKED]?.value).toBe(Number(one['chkInst.current']) + Number(two['chkInst.current']));
    expect(frozen['T1.2023Q3.jinxiang.chkInst.current']).toBeUndefined();
    const count = (what: string) => frozen[`count.quarterly-table.2023Q3.${what}`]?.value;
    expect({ offices: count('offices'), included: count('included') }).toEqual({ offices: 15, included: 2 });
    // By receipt: on time 3 (two of them not accepted), late 1, the other eleven never.
    expect([count('onTime'), count('late'), count('missing')]).toEqual([3, 1, 11]);
    const [told] = await messages(world, 'round-merged');
    expect(told?.facts).toMatchObject({
      cutOff: '2023年10月18日',
      included: 2,
      offices: 15,
      late: ['任城区'],
      afterCutOff: [],
    });
    expect(told?.facts.missing).toContain('金乡县');
    expect(told?.facts.missing).toEqual(expect.arrayContaining(['微山县（待审核）', '鱼台县（退回未改）']));
  });

  it('keeps the merged workbook with the totals of its sheets', async () => {
    const world = await jiningWorld();
    await sendAndAccept(world, { office: 'yanzhou', at: '2023-10-09 10:00' });
    await tick(world, '2023-10-19 00:00');
    const { workbook } = await round(world);
    const bytes = await getBlob(world.db, workbook ?? '');
    const [totals] = Object.values(await world.ctx.workbooks.readTotals({ bytes, table: t1 }));
    expect(totals?.['chkInst.current']).toBe(30);
    expect(totals?.['amtRecover.cumulative']).toBe(300_000_000);
  });

  it('counts an exempted office neither as owing nor as missing', async () => {
    const world = await jiningWorld();
    await onlyOwed(world, ['yanzhou', 'rencheng']);
    await sendAndAccept(world, { office: 'yanzhou', at: '2023-10-09 10:00' });
    await tick(world, '2023-10-19 00:00');
    const count = async (what: string) => (await figures(world))[`count.quarterly-table.2023Q3.${what}`]?.value;
    expect(await count('offices')).toBe(2);
    expect(await count('included')).toBe(1);
    expect(await count('missing')).toBe(1);
    const [told] = await messages(world, 'round-merged');
    expect(told?.facts).toMatchObject({ offices: 2, included: 1, missing: ['任城区'] });
  });

  it('says on which day it closed when it was complete before the cut-off', async () => {
    const world = await jiningWorld();
    await onlyOwed(world, ['yanzhou']);
    await sendAndAccept(world, { office: 'yanzhou', at: '2023-10-09 10:00' });
    await tick(world, '2023-10-11 00:00');
    const [told] = await messages(world, 'round-merged');
    expect(told?.facts.cutOff).toBe('2023年10月11日');
  });
});

describe('the merge', () => {
  it('is made once when two look at the same moment', async () => {
    const world = await jiningWorld();
    await sendAndAccept(world, { office: 'yanzhou', at: '2023-10-09 10:00' });
    await Promise.all([tick(world, '2023-10-19 00:00'), tick(world, '2023-10-19 00:00')]);
    expect((await eventsOf(world.db, CAMPAIGN)).filter((e) => e.kind === 'round-merged')).toHaveLength(1);
    expect(await messages(world, 'round-merged')).toHaveLength(1);
  });

  it('takes in a sheet that is accepted while its workbook is made: no figure gets lost on the way', async () => {
    const world = await jiningWorld();
    await sendAndAccept(world, { office: 'yanzhou', at: '2023-10-09 10:00' });
    const late = await send(world, { office: 'rencheng', at: '2023-10-12 10:00' });
    const accept = () => acceptLate(world, late.submission);
    let made = 0;
    const workbooks: World['ctx']['workbooks'] = {
      ...world.ctx.workbooks,
      merge: async (input) => {
        if (made++ === 0) await accept();
        return world.ctx.workbooks.merge(input);
      },
    };
    await roundTick(
      { ...world.ctx, workbooks },
      { campaign: CAMPAIGN, requirement: 'quarterly-table', period: '2023Q3', now: moment('2023-10-19 00:00') },
    );
    expect(made).toBe(2);
    expect((await figures(world))[CHECKED]?.value).toBe(60);
    expect((await obligation(world, owes('rencheng'))).state).toBe('merged');
  });

  it('never calls a sheet merged whose figures are not in it: an acceptance that comes in the midst of it waits', async () => {
    const world = await jiningWorld();
    await sendAndAccept(world, { office: 'yanzhou', at: '2023-10-09 10:00' });
    const late = await send(world, { office: 'rencheng', at: '2023-10-12 10:00' });
    const accept = () => acceptLate(world, late.submission);
    // The merge has read its sheets and is held up where it writes its figures; there the officer accepts.
    const [merged, accepted] = await world.ctx.ledger
      .transaction(async (tx) => {
        await sql`lock table snapshot in exclusive mode`.execute(tx);
        const merging = tick(world, '2023-10-19 00:00');
        await waiting(world, 1);
        const accepting = accept();
        await Promise.race([accepting, waiting(world, 2)]);
        return [merging, accepting] as const;
      })
      .then((both) => Promise.all(both));
    expect(merged).toMatchObject({ done: true });
    expect(accepted).toBeUndefined();
    expect((await figures(world))[CHECKED]?.value).toBe(30);
    expect(await obligation(world, owes('rencheng'))).toMatchObject({ state: 'accepted', merged_submission: null });
  });

  it('is never changed by what comes after it: neither a 补报 nor a reopened sheet', async () => {
    const world = await jiningWorld();
    await sendAndAccept(world, { office: 'yanzhou', at: '2023-10-09 10:00' });
    await tick(world, '2023-10-19 00:00');
    const before = { figures: await figures(world), round: await round(world) };
    await sendAndAccept(world, { office: 'rencheng', at: '2023-10-20 10:00' });
    await decide(world.ctx, {
      obligation: owes('yanzhou'),
      submission: null,
      kind: 'reopen',
      reason: '核实金额',
      due: null,
      actor: operator,
      now: moment('2023-10-20 11:00'),
    });
    await sendAndAccept(world, { office: 'yanzhou', at: '2023-10-23 10:00', filling: { times: 3 } });
    await tick(world, '2023-10-24 00:00');
    expect({ figures: await figures(world), round: await round(world) }).toEqual(before);
    expect(await obligation(world, owes('yanzhou'))).toMatchObject({
      accepted_submission: `${owes('yanzhou')}#2`,
      merged_submission: `${owes('yanzhou')}#1`,
    });
  });

  it('ends the calls about its round, also to who never filed, but not a call that is about another debt as well', async () => {
    const world = await jiningWorld();
    const offices = ['yanzhou', 'rencheng', 'qufu'];
    await drive(world, { offices, from: '2023-12-07 14:00', until: '2023-12-07 15:10' });
    const settle = (id: string) =>
      world.db.updateTable('obligation').set({ state: 'accepted' }).where('id', '=', id).execute();
    for (const id of [owes('rencheng', '2023Q4'), owes('rencheng', 'final'), owes('qufu', 'final')]) await settle(id);
    await tick(world, '2023-12-19 00:00', '2023Q4');
    const calls = (await tasks(world)).filter(
      (t) => t.title.startsWith('T−1') && t.slot === moment('2023-12-07 15:00'),
    );
    expect(new Map(calls.map((t) => [t.office, t.state]))).toEqual(
      new Map([
        ['rencheng', 'cancelled'],
        // 未报 stands: nobody is called for it any more.
        ['qufu', 'cancelled'],
        // Still owes the report that the same call was about.
        ['yanzhou', 'open'],
      ]),
    );
  });

  it('wakes the report, every office, and the campaign that sends the officer’s message', async () => {
    const world = await jiningWorld();
    await world.db.deleteFrom('poke').execute();
    await tick(world, '2023-10-19 00:00');
    const kinds = (await world.db.selectFrom('poke').select('workflow').execute()).map((p) => p.workflow);
    expect(kinds.filter((k) => k === 'office')).toHaveLength(15);
    expect(kinds.filter((k) => k !== 'office').sort()).toEqual(['campaign', 'report']);
  });
});
