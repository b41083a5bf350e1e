import { board } from '@duban/actions/board';
import type { Actor } from '@duban/actions/context';
import { listTasks } from '@duban/actions/list-tasks';
import { logCall } from '@duban/actions/log-call';
import { redraftDocument } from '@duban/actions/redraft-document';
import { taskFile } from '@duban/actions/stored-files';
import { readReport } from '@duban/documents';
import { describe, expect, it } from 'vitest';
import { finish, NOW, open, sendBack, steps, withLetter } from './approval.ts';
import { change } from './change-status.ts';
import { draftedReport } from './drafted-report.ts';
import { drive } from './drive.ts';
import { filledReport } from './sheets.ts';
import {
  CAMPAIGN,
  chief,
  clerkOf,
  deputy,
  jiningWorld,
  leader,
  moment,
  officerOf,
  operator,
  superior,
  tasks,
  type World,
} from './world.ts';

const stage = async ({ db }: World) =>
  (await db.selectFrom('document').select('stage').executeTakeFirstOrThrow()).stage;

describe('a task is not done', () => {
  it.each([
    ['the operator', operator],
    ['the deputy', deputy],
    ['the leader', leader],
  ])('by %s when it is the chief’s', async (_, actor) => {
    const world = await draftedReport();
    const attempt = finish(world, (await open(world)).id, actor);
    await expect(attempt).rejects.toMatchObject({ code: 'task-not-yours', details: { assigned: '基金监管科科长' } });
    expect(await stage(world)).toBe('draft');
  });

  it('by an office or a superior', async () => {
    const world = await draftedReport();
    for (const actor of [clerkOf('yanzhou'), superior])
      await expect(finish(world, (await open(world)).id, actor)).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('by the account that drafted it, whatever function it is signed in with', async () => {
    const world = await draftedReport({ ...operator, account: 'li' } as Actor);
    const task = (await open(world)).id;
    const same = finish(world, task, { ...chief, account: 'li' } as Actor);
    await expect(same).rejects.toMatchObject({ code: 'same-person' });
    expect(await stage(world)).toBe('draft');
    await finish(world, task, { ...chief, account: 'wang' } as Actor);
    expect(await stage(world)).toBe('reviewed');
  });

  it('once its campaign is closed', async () => {
    const world = await draftedReport();
    await world.db.updateTable('campaign').set({ status: 'closed' }).execute();
    await expect(finish(world, (await open(world)).id, chief)).rejects.toMatchObject({ code: 'campaign-closed' });
  });
});

describe('a call', () => {
  const withCall = async () => {
    const world = await jiningWorld();
    await drive(world, { offices: ['yanzhou'], from: '2023-10-09 14:00', until: '2023-10-09 15:10' });
    const [task] = await tasks(world);
    const said = { task: task?.id ?? '', answeredBy: '经办人', promiseUntil: moment('2023-10-11 17:30'), note: '' };
    const log = (change: Partial<Parameters<typeof logCall>[1]>) =>
      logCall(world.ctx, { ...said, actor: operator, now: moment('2023-10-09 15:20'), ...change });
    return { world, log };
  };

  it('of the operator is not logged by the chief', async () => {
    const { world, log } = await withCall();
    await expect(log({ actor: chief })).rejects.toMatchObject({ code: 'task-not-yours' });
    expect(await world.db.selectFrom('call').select('id').execute()).toEqual([]);
  });

  it.each([
    ['a promise that nobody gave', { answeredBy: null }, '无人接听'],
    ['nobody’s name for somebody', { answeredBy: ' ' }, '接听人'],
    ['a promise for a day that is over', { promiseUntil: moment('2023-10-08 17:30') }, '已经过去'],
    [
      'a promise for an hour of that day that is over',
      { promiseUntil: moment('2023-10-09 14:49') },
      '请与对方另约时间',
    ],
    ['a promise for the year after next', { promiseUntil: moment('2025-10-11 17:30') }, '一年以后'],
  ])('is not logged with %s', async (_, change, problem) => {
    const { world, log } = await withCall();
    const attempt = log(change);
    await expect(attempt).rejects.toMatchObject({ code: 'entry-invalid' });
    await expect(attempt).rejects.toThrow(problem);
    expect((await tasks(world))[0]?.state).toBe('open');
  });
});

it('a call noted down within half an hour of the promised hour is logged with it', async () => {
  const world = await jiningWorld();
  await drive(world, { offices: ['yanzhou'], from: '2023-10-09 14:00', until: '2023-10-09 15:10' });
  const [task] = await tasks(world);
  await logCall(world.ctx, {
    ...{ task: task?.id ?? '', answeredBy: '经办人', promiseUntil: moment('2023-10-09 14:50'), note: '' },
    ...{ actor: operator, now: moment('2023-10-09 15:20') },
  });
  expect((await tasks(world))[0]?.state).toBe('done');
});

describe('sending a document back is refused', () => {
  it('without a reason, to whom it does not wait for, and for what is no document', async () => {
    const world = await draftedReport();
    const { id } = await open(world);
    await expect(sendBack(world, id, { reason: ' ' })).rejects.toMatchObject({ code: 'reason-missing' });
    await expect(sendBack(world, id, { actor: deputy })).rejects.toMatchObject({ code: 'task-not-yours' });
    await expect(sendBack(world, id, { actor: superior })).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(sendBack(world, 'no/such/task')).rejects.toMatchObject({ code: 'task-unknown' });
    expect((await open(world)).id).toBe(id);
  });

  it('when it was sent back or passed on before', async () => {
    const world = await draftedReport();
    const { id } = await open(world);
    await finish(world, id, chief);
    await expect(sendBack(world, id)).rejects.toMatchObject({ code: 'task-closed' });
  });
});

describe('the report', () => {
  it('that the reviewer refuses goes to its drafter with the reason, and comes to review again', async () => {
    const world = await draftedReport();
    const { id: review } = await open(world);
    await sendBack(world, review);
    const redraft = await open(world);
    expect(redraft).toMatchObject({ assigned_to: 'operator', script: 'report-redraft' });
    expect(redraft.title).toContain('退回理由：数据口径未说明');
    await finish(world, redraft.id, operator);
    const again = await open(world);
    expect([again.id, again.assigned_to]).toEqual([`${review}/2`, 'chief']);
    await finish(world, again.id, chief);
    expect(await stage(world)).toBe('reviewed');
  });

  it('that a signatory refuses goes one stage back', async () => {
    const world = await draftedReport();
    await finish(world, (await open(world)).id, chief);
    await finish(world, (await open(world)).id, deputy);
    await sendBack(world, (await open(world)).id, { actor: leader, reason: '请会签部门补充意见' });
    expect(await stage(world)).toBe('reviewed');
    expect(await open(world)).toMatchObject({ script: 'report-countersign', assigned_to: 'deputy' });
    expect(await steps(world)).toEqual([
      'drafted 基金监管科经办人 — → draft',
      'approved 基金监管科科长 draft → reviewed',
      'approved 分管副局长 reviewed → countersigned',
      'returned 局长 countersigned → reviewed',
    ]);
    for (let left = 2; left > 0; left--) {
      const task = await open(world);
      await finish(world, task.id, officerOf(task.assigned_to));
    }
    expect(await stage(world)).toBe('issued');
  });

  it('is replaced by the corrected draft, which is what the reviewer then reads', async () => {
    const world = await draftedReport();
    const { id: review } = await open(world);
    const file = { name: '总结报告（改）.docx', bytes: await filledReport('济宁市医疗保障局') };
    const redraft = (task: string, bytes: Uint8Array = file.bytes) =>
      redraftDocument(world.ctx, { task, file: { ...file, bytes }, actor: operator, now: moment(NOW) });
    await expect(redraft(review)).rejects.toMatchObject({ code: 'entry-invalid' });
    await sendBack(world, review);
    const { id } = await open(world);
    await expect(redraft(id, Buffer.from('no document'))).rejects.toMatchObject({ kind: 'bad-input' });
    expect((await open(world)).id).toBe(id);
    await redraft(id);
    const { bytes } = await taskFile(world.ctx, { task: (await open(world)).id });
    expect((await readReport(bytes, 'x.docx')).text).toContain('对发现的问题逐一整改');
  });
});

describe('while its campaign is paused', () => {
  const onList = async (world: World) =>
    (await listTasks(world.ctx, { campaign: CAMPAIGN })).filter((t) => t.state === 'open').map((t) => t.id);
  const counted = async ({ ctx }: World) => (await board(ctx, { campaign: CAMPAIGN, now: moment(NOW) })).counts;

  it.each([
    ['reviewed', chief, async () => undefined],
    ['issued', deputy, async (world: World) => finish(world, (await open(world, 'sign')).id, chief)],
  ])(
    'no letter is %s or sent back: it is off the list, like the calls, until the campaign goes on',
    async (_, actor, goOn) => {
      const world = await withLetter();
      await goOn(world);
      const letter = (await open(world, 'sign')).id;
      expect(await counted(world)).toMatchObject({ openCalls: 1, openTasks: 1 });
      await change(world, 'pause', { at: NOW });
      expect(await onList(world)).toEqual([]);
      expect(await counted(world)).toMatchObject({ openCalls: 0, openTasks: 0 });
      for (const attempt of [() => finish(world, letter, actor), () => sendBack(world, letter, { actor })])
        await expect(attempt()).rejects.toMatchObject({
          code: 'entry-state',
          message: expect.stringContaining('已暂停'),
        });
      await change(world, 'resume', { at: NOW });
      expect(await onList(world)).toEqual([letter]);
      await finish(world, letter, actor);
    },
  );

  it('the bureau’s own report goes on through its stages', async () => {
    const world = await draftedReport();
    await change(world, 'pause', { at: NOW });
    const review = (await open(world)).id;
    expect(await onList(world)).toEqual([review]);
    await finish(world, review, chief);
    expect(await stage(world)).toBe('reviewed');
    expect(await counted(world)).toMatchObject({ openTasks: 1 });
  });
});
