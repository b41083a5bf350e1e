import { board } from '@duban/actions/board';
import { type CallItem, callList } from '@duban/actions/call-list';
import { campaignTick } from '@duban/actions/campaign-tick';
import { decide } from '@duban/actions/decide';
import { logCall } from '@duban/actions/log-call';
import { setProgress } from '@duban/actions/set-progress';
import { formatMinute, localDate } from '@duban/base/time';
import { describe, expect, it } from 'vitest';
import { type Act, drive } from '../drive.ts';
import { send } from '../sheets.ts';
import { CAMPAIGN, clerkOf, jiningWorld, messages, moment, operator, owes, tasks, type World } from '../world.ts';

/* Taibaihu and Jingkai share their A. Due 2023-10-10, a Tuesday: T−1 is 10-09 at 15:00, T 10-10 at 16:00, T+1 10-11 at 09:00. */

const BOTH = ['taibaihu', 'jingkai'];
const SHARED = '太白湖新区、济宁经开区';

async function silent(until: string, acts: readonly Act[] = []): Promise<World> {
  const world = await jiningWorld();
  await drive(world, { offices: BOTH, from: '2023-10-09 14:00', until, acts });
  return world;
}

async function open(world: World, at: string): Promise<CallItem[]> {
  return (await callList(world.db, CAMPAIGN, moment(at))).filter(({ state }) => state === 'open');
}

interface Answer {
  readonly at: string;
  /** Null: nobody answered. */
  readonly promise?: string | null;
}

/** As the page logs it: all tasks of the entry at once. */
function log(world: World, call: CallItem | undefined, { at, promise = null }: Answer): Promise<void> {
  const [task = '', ...also] = call?.parts.map((part) => part.task) ?? [];
  const answer = promise === null ? { answeredBy: null, note: '无人接听' } : { answeredBy: '经办人', note: '正在汇总' };
  const promiseUntil = promise === null ? null : moment(promise);
  return logCall(world.ctx, { task, also, ...answer, promiseUntil, actor: operator, now: moment(at) });
}

const logFirst = (world: World, at: string, promise: string | null = null): Act => ({
  at,
  run: async () => log(world, (await open(world, at))[0], { at, promise }),
});

const listed = async (world: World) =>
  (await tasks(world)).map((t) => `${formatMinute(t.created_at)} ${t.script} ${t.office} ${t.state}`).sort();

describe('the clerk of two offices is called once, by one officer, in one slot', () => {
  it('for both: one entry, one number, one script that speaks of each, and one on the board', async () => {
    const world = await silent('2023-10-09 15:10');
    const calls = await open(world, '2023-10-09 15:10');
    expect(calls).toMatchObject([
      {
        office: SHARED,
        person: { phone: '0537-0000037' },
        what: '2023年第三季度统计表',
        due: '10月10日（星期二）',
        parts: [{ office: '太白湖新区' }, { office: '济宁经开区' }],
      },
    ]);
    expect(calls[0]?.script).toMatch(
      /^您好，我是[^。]+。太白湖新区的2023年第三季度统计表时限是10月10日（星期二），目前还没有收到；济宁经开区的2023年第三季度统计表时限是10月10日（星期二），目前还没有收到。请问哪天能报？[^。]+。$/,
    );
    const { counts } = await board(world.ctx, { campaign: CAMPAIGN, now: moment('2023-10-09 15:10') });
    expect(counts.openCalls).toBe(1);
  });

  it('and the call says of each when it is due, and asks for each, where their dues differ', async () => {
    const extend = {
      ...{ obligation: owes('jingkai'), submission: null, reason: '系统切换' },
      ...{ due: localDate('2023-10-11'), actor: operator, now: moment('2023-10-09 14:00') },
    };
    const world = await jiningWorld();
    await drive(world, {
      ...{ offices: BOTH, from: '2023-10-09 14:00', until: '2023-10-10 16:10' },
      acts: [{ at: '2023-10-09 14:00', run: () => decide(world.ctx, { ...extend, kind: 'extend' }) }],
    });
    const [call, ...others] = await open(world, '2023-10-10 16:10');
    expect(others).toEqual([]);
    // Jingkai's T−1 at 15:00, Taibaihu's T at 16:00: the first stands first.
    expect([call?.office, call?.slot]).toEqual(['济宁经开区、太白湖新区', moment('2023-10-10 15:00')]);
    expect(call?.parts.map(({ office, due }) => [office, due])).toEqual([
      ['济宁经开区', '10月11日（星期三）'],
      ['太白湖新区', '10月10日（星期二）'],
    ]);
    expect(call?.script).toMatch(
      /济宁经开区的[^。]+10月11日（星期三），目前还没有收到。请问哪天能报？[^。]+。另外，太白湖新区的[^。]+10月10日（星期二），今日到期，目前还没有收到。请问今天几点能报？$/,
    );
  });

  it('and the digest of the morning asks for one call', async () => {
    const world = await jiningWorld();
    await campaignTick(world.ctx, { campaign: CAMPAIGN, now: moment('2023-10-09 08:30') });
    const [digest] = await messages(world, 'digest');
    const calls = (digest?.facts.calls ?? []) as { office: string; phone: string; about: string; script: string }[];
    const theirs = calls.filter(({ phone }) => phone === '0537-0000037');
    expect(theirs).toMatchObject([
      { office: SHARED, about: '2023年第三季度统计表，时限10月10日（星期二）（基金监管科经办人）' },
    ]);
    expect(theirs[0]?.script).toMatch(/太白湖新区的.*济宁经开区的/);
  });

  it('and one log is for both: the promise moves both, and the record has one call', async () => {
    const world = await jiningWorld();
    await drive(world, {
      ...{ offices: BOTH, from: '2023-10-09 14:00', until: '2023-10-13 08:00' },
      acts: [logFirst(world, '2023-10-09 15:20', '2023-10-12 17:30')],
    });
    expect(await listed(world)).toEqual([
      '2023-10-09 15:00 due-tomorrow jingkai done',
      '2023-10-09 15:00 due-tomorrow taibaihu done',
    ]);
    expect(await callList(world.db, CAMPAIGN, moment('2023-10-10 09:00'))).toMatchObject([
      { office: SHARED, call: { promiseUntil: moment('2023-10-12 17:30'), promise: 'open', note: '正在汇总' } },
    ]);
    // Thursday is over, and neither has come.
    expect(await callList(world.db, CAMPAIGN, moment('2023-10-13 08:00'))).toMatchObject([
      { call: { promise: 'broken' } },
    ]);
  });

  it('and the record says of each what was said for it, where it was logged for each by itself', async () => {
    const world = await silent('2023-10-09 15:10');
    const [call] = await open(world, '2023-10-09 15:10');
    const [first = '', second = ''] = call?.parts.map(({ task }) => task) ?? [];
    const at = { answeredBy: '经办人', actor: operator, now: moment('2023-10-09 15:20') };
    await logCall(world.ctx, { ...at, task: first, promiseUntil: moment('2023-10-11 17:30'), note: '周三报送' });
    await logCall(world.ctx, { ...at, task: second, promiseUntil: null, note: '正在汇总' });
    expect(await callList(world.db, CAMPAIGN, moment('2023-10-12 09:00'))).toMatchObject([
      {
        office: SHARED,
        call: {
          promiseUntil: moment('2023-10-11 17:30'),
          promise: 'broken',
          note: '太白湖新区：周三报送；济宁经开区：正在汇总',
        },
      },
    ]);
  });

  it('and both come back at the next step when nobody answers', async () => {
    const world = await jiningWorld();
    await drive(world, {
      ...{ offices: BOTH, from: '2023-10-09 14:00', until: '2023-10-10 16:10' },
      acts: [logFirst(world, '2023-10-09 15:20')],
    });
    expect(await listed(world)).toEqual([
      '2023-10-09 15:00 due-tomorrow jingkai done',
      '2023-10-09 15:00 due-tomorrow taibaihu done',
      '2023-10-10 16:00 due-today jingkai open',
      '2023-10-10 16:00 due-today taibaihu open',
    ]);
    expect(await open(world, '2023-10-10 16:10')).toMatchObject([{ office: SHARED }]);
  });

  it('and is asked for the other only, once one has filed', async () => {
    const filed = { office: 'jingkai', at: '2023-10-09 15:15', contact: 'taibaihu-jingkai-a' };
    const world = await silent('2023-10-09 15:10');
    await send(world, filed);
    const [call, ...others] = await open(world, '2023-10-09 15:20');
    expect([call?.office, others]).toEqual(['太白湖新区', []]);
    expect(call?.script).not.toContain('经开区');
  });

  it('and is logged for the other only, when one filed during the call', async () => {
    const world = await silent('2023-10-09 15:10');
    const [call] = await open(world, '2023-10-09 15:10');
    await send(world, { office: 'jingkai', at: '2023-10-09 15:15', contact: 'taibaihu-jingkai-a' });
    await log(world, call, { at: '2023-10-09 15:20', promise: '2023-10-11 17:30' });
    expect(await listed(world)).toEqual([
      '2023-10-09 15:00 due-tomorrow jingkai cancelled',
      '2023-10-09 15:00 due-tomorrow taibaihu done',
    ]);
    expect(await world.db.selectFrom('call').select('task').execute()).toHaveLength(1);
  });

  it('and is logged once by two clicks', async () => {
    const world = await silent('2023-10-09 15:10');
    const [call] = await open(world, '2023-10-09 15:10');
    const clicks = await Promise.allSettled([1, 2].map(() => log(world, call, { at: '2023-10-09 15:20' })));
    expect(clicks.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(log(world, call, { at: '2023-10-09 15:21' })).rejects.toMatchObject({ code: 'task-closed' });
    expect(await world.db.selectFrom('call').select('task').execute()).toHaveLength(2);
  });

  it('and whoever logs one task only leaves the other on the list', async () => {
    const world = await silent('2023-10-09 15:10');
    const [call] = await open(world, '2023-10-09 15:10');
    const answer = { answeredBy: '经办人', promiseUntil: null, note: '' };
    await logCall(world.ctx, { ...answer, task: call?.task ?? '', actor: operator, now: moment('2023-10-09 15:20') });
    expect(await open(world, '2023-10-09 15:21')).toMatchObject([{ office: '济宁经开区' }]);
  });
});

describe('two people are two calls', () => {
  it('where one office’s sheet waits for its leader and the other’s for the clerk', async () => {
    const world = await silent('2023-10-09 15:10');
    const waits = { obligation: owes('jingkai'), progress: 'approving', revision: null } as const;
    await setProgress(world.ctx, { ...waits, actor: clerkOf('jingkai'), now: moment('2023-10-09 15:12') });
    const calls = await open(world, '2023-10-09 15:20');
    expect(calls.map(({ office, person }) => [office, person?.phone])).toEqual([
      ['太白湖新区', '0537-0000037'],
      ['济宁经开区', '0537-0000041'],
    ]);
  });
});
