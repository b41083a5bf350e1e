import { completeTask } from '@duban/actions/complete-task';
import { listTasks } from '@duban/actions/list-tasks';
import { logCall } from '@duban/actions/log-call';
import type { LadderStep } from '@duban/campaign';
import { eventsOf } from '@duban/ledger';
import { describe, expect, it } from 'vitest';
import { drive } from './drive.ts';
import { send } from './sheets.ts';
import { CAMPAIGN, clerkOf, jining, jiningWorld, moment, operator, tasks, type World } from './world.ts';

/** Yanzhou has not filed: a call stands on the operator's list since 15:00. */
async function withCall(): Promise<{ world: World; task: string }> {
  const world = await jiningWorld();
  await drive(world, { offices: ['yanzhou'], from: '2023-10-09 14:00', until: '2023-10-09 15:10' });
  const [task] = await tasks(world);
  if (!task) throw new Error('no call');
  return { world, task: task.id };
}

const log = (world: World, task: string, change: Partial<Parameters<typeof logCall>[1]> = {}) =>
  logCall(world.ctx, {
    task,
    answeredBy: '经办人',
    promiseUntil: moment('2023-10-11 17:30'),
    note: '明日报送',
    actor: operator,
    now: moment('2023-10-09 15:20'),
    ...change,
  });

describe('a call that nobody made', () => {
  it('leaves the list when the next call about the same debt comes: the office is called once', async () => {
    const world = await jiningWorld();
    await drive(world, { offices: ['yanzhou'], from: '2023-10-09 14:00', until: '2023-10-11 09:10' });
    const calls = (await tasks(world)).filter((t) => t.kind === 'call');
    // T−1 at 15:00, T at 16:00, T+1 at 09:00: only the last is still to be made.
    expect(calls.map((t) => [t.script, t.state])).toEqual([
      ['due-tomorrow', 'cancelled'],
      ['due-today', 'cancelled'],
      ['overdue', 'open'],
    ]);
  });
});

describe('logging a call is refused', () => {
  it('to an office', async () => {
    const { world, task } = await withCall();
    await expect(log(world, task, { actor: clerkOf('yanzhou') })).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('for a task that nobody has', async () => {
    const { world } = await withCall();
    await expect(log(world, 'no/such/task')).rejects.toMatchObject({ code: 'task-unknown' });
  });

  it('when it was logged before: the first log stands', async () => {
    const { world, task } = await withCall();
    await log(world, task);
    const again = log(world, task, { promiseUntil: null, answeredBy: null, note: '无人接听' });
    await expect(again).rejects.toMatchObject({ code: 'task-closed' });
    await expect(again).rejects.toThrow('已经办结');
    expect(await world.db.selectFrom('call').select(['by', 'note']).execute()).toEqual([
      { by: '基金监管科经办人', note: '明日报送' },
    ]);
  });

  it('to one of two officers who log it at once', async () => {
    const { world, task } = await withCall();
    const both = await Promise.allSettled([log(world, task), log(world, task)]);
    expect(both.filter((r) => r.status === 'rejected')).toHaveLength(1);
    expect(await world.db.selectFrom('call').select('id').execute()).toHaveLength(1);
  });

  it('when the sheet came in the meantime', async () => {
    const { world, task } = await withCall();
    await send(world, { office: 'yanzhou', at: '2023-10-09 15:15' });
    await expect(log(world, task)).rejects.toThrow('无需再办');
  });

  it('as the way to tick off what is no call', async () => {
    const { world, task } = await withCall();
    const tick = completeTask(world.ctx, { task, actor: operator, now: moment('2023-10-09 15:20') });
    await expect(tick).rejects.toMatchObject({ code: 'task-unknown' });
  });
});

describe('a check that the ladder puts on the list', () => {
  it('is ticked off by the officer, and leaves the list when the sheet comes', async () => {
    const check: LadderStep = {
      ...{ key: 'T-1-check', label: '核对是否已由其他渠道报送', anchor: 'due', offset: -1, at: '16:00' as never },
      action: { task: 'check', by: 'operator', script: 'check' },
    };
    const { ladder } = jining.definition;
    const definition = { ...jining.definition, ladder: { ...ladder, subordinate: [...ladder.subordinate, check] } };
    const world = await jiningWorld({ ...jining, definition });
    await drive(world, { offices: ['yanzhou', 'weishan'], from: '2023-10-09 15:30', until: '2023-10-09 16:10' });
    const checks = async () =>
      (await listTasks(world.ctx, { campaign: CAMPAIGN })).filter(({ kind }) => kind === 'check');
    expect((await checks()).map(({ title, state, acts }) => [title, state, acts])).toEqual([
      ['核对是否已由其他渠道报送：微山县，2023年第三季度统计表（10月10日到期）', 'open', ['done']],
      ['核对是否已由其他渠道报送：兖州区，2023年第三季度统计表（10月10日到期）', 'open', ['done']],
    ]);
    const [first] = await checks();
    await completeTask(world.ctx, { task: first?.id ?? '', actor: operator, now: moment('2023-10-09 16:20') });
    await send(world, { office: 'yanzhou', at: '2023-10-09 16:30' });
    expect((await checks()).map(({ state }) => state).sort()).toEqual(['cancelled', 'done']);
  });
});

describe('a logged call', () => {
  it('leaves the list with its promise and its event, and wakes the office', async () => {
    const { world, task } = await withCall();
    await world.db.deleteFrom('poke').execute();
    await log(world, task);
    expect(await tasks(world)).toMatchObject([{ state: 'done', done_at: moment('2023-10-09 15:20') }]);
    expect(await world.db.selectFrom('call').selectAll().execute()).toMatchObject([
      { task, answered_by: '经办人', promise_until: moment('2023-10-11 17:30') },
    ]);
    expect((await eventsOf(world.db, CAMPAIGN)).at(-1)).toMatchObject({ kind: 'call-logged', subject: task });
    expect(await world.db.selectFrom('poke').select('input').execute()).toEqual([
      { input: { campaign: CAMPAIGN, office: 'yanzhou' } },
    ]);
  });
});
