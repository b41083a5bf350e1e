import { campaignTick } from '@duban/actions/campaign-tick';
import { decide } from '@duban/actions/decide';
import { mergeRound } from '@duban/actions/merge-round';
import { messageText } from '@duban/actions/message-text';
import { localDate } from '@duban/base/time';
import { describe, expect, it } from 'vitest';
import { nil } from '../around.ts';
import { filledSheet, registered, send, sendAndAccept } from '../sheets.ts';
import { CAMPAIGN, messages, moment, operator, owes, roundOf, type World } from '../world.ts';
import { jiningQuiet } from './duties.ts';

/** What the officer reads that morning; what was planned before has left. */
async function morning(world: World, day: string) {
  const now = moment(`${day} 08:30`);
  await world.db.updateTable('message').set({ state: 'sent', sent_at: now }).execute();
  await campaignTick(world.ctx, { campaign: CAMPAIGN, now });
  const digest = (await messages(world, 'digest')).find(({ id }) => id.endsWith(day));
  if (digest === undefined) return null;
  const { subject, text } = await messageText(world.ctx, { message: digest.id, now });
  return { facts: digest.facts, subject, text };
}

/** The third quarter is merged on the morning of 10-19 with 兖州区 alone; it was due on 10-10. */
async function mergedWithOne(): Promise<World> {
  const world = await jiningQuiet();
  await sendAndAccept(world, { office: 'yanzhou', at: '2023-10-09 10:00' });
  await mergeRound(world.ctx, { round: roundOf(), actor: operator, now: moment('2023-10-19 00:00') });
  return world;
}

describe('The morning digest names what waits for the bureau itself', () => {
  it('sheets on which nobody has decided, with whose they are and the day of the merge; not once they are decided on', async () => {
    const world = await jiningQuiet();
    await send(world, { office: 'yanzhou', at: '2023-10-09 10:00' });
    await send(world, { office: 'rencheng', at: '2023-10-09 11:00' });
    const digest = await morning(world, '2023-10-10');
    expect(digest?.subject).toContain('、待审核2份');
    expect(digest?.text).toContain('五、待审核（2份）');
    // Due 10-10; the cut-off is six working days later.
    expect(digest?.text).toContain('第三季度统计表（最迟10月18日（星期三）24时汇总）：2家：任城区、兖州区');
    await decide(world.ctx, {
      ...{ obligation: owes('rencheng'), submission: `${owes('rencheng')}#1`, kind: 'accept', reason: '', due: null },
      ...{ actor: operator, now: moment('2023-10-10 09:00') },
    });
    expect((await morning(world, '2023-10-11'))?.text).toContain('五、待审核（1份）');
  });

  it('a 补报 of a merged round as well', async () => {
    const world = await mergedWithOne();
    await send(world, { office: 'rencheng', at: '2023-10-20 10:00' });
    expect((await morning(world, '2023-10-23'))?.text).toContain('（本期已汇总，通过后可重新汇总）：1家：任城区');
  });
});

describe('The morning digest forgets nobody when a round is merged', () => {
  it('who still owes is named on the first morning after the merge, then once a week; no day of theirs is called due', async () => {
    const world = await mergedWithOne();
    const first = await morning(world, '2023-10-19');
    expect(first?.text).toContain(
      '已汇总、不再自动催报：2023年第三季度统计表（时限10月10日（星期二）），仍欠14家：任城区、',
    );
    expect(first?.facts.overdue).toEqual([]);
    expect(await morning(world, '2023-10-20')).toBeNull();
    const monday = await morning(world, '2023-10-23');
    expect(monday?.text).toContain('仍欠14家：任城区、');
  });

  it('a sheet that was sent back after the merge is due and overdue by its own day', async () => {
    const world = await mergedWithOne();
    await send(world, { office: 'rencheng', at: '2023-10-20 10:00' });
    await decide(world.ctx, {
      ...{ obligation: owes('rencheng'), submission: `${owes('rencheng')}#1`, kind: 'return', reason: '请核对' },
      ...{ due: localDate('2023-10-25'), actor: operator, now: moment('2023-10-20 15:00') },
    });
    expect((await morning(world, '2023-10-23'))?.facts.next).toMatchObject([{ note: '1家退回修改' }]);
    const back = { office: '任城区', note: '退回修改' };
    expect((await morning(world, '2023-10-25'))?.facts.dueToday).toMatchObject([back]);
    expect((await morning(world, '2023-10-26'))?.facts.overdue).toMatchObject([back]);
  });
});

describe('The morning digest names everything that came in', () => {
  it('what was registered for an office, when it became known, with its true arrival; a nil report too', async () => {
    const world = await jiningQuiet();
    await morning(world, '2023-10-09');
    const file = { name: '统计表.xlsx', bytes: await filledSheet(world, owes('rencheng')) };
    // It arrived before the digest of the 9th, and was registered after it.
    await registered(world, { office: 'rencheng', at: '2023-10-08 16:00', on: '2023-10-09 09:15', file });
    await nil(world, { now: moment('2023-10-09 10:00') });
    const digest = await morning(world, '2023-10-10');
    expect(digest?.facts.received).toMatchObject([
      { office: '任城区', at: '2023-10-08 16:00', note: '代收登记' },
      { office: '兖州区', at: '2023-10-09 10:00', note: '零报告' },
    ]);
    expect((await morning(world, '2023-10-11'))?.facts.received).toEqual([]);
  });
});
