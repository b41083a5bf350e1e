import { mergeRound } from '@duban/actions/merge-round';
import { DAY, HOUR } from '@duban/base';
import { eventsOf, getBlob } from '@duban/ledger';
import { describe, expect, it } from 'vitest';
import { CHECKED, figures, merge, onlyOwed, tick } from './rounds.ts';
import { cleanGrid, send, sendAndAccept } from './sheets.ts';
import { CAMPAIGN, clerkOf, jiningWorld, messages, moment, obligation, owes, round, roundOf, t1 } from './world.ts';

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
    // Each in one place: one on time, one late, one that waits for its decision, one returned, the other eleven never.
    expect(['onTime', 'late', 'pending', 'returned', 'missing'].map(count)).toEqual([1, 1, 1, 1, 11]);
    const [told] = await messages(world, 'round-merged');
    expect(told?.facts).toMatchObject({
      cutOff: '2023年10月18日',
      included: 2,
      offices: 15,
      late: ['任城区'],
      afterCutOff: [],
    });
    expect(told?.facts.missing).toContain('金乡县');
    expect(told?.facts.missing).toHaveLength(11);
    expect(told?.facts).toMatchObject({ pending: ['微山县'], returned: ['鱼台县'] });
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
