import { compileReport } from '@duban/actions/compile-report';
import { completeTask } from '@duban/actions/complete-task';
import { mergeRound } from '@duban/actions/merge-round';
import {
  documentFile,
  markedFile,
  obligationForm,
  roundWorkbook,
  submissionFile,
  taskFile,
} from '@duban/actions/stored-files';
import { readReport } from '@duban/documents';
import { describe, expect, it } from 'vitest';
import { drive } from './drive.ts';
import { filledSheet, send, sendAndAccept } from './sheets.ts';
import {
  CAMPAIGN,
  chief,
  clerkOf,
  jiningWorld,
  moment,
  operator,
  owes,
  roundOf,
  t1,
  tasks,
  type World,
} from './world.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const FAULT = { change: { 'chkInst.current': 31 } } as const;
const AT = '2023-10-09 10:00';

describe('a file is refused', () => {
  it('to a foreign office, whatever it is', async () => {
    const { ctx, ...world } = await jiningWorld();
    const { submission } = await send({ ctx, ...world }, { office: 'yanzhou', at: AT, filling: FAULT });
    const actor = clerkOf('weishan', 'yutai');
    const refused = { code: 'not-allowed' };
    await expect(submissionFile(ctx, { submission, actor })).rejects.toMatchObject(refused);
    await expect(markedFile(ctx, { decision: `${submission}/return`, actor })).rejects.toMatchObject(refused);
    await expect(obligationForm(ctx, { obligation: owes('yanzhou'), actor })).rejects.toMatchObject(refused);
  });

  it('when there is none', async () => {
    const { ctx, ...world } = await jiningWorld();
    const receipt = await sendAndAccept({ ctx, ...world }, { office: 'yanzhou', at: AT });
    const unknown = { code: 'file-unknown' };
    await expect(submissionFile(ctx, { submission: 'x', actor: operator })).rejects.toMatchObject(unknown);
    const decision = `${owes('yanzhou')}/decision/1`;
    await expect(markedFile(ctx, { decision, actor: operator })).rejects.toMatchObject(unknown);
    await expect(markedFile(ctx, { decision: 'x', actor: operator })).rejects.toMatchObject(unknown);
    await expect(roundWorkbook(ctx, { round: roundOf() })).rejects.toMatchObject(unknown);
    await expect(documentFile(ctx, { document: receipt.submission, part: 'docx' })).rejects.toMatchObject(unknown);
    await expect(taskFile(ctx, { task: 'x' })).rejects.toMatchObject(unknown);
    const form = obligationForm(ctx, { obligation: 'x', actor: operator });
    await expect(form).rejects.toMatchObject({ code: 'obligation-unknown' });
  });
});

describe('a file', () => {
  it('that was handed in comes back byte for byte, named by office and form, whatever its own name', async () => {
    const world = await jiningWorld();
    const bytes = await filledSheet(world, owes('yanzhou'), FAULT);
    const first = await send(world, { office: 'yanzhou', at: AT, bytes, name: '新建 工作表(3).xlsx' });
    const actor = clerkOf('yanzhou');
    const file = await submissionFile(world.ctx, { submission: first.submission, actor });
    expect({ name: file.name, type: file.type }).toEqual({ name: '兖州区-2023年第三季度统计表.xlsx', type: XLSX });
    expect(Buffer.from(file.bytes).equals(Buffer.from(bytes))).toBe(true);
    const second = await send(world, { office: 'yanzhou', at: '2023-10-09 11:00' });
    const corrected = await submissionFile(world.ctx, { submission: second.submission, actor: operator });
    expect(corrected.name).toBe('兖州区-2023年第三季度统计表（第2版）.xlsx');
    const report = await send(world, { office: 'yanzhou', period: 'final', at: '2023-12-08 10:00' });
    const { name, type } = await submissionFile(world.ctx, { submission: report.submission, actor });
    expect({ name, type }).toEqual({ name: '兖州区-总结报告.docx', type: DOCX });
  });

  it('that went back carries its marks', async () => {
    const world = await jiningWorld();
    const bytes = await filledSheet(world, owes('yanzhou'), FAULT);
    const { submission } = await send(world, { office: 'yanzhou', at: AT, bytes });
    const marked = await markedFile(world.ctx, { decision: `${submission}/return`, actor: clerkOf('yanzhou') });
    expect(marked.name).toBe('退回修改-兖州区-2023年第三季度统计表.xlsx');
    expect(Buffer.from(marked.bytes).equals(Buffer.from(bytes))).toBe(false);
    const { ctx } = world;
    const read = await ctx.workbooks.read({ bytes: marked.bytes, name: marked.name, table: t1, secret: ctx.secret });
    expect(read.grid['chkInst.current']).toBe(31);
  });

  it('to be filled in is the office’s own template, or the outline of its report', async () => {
    const { ctx } = await jiningWorld();
    const actor = clerkOf('yanzhou');
    const form = await obligationForm(ctx, { obligation: owes('yanzhou'), actor });
    expect([form.name, form.type]).toEqual(['兖州区-2023年第三季度统计表.xlsx', XLSX]);
    const read = await ctx.workbooks.read({ bytes: form.bytes, name: form.name, table: t1, secret: ctx.secret });
    expect(read.identity).toMatchObject({ office: 'yanzhou', period: '2023Q3' });
    const outline = await obligationForm(ctx, { obligation: owes('yanzhou', 'final'), actor });
    expect([outline.name, outline.type]).toEqual(['兖州区-总结报告（提纲）.docx', DOCX]);
    expect((await readReport(outline.bytes, outline.name)).text).toContain('组织领导与部署');
  });

  it('of a round, of the report and of each task is the one that people sign', async () => {
    const world = await jiningWorld();
    await sendAndAccept(world, { office: 'yanzhou', at: AT });
    for (const [period, at] of [
      ['2023Q3', '2023-10-19 00:00'],
      ['2023Q4', '2023-12-19 00:00'],
      ['final', '2023-12-19 00:00'],
    ] as const)
      await mergeRound(world.ctx, { round: roundOf(period), actor: operator, now: moment(at) });
    expect((await roundWorkbook(world.ctx, { round: roundOf() })).name).toBe('2023年第三季度统计表汇总.xlsx');
    const none = roundWorkbook(world.ctx, { round: roundOf('final') });
    await expect(none).rejects.toMatchObject({ code: 'file-unknown' });
    await compileReport(world.ctx, { campaign: CAMPAIGN, actor: operator, now: moment('2023-12-19 09:00') });
    const document = `${CAMPAIGN}/report/summary`;
    const report = await documentFile(world.ctx, { document, part: 'docx' });
    expect([report.name, report.type]).toEqual(['总结报告.docx', DOCX]);
    expect((await documentFile(world.ctx, { document, part: 'xlsx' })).name).toBe('汇总表.xlsx');
    const task = `${document}/report-review`;
    const draft = await taskFile(world.ctx, { task });
    expect(draft).toEqual(report);
    await completeTask(world.ctx, { task, actor: chief, now: moment('2023-12-19 10:00') });
    expect((await taskFile(world.ctx, { task })).name).toBe('总结报告.docx');
  });

  it('of a letter for signature is called as the letter', async () => {
    const world = await lapsedTwice();
    const letter = (await tasks(world)).find((t) => t.kind === 'sign');
    const file = await taskFile(world.ctx, { task: letter?.id ?? '' });
    expect([file.name, file.type]).toEqual(['催报单-兖州区.docx', DOCX]);
    expect((await readReport(file.bytes, file.name)).text).toContain('2023年第四季度统计表');
  });
});

/** A county that filed nothing for the third quarter, and nothing for the fourth. */
async function lapsedTwice(): Promise<World> {
  const world = await jiningWorld();
  const frozen = { frozen_at: moment('2023-10-11 00:00'), merged_at: moment('2023-10-19 00:00') };
  await world.db.updateTable('round').set(frozen).where('id', '=', roundOf()).execute();
  await drive(world, { offices: ['yanzhou'], from: '2023-12-13 08:30', until: '2023-12-13 18:00' });
  return world;
}
