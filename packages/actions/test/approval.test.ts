import { board } from '@duban/actions/board';
import { completeTask } from '@duban/actions/complete-task';
import type { Actor } from '@duban/actions/context';
import { documentSteps } from '@duban/actions/document-steps';
import { listTasks } from '@duban/actions/list-tasks';
import { logCall } from '@duban/actions/log-call';
import { obligationView } from '@duban/actions/obligation-view';
import { redraftDocument } from '@duban/actions/redraft-document';
import { returnDocument } from '@duban/actions/return-document';
import { taskFile } from '@duban/actions/stored-files';
import { formatMinute } from '@duban/base/time';
import { readReport } from '@duban/documents';
import { describe, expect, it } from 'vitest';
import { change } from './change-status.ts';
import { draftedReport, REPORT } from './drafted-report.ts';
import { drive } from './drive.ts';
import { filledReport, send } from './sheets.ts';
import {
  CAMPAIGN,
  chief,
  clerkOf,
  deputy,
  jining,
  jiningWorld,
  leader,
  moment,
  officerOf,
  operator,
  owes,
  roundOf,
  superior,
  tasks,
  type World,
} from './world.ts';

const NOW = '2023-12-19 09:00';

/** A county that filed nothing for the third quarter, and nothing for the fourth: a letter waits for its signature. */
async function withLetter(of: typeof jining = jining): Promise<World> {
  const world = await jiningWorld(of);
  const frozen = { frozen_at: moment('2023-10-11 00:00'), merged_at: moment('2023-10-19 00:00') };
  await world.db.updateTable('round').set(frozen).where('id', '=', roundOf()).execute();
  await drive(world, { offices: ['yanzhou'], from: '2023-12-13 08:30', until: '2023-12-13 18:00' });
  return world;
}

const open = async (world: World, kind?: string) => {
  const task = (await tasks(world)).find((t) => t.state === 'open' && t.kind !== 'call' && (!kind || t.kind === kind));
  if (!task) throw new Error('no open task');
  return task;
};
const finish = ({ ctx }: World, task: string, actor: Actor) => completeTask(ctx, { task, actor, now: moment(NOW) });
const sendBack = ({ ctx }: World, task: string, change: { actor?: Actor; reason?: string } = {}) =>
  returnDocument(ctx, { task, reason: '数据口径未说明', actor: chief, now: moment(NOW), ...change });
const stage = async ({ db }: World) =>
  (await db.selectFrom('document').select('stage').executeTakeFirstOrThrow()).stage;
const steps = async (world: World, document = REPORT) =>
  (await documentSteps(world.ctx, { document })).map((s) => `${s.action} ${s.by} ${s.from ?? '—'} → ${s.to}`);

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

describe('a letter', () => {
  const reviewed = async (world: World) => {
    const letter = await open(world, 'sign');
    await finish(world, letter.id, chief);
    return { letter, issue: await open(world, 'sign') };
  };

  it('leaves by 拟稿 → 核稿 → 签发: drafted by the system, reviewed by the section chief, issued by the deputy, each on record', async () => {
    const world = await withLetter();
    const { letter, issue } = await reviewed(world);
    expect([letter.assigned_to, issue.assigned_to, issue.blob]).toEqual(['chief', 'deputy', letter.blob]);
    expect(letter.title).toMatch(/^催报单核稿：兖州区，/);
    expect(issue.title).toBe(letter.title.replace('核稿', '签发'));
    await finish(world, issue.id, deputy);
    expect((await tasks(world)).filter((t) => t.state === 'open' && t.kind !== 'call')).toEqual([]);
    expect(await steps(world, letter.id)).toEqual([
      'drafted 系统 — → draft',
      'approved 基金监管科科长 draft → reviewed',
      'approved 分管副局长 reviewed → issued',
    ]);
    const [, , issued] = await documentSteps(world.ctx, { document: letter.id });
    expect(issued?.at).toBe(moment(NOW));
  });

  it('is shown with each of its steps among what was done about the sheet: by whom, when', async () => {
    const world = await withLetter();
    const shown = async () =>
      (await obligationView(world.ctx, { obligation: owes('yanzhou', '2023Q4'), now: moment(NOW) })).chases
        .filter(({ what }) => what.startsWith('催报单'))
        .map(({ at, what, state }) => `${formatMinute(at)} ${what} ${state}`);
    const { issue } = await reviewed(world);
    const before = ['2023-12-13 09:00 催报单送签：系统 已拟稿', '2023-12-19 09:00 催报单送签：基金监管科科长 已核稿'];
    expect(await shown()).toEqual([...before, '2023-12-19 09:00 催报单送签：分管副局长 待办']);
    await completeTask(world.ctx, { task: issue.id, actor: deputy, now: moment('2023-12-19 10:30') });
    expect(await shown()).toEqual([...before, '2023-12-19 10:30 催报单送签：分管副局长 已签发']);
  });

  it.each([
    ['the operator', operator],
    ['the deputy', deputy],
    ['the leader', leader],
  ])('is not reviewed by %s', async (_, actor) => {
    const world = await withLetter();
    const { id } = await open(world, 'sign');
    for (const attempt of [() => finish(world, id, actor), () => sendBack(world, id, { actor })])
      await expect(attempt()).rejects.toMatchObject({ code: 'task-not-yours' });
    expect(await steps(world, id)).toEqual(['drafted 系统 — → draft']);
  });

  it.each([
    ['the operator', operator],
    ['the chief', chief],
    ['the leader', leader],
  ])('is not issued by %s where there is a deputy', async (_, actor) => {
    const world = await withLetter();
    const { letter, issue } = await reviewed(world);
    for (const attempt of [() => finish(world, issue.id, actor), () => sendBack(world, issue.id, { actor })])
      await expect(attempt()).rejects.toMatchObject({ code: 'task-not-yours' });
    expect(await steps(world, letter.id)).toHaveLength(2);
  });

  it('is issued by the leader of a bureau that has no deputy', async () => {
    const { bureau } = jining.definition;
    const officers = bureau.officers.filter(({ role }) => role !== 'deputy');
    const world = await withLetter({
      ...jining,
      definition: { ...jining.definition, bureau: { ...bureau, officers } },
    });
    const { letter, issue } = await reviewed(world);
    expect(issue.assigned_to).toBe('leader');
    await finish(world, issue.id, leader);
    expect((await steps(world, letter.id)).at(-1)).toBe('approved 局长 reviewed → issued');
  });

  it('that its reviewer sends back is put right and comes through both stages', async () => {
    const world = await withLetter();
    const letter = await open(world, 'sign');
    await sendBack(world, letter.id, { reason: '称谓有误' });
    const redraft = await open(world, 'check');
    expect(redraft).toMatchObject({ assigned_to: 'operator', office: 'yanzhou' });
    expect(redraft.title).toBe(`${letter.title.replace('催报单核稿', '修改后重新送核：催报单')}（退回理由：称谓有误）`);
    await finish(world, redraft.id, operator);
    const again = await open(world, 'sign');
    expect(again).toMatchObject({ assigned_to: 'chief', title: letter.title, blob: letter.blob });
    await finish(world, again.id, chief);
    await finish(world, (await open(world, 'sign')).id, deputy);
    expect(await steps(world, letter.id)).toEqual([
      'drafted 系统 — → draft',
      'returned 基金监管科科长 draft → draft',
      'drafted 基金监管科经办人 — → draft',
      'approved 基金监管科科长 draft → reviewed',
      'approved 分管副局长 reviewed → issued',
    ]);
  });

  it('that the deputy sends back goes to its drafter, not to its reviewer, and comes through both stages again', async () => {
    const world = await withLetter();
    const { letter, issue } = await reviewed(world);
    await sendBack(world, issue.id, { actor: deputy, reason: '时限写错' });
    const redraft = await open(world);
    expect([redraft.assigned_to, redraft.kind]).toEqual(['operator', 'check']);
    expect(redraft.title).toBe(`${letter.title.replace('催报单核稿', '修改后重新送核：催报单')}（退回理由：时限写错）`);
    const bytes = await filledReport('济宁市医疗保障局');
    const file = { name: '催报单（改）.docx', bytes };
    await redraftDocument(world.ctx, { task: redraft.id, file, actor: operator, now: moment(NOW) });
    const second = await reviewed(world);
    expect(second.letter).toMatchObject({ assigned_to: 'chief', title: letter.title });
    expect(second.issue).toMatchObject({ assigned_to: 'deputy', title: issue.title });
    expect(Buffer.compare((await taskFile(world.ctx, { task: second.issue.id })).bytes, bytes)).toBe(0);
    await finish(world, second.issue.id, deputy);
    expect((await steps(world, letter.id)).slice(2)).toEqual([
      'returned 分管副局长 reviewed → draft',
      'drafted 基金监管科经办人 — → draft',
      'approved 基金监管科科长 draft → reviewed',
      'approved 分管副局长 reviewed → issued',
    ]);
  });

  it('is not reviewed by the account that put it right, whatever function it is signed in with', async () => {
    const world = await withLetter();
    await sendBack(world, (await open(world, 'sign')).id);
    await finish(world, (await open(world, 'check')).id, { ...operator, account: 'li' } as Actor);
    const { id } = await open(world, 'sign');
    const same = finish(world, id, { ...chief, account: 'li' } as Actor);
    await expect(same).rejects.toMatchObject({ code: 'same-person' });
    await finish(world, id, { ...chief, account: 'wang' } as Actor);
    expect((await open(world, 'sign')).assigned_to).toBe('deputy');
  });

  it.each([
    ['with its reviewer', async () => undefined],
    ['with its drafter', async (world: World) => sendBack(world, (await open(world, 'sign')).id)],
    ['with the deputy', async (world: World) => finish(world, (await open(world, 'sign')).id, chief)],
  ])('is not written a second time while it is %s, and leaves the list when the sheets come', async (_, goOn) => {
    const world = await withLetter();
    await goOn(world);
    const before = (await tasks(world)).filter((t) => t.kind !== 'call');
    await drive(world, { offices: ['yanzhou'], from: '2023-12-13 18:00', until: '2023-12-15 00:00' });
    expect((await tasks(world)).filter((t) => t.kind !== 'call')).toHaveLength(before.length);
    await world.db.updateTable('obligation').set({ state: 'exempt' }).where('period', '=', 'final').execute();
    await send(world, { office: 'yanzhou', period: '2023Q4', at: '2023-12-15 09:00' });
    expect((await tasks(world)).filter((t) => t.state === 'open' && t.kind !== 'call')).toEqual([]);
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
