import { type CallItem, callList } from '@duban/actions/call-list';
import { campaignTick } from '@duban/actions/campaign-tick';
import { decide } from '@duban/actions/decide';
import { logCall } from '@duban/actions/log-call';
import type { LocalDate } from '@duban/base';
import { localDate } from '@duban/base/time';
import { describe, expect, it } from 'vitest';
import { drive } from './drive.ts';
import { filledReport, registered, send, sendAndAccept } from './sheets.ts';
import { CAMPAIGN, jiningWorld, messages, moment, operator, owes, roundOf, type World } from './world.ts';

const TABLE = '2023年第三季度统计表';
/** With a finding that sends it back at once. */
const careless = { change: { 'chkInst.current': 31 } } as const;

/** Yanzhou’s table comes on the 9th and goes back at once: to be handed in again by the 12th. */
async function sentBack(world?: World): Promise<World> {
  const at = world ?? (await jiningWorld());
  await send(at, { office: 'yanzhou', at: '2023-10-09 10:00', filling: careless });
  return at;
}

/** The final report of everybody is due on this day instead of in December. */
async function reportDue(day: LocalDate): Promise<World> {
  const world = await jiningWorld();
  await world.db.updateTable('round').set({ due: day }).where('id', '=', roundOf('final')).execute();
  const due = { due: day, chase_due: day, original_due: day };
  await world.db.updateTable('obligation').set(due).where('requirement', '=', 'final-report').execute();
  return world;
}

/** What the list holds at this moment, the calls being planned by then. */
async function listed(world: World, from: string, at: string): Promise<CallItem[]> {
  await drive(world, { offices: ['yanzhou'], from, until: at });
  return callList(world.db, CAMPAIGN, moment(at));
}

const openScript = async (world: World, from: string, at: string): Promise<string> =>
  (await listed(world, from, at)).find(({ state }) => state === 'open')?.script ?? '';

async function call(world: World, at: string): Promise<void> {
  const open = (await callList(world.db, CAMPAIGN, moment(at))).find(({ state }) => state === 'open');
  const said = { answeredBy: '经办人', promiseUntil: null, note: '正在更正' };
  await logCall(world.ctx, { task: open?.task ?? '', ...said, actor: operator, now: moment(at) });
}

describe('a call about a sheet that was sent back', () => {
  it('says so, and by when it is to come again: before the new due, on its day, and after it', async () => {
    const world = await sentBack();
    const before = await openScript(world, '2023-10-11 14:00', '2023-10-11 15:10');
    expect(before).toContain(`兖州区的${TABLE}已退回修改，重新报送时限是10月12日（星期四），目前还没有重新报来。`);
    const onTheDay = await openScript(world, '2023-10-12 15:00', '2023-10-12 16:10');
    expect(onTheDay).toContain('已退回修改，重新报送时限是10月12日（星期四），今日到期，目前还没有重新报来。');
    const after = await openScript(world, '2023-10-13 08:45', '2023-10-13 09:10');
    expect(after).toContain('已退回修改，重新报送时限是10月12日（星期四），已经超过时限，目前还没有重新报来。');
    for (const said of [before, onTheDay, after]) expect(said).not.toMatch(/没有收到|未收到/);
  });

  it('says so in the morning’s digest as well', async () => {
    const world = await sentBack();
    await campaignTick(world.ctx, { campaign: CAMPAIGN, now: moment('2023-10-12 08:30') });
    const [digest] = await messages(world, 'digest');
    const said = digest?.facts as { readonly calls: readonly { readonly office: string; script: string }[] };
    expect(said.calls.find(({ office }) => office === '兖州区')?.script).toContain(
      '已退回修改，重新报送时限是10月12日',
    );
  });

  it('is true of both where another of its debts never came', async () => {
    const world = await sentBack(await reportDue(localDate('2023-10-12')));
    const script = await openScript(world, '2023-10-11 14:00', '2023-10-11 15:10');
    expect(script).toContain(`${TABLE}已退回修改`);
    expect(script).toContain('目前还没有重新报来，其余还没有收到。');
    expect(script).not.toContain('总结报告已退回修改');
  });

  it('names its own new due where the other debt’s is another', async () => {
    const world = await reportDue(localDate('2023-10-10'));
    await listed(world, '2023-10-09 14:00', '2023-10-09 15:10');
    await send(world, { office: 'yanzhou', at: '2023-10-09 16:00', filling: careless });
    const [script = ''] = (await callList(world.db, CAMPAIGN, moment('2023-10-09 16:10'))).map((c) => c.script);
    expect(script).toContain(`${TABLE}已退回修改（重新报送时限是10月12日（星期四）），目前还没有重新报来`);
  });
});

describe('a call about several debts', () => {
  it('asks no more for the one that came in meanwhile', async () => {
    const world = await reportDue(localDate('2023-10-10'));
    const [both] = await listed(world, '2023-10-09 14:00', '2023-10-09 15:10');
    expect(both?.what).toContain(TABLE);
    await sendAndAccept(world, { office: 'yanzhou', at: '2023-10-09 16:00' });
    const [left] = await callList(world.db, CAMPAIGN, moment('2023-10-09 16:10'));
    expect(left).toMatchObject({ state: 'open', what: expect.not.stringContaining(TABLE) });
    expect(left?.script).not.toContain(TABLE);
  });
});

describe('a call that is over', () => {
  it('still reads as it was made: nothing had come then, and the first due was in force', async () => {
    const world = await jiningWorld();
    await listed(world, '2023-10-09 14:00', '2023-10-09 15:10');
    await call(world, '2023-10-09 15:20');
    await send(world, { office: 'yanzhou', at: '2023-10-09 17:00', filling: careless });
    const [made] = await callList(world.db, CAMPAIGN, moment('2023-10-09 18:00'));
    expect(made).toMatchObject({ state: 'done', due: '10月10日（星期二）' });
    expect(made?.script).toContain('时限是10月10日（星期二），目前还没有收到。');
  });

  it('that the sheet’s coming took off the list speaks of the time before it came', async () => {
    const world = await jiningWorld();
    await listed(world, '2023-10-09 14:00', '2023-10-09 15:10');
    await send(world, { office: 'yanzhou', at: '2023-10-09 17:00', filling: careless });
    const [gone] = await callList(world.db, CAMPAIGN, moment('2023-10-09 18:00'));
    expect(gone).toMatchObject({ state: 'cancelled', due: '10月10日（星期二）' });
    expect(gone?.script).toContain('目前还没有收到。');
  });

  it('was about a sheet that had gone back, whatever became of it: another due was granted, and it was accepted', async () => {
    const world = await sentBack();
    await listed(world, '2023-10-11 14:00', '2023-10-11 15:10');
    await call(world, '2023-10-11 15:20');
    await decide(world.ctx, {
      ...{ obligation: owes('yanzhou'), submission: null, kind: 'extend', reason: '系统切换' },
      ...{ due: localDate('2023-10-16'), actor: operator, now: moment('2023-10-11 16:00') },
    });
    await sendAndAccept(world, { office: 'yanzhou', at: '2023-10-12 09:00' });
    const [made] = await callList(world.db, CAMPAIGN, moment('2023-10-12 10:00'));
    expect(made).toMatchObject({ state: 'done', due: '10月12日（星期四）' });
    expect(made?.script).toContain('已退回修改，重新报送时限是10月12日（星期四），目前还没有重新报来。');
  });

  it('names what was asked for then: not what had come before it, but a paper that was registered only after it', async () => {
    const world = await reportDue(localDate('2023-10-10'));
    await listed(world, '2023-10-09 14:00', '2023-10-09 15:10');
    await sendAndAccept(world, { office: 'yanzhou', at: '2023-10-09 15:30' });
    await call(world, '2023-10-09 16:00');
    const file = { name: '总结.docx', bytes: await filledReport('兖州区') };
    const paper = { office: 'yanzhou', period: 'final', at: '2023-10-09 15:40', on: '2023-10-09 17:00', file };
    await registered(world, paper);
    const [made] = await callList(world.db, CAMPAIGN, moment('2023-10-10 09:00'));
    expect(made).toMatchObject({ state: 'done', what: expect.not.stringContaining(TABLE), due: '10月10日（星期二）' });
    expect(made?.what).toContain('总结报告');
  });
});
