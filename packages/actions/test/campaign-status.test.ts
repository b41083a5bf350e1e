import { callList } from '@duban/actions/call-list';
import { campaignTick } from '@duban/actions/campaign-tick';
import { changeContact } from '@duban/actions/change-contact';
import { nextSteps } from '@duban/actions/next-steps';
import { reportTick } from '@duban/actions/report-tick';
import { roundTick } from '@duban/actions/round-tick';
import { MINUTE } from '@duban/base';
import { formatMinute } from '@duban/base/time';
import { eventsOf } from '@duban/ledger';
import { describe, expect, it } from 'vitest';
import { campaign, change, NOW } from './change-status.ts';
import { drive } from './drive.ts';
import { tick } from './rounds.ts';
import { send, sendAndAccept } from './sheets.ts';
import {
  CAMPAIGN,
  clerkOf,
  deputy,
  jining,
  jiningWorld,
  messages,
  moment,
  obligation,
  operator,
  owes,
  round,
  roundOf,
  superior,
  tasks,
} from './world.ts';

describe.each(['pause', 'resume', 'close'] as const)('to %s a campaign is refused', (verb) => {
  it.each([
    ['a clerk', clerkOf('yanzhou')],
    ['a signatory', deputy],
    ['a superior', superior],
  ])('to %s', async (_, actor) => {
    const world = await jiningWorld();
    await expect(change(world, verb, { actor })).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('for a campaign that nobody launched', async () => {
    const attempt = change(await jiningWorld(), verb, { campaign: 'atlantis-2023' });
    await expect(attempt).rejects.toMatchObject({ code: 'campaign-unknown' });
  });

  it('when somebody else has changed it meanwhile', async () => {
    const world = await jiningWorld();
    if (verb === 'resume') await change(world, 'pause');
    const { revision, status } = await campaign(world);
    const attempt = change(world, verb, { revision: revision + 1 });
    await expect(attempt).rejects.toMatchObject({ code: 'changed-meanwhile' });
    expect((await campaign(world)).status).toBe(status);
  });

  it('when it is closed', async () => {
    const world = await jiningWorld();
    await change(world, 'close');
    await expect(change(world, verb)).rejects.toMatchObject({ code: 'campaign-closed' });
  });
});

describe('a pause', () => {
  it('is refused without a reason, and twice', async () => {
    const world = await jiningWorld();
    await expect(change(world, 'pause', { reason: ' ' })).rejects.toMatchObject({ code: 'reason-missing' });
    await change(world, 'pause');
    await expect(change(world, 'pause')).rejects.toMatchObject({
      code: 'entry-state',
      message: expect.stringContaining('已暂停'),
    });
  });

  it('chases nobody and calls nobody, however long it lasts', async () => {
    const world = await jiningWorld();
    await drive(world, { offices: ['yanzhou'], from: '2023-10-09 09:00', until: '2023-10-09 10:00' });
    await change(world, 'pause');
    const { sent, ticks } = await drive(world, { offices: ['yanzhou'], from: NOW, until: '2023-12-31 00:00' });
    expect(sent).toEqual([]);
    expect(await tasks(world)).toEqual([]);
    expect(ticks).toBeLessThan(4);
  });

  it('takes the calls that nobody made off the list, until it goes on', async () => {
    const world = await jiningWorld();
    await drive(world, { offices: ['yanzhou'], from: '2023-10-09 14:00', until: '2023-10-09 15:10' });
    const toCall = async (at: string) =>
      (await callList(world.db, CAMPAIGN, moment(at))).filter(({ state }) => state === 'open').map((c) => c.office);
    expect(await toCall('2023-10-09 15:20')).toEqual(['兖州区']);
    await change(world, 'pause', { at: '2023-10-09 15:20' });
    expect(await toCall('2023-10-09 15:30')).toEqual([]);
    await change(world, 'resume', { at: '2023-10-09 15:40' });
    expect(await toCall('2023-10-09 15:45')).toEqual(['兖州区']);
  });

  it('takes back a chase that was about to leave, and lets a sheet in with its receipt', async () => {
    const world = await jiningWorld();
    await drive(world, { offices: ['yanzhou'], from: '2023-10-09 14:00', until: '2023-10-09 15:01' });
    expect((await messages(world, 'chase')).map((m) => m.state)).toEqual(['planned', 'planned']);
    await change(world, 'pause', { at: '2023-10-09 15:02' });
    const pause = { at: '2023-10-09 15:30', run: () => send(world, { office: 'yanzhou', at: '2023-10-09 15:30' }) };
    const { sent } = await drive(world, {
      offices: ['yanzhou'],
      from: '2023-10-09 15:02',
      until: '2023-10-20 00:00',
      acts: [pause],
    });
    expect(sent).toEqual([
      '2023-10-09 15:30 jg-a@yanzhou.example 【回执】兖州区医疗保障局：2023年第三季度统计表（第1版）已收到',
    ]);
    expect((await messages(world, 'chase')).map((m) => m.state)).toEqual(['cancelled', 'cancelled']);
  });

  it('holds what a look planned while it was made: its delivery waits', async () => {
    const world = await jiningWorld();
    await drive(world, { offices: ['yanzhou'], from: '2023-10-09 14:00', until: '2023-10-09 15:01' });
    // As if the look had read the ledger before the pause, and written after it.
    await world.db.updateTable('campaign').set({ status: 'paused' }).execute();
    const { sent } = await drive(world, { offices: ['yanzhou'], from: '2023-10-09 15:05', until: '2023-10-09 18:00' });
    expect(sent).toEqual([]);
    expect((await messages(world, 'chase')).map((m) => [m.state, m.attempts])).toEqual([
      ['planned', 0],
      ['planned', 0],
    ]);
  });

  it('closes no round over anybody’s head, holds no morning and compiles nothing', async () => {
    const world = await jiningWorld();
    await change(world, 'pause');
    const at = { campaign: CAMPAIGN, now: moment('2023-12-20 09:00') };
    const look = await roundTick(world.ctx, { ...at, requirement: 'quarterly-table', period: '2023Q3' });
    expect(look).toMatchObject({ waitMs: null, done: false, summary: '2023年第三季度统计表：专项已暂停' });
    expect((await round(world)).merged_at).toBeNull();
    expect(await campaignTick(world.ctx, at)).toMatchObject({ deliver: [], done: false, summary: '专项已暂停' });
    expect(await messages(world, 'digest')).toEqual([]);
    expect(await reportTick(world.ctx, { ...at, kind: 'summary' })).toMatchObject({ waitMs: null, done: false });
  });

  it('answers what happens next: nothing but answers', async () => {
    const world = await jiningWorld();
    const paused = await change(world, 'pause');
    expect(paused).toMatchObject({ status: 'paused', next: [] });
    await send(world, { office: 'yanzhou', at: '2023-10-09 15:30' });
    const { definition } = jining;
    const next = await nextSteps(world.db, { ctx: world.ctx, definition }, moment('2023-10-09 15:30'));
    expect(next.map(({ office, what, step }) => `${office} ${what} ${step}`)).toEqual(['兖州区 回执 发送']);
  });
});

describe('a campaign that goes on', () => {
  it('is refused while it runs', async () => {
    await expect(change(await jiningWorld(), 'resume')).rejects.toMatchObject({ code: 'entry-state' });
  });

  it('says at once what is ahead, and wakes everything that runs for it', async () => {
    const world = await jiningWorld();
    await change(world, 'pause');
    await world.db.deleteFrom('poke').execute();
    const { next, status } = await change(world, 'resume', { at: '2023-10-09 11:00' });
    expect(status).toBe('running');
    expect(next.map(({ at, what, step }) => `${formatMinute(at)} ${what} ${step}`)).toContain(
      '2023-10-09 15:00 2023年第三季度统计表 时限前1个工作日提醒、时限前1个工作日电话',
    );
    const pokes = await world.db.selectFrom('poke').select('workflow').execute();
    const count = (workflow: string) => pokes.filter((p) => p.workflow === workflow).length;
    expect([count('campaign'), count('office'), count('round'), count('report')]).toEqual([1, 15, 3, 1]);
  });

  it('leaves the working day after it to a round whose cut-off passed meanwhile, and moves no other', async () => {
    const world = await jiningWorld();
    await change(world, 'pause');
    const later = (await round(world, '2023Q4')).cut_off;
    // A Friday, two days after the cut-off.
    await change(world, 'resume', { at: '2023-10-20 14:00' });
    expect([(await round(world)).cut_off, (await round(world, '2023Q4')).cut_off]).toEqual(['2023-10-23', later]);
    expect(await tick(world, '2023-10-20 14:00')).toMatchObject({ done: false });
    expect(await tick(world, '2023-10-23 23:59')).toMatchObject({ done: false, waitMs: MINUTE });
    await sendAndAccept(world, { office: 'yanzhou', at: '2023-10-23 17:00' });
    expect(await tick(world, '2023-10-24 00:00')).toMatchObject({ done: true });
    expect(await obligation(world, owes('yanzhou'))).toMatchObject({ state: 'merged' });
    const event = (await eventsOf(world.db, CAMPAIGN)).findLast(({ kind }) => kind === 'campaign-resumed');
    expect(event?.data).toMatchObject({ rounds: [roundOf()], cutOff: '2023-10-23' });
  });

  it('moves no cut-off that still lies ahead, be it that of the same day', async () => {
    const world = await jiningWorld();
    const { cut_off } = await round(world);
    await change(world, 'pause');
    await change(world, 'resume', { at: `${cut_off} 16:00` });
    expect((await round(world)).cut_off).toBe(cut_off);
  });

  it('does what was missed once, the highest step, and not as a volley', async () => {
    const world = await jiningWorld();
    await drive(world, { offices: ['yanzhou'], from: '2023-10-08 09:00', until: '2023-10-08 10:00' });
    await change(world, 'pause', { at: '2023-10-08 10:00' });
    // T−1, T, T+1 and T+2 pass meanwhile.
    await change(world, 'resume', { at: '2023-10-12 14:00' });
    const { sent } = await drive(world, { offices: ['yanzhou'], from: '2023-10-12 14:00', until: '2023-10-12 23:00' });
    expect(sent.map((line) => line.slice(0, 50))).toEqual([
      expect.stringMatching(/^2023-10-12 14:05 jg-a@yanzhou\.example 【已逾期】/),
    ]);
    expect((await tasks(world)).map((t) => [t.script, t.state])).toEqual([['overdue-chief', 'open']]);
  });

  it('sends the chase of its own day that the pause took back, when it goes on the same day', async () => {
    const world = await jiningWorld();
    await drive(world, { offices: ['yanzhou'], from: '2023-10-09 14:00', until: '2023-10-09 15:01' });
    await change(world, 'pause', { at: '2023-10-09 15:02' });
    await change(world, 'resume', { at: '2023-10-09 16:00' });
    const { sent } = await drive(world, { offices: ['yanzhou'], from: '2023-10-09 16:00', until: '2023-10-09 23:00' });
    expect(sent.filter((line) => !line.includes('部署'))).toEqual([
      '2023-10-09 16:05 jg-a@yanzhou.example 【明日到期】兖州区医疗保障局：2023年第三季度统计表',
      '2023-10-09 16:05 jg-b@yanzhou.example 【明日到期】兖州区医疗保障局：2023年第三季度统计表',
    ]);
  });

  it('sends it to the address that the person has by then', async () => {
    const world = await jiningWorld();
    await drive(world, { offices: ['yanzhou'], from: '2023-10-09 14:00', until: '2023-10-09 15:01' });
    await change(world, 'pause', { at: '2023-10-09 15:02' });
    const person = { campaign: CAMPAIGN, contact: 'yanzhou-a', revision: 1, actor: operator };
    const moved = { ...person, change: { email: 'new@yanzhou.example' }, now: moment('2023-10-09 15:30') };
    await changeContact(world.ctx, moved);
    await change(world, 'resume', { at: '2023-10-09 16:00' });
    const { sent } = await drive(world, { offices: ['yanzhou'], from: '2023-10-09 16:00', until: '2023-10-09 23:00' });
    expect(sent.filter((line) => line.includes('明日到期')).map((line) => line.split(' ')[2])).toEqual([
      'new@yanzhou.example',
      'jg-b@yanzhou.example',
    ]);
  });
});
