import { completeTask } from '@duban/actions/complete-task';
import { recompileReport } from '@duban/actions/recompile-report';
import { returnDocument } from '@duban/actions/return-document';
import { proveDocument } from '@duban/documents';
import { getBlob } from '@duban/ledger';
import { describe, expect, it } from 'vitest';
import { mergedWorld } from './merged-world.ts';
import { CHECKED, figures } from './rounds.ts';
import { sendAndAccept } from './sheets.ts';
import {
  advance,
  again,
  compile,
  compiledWorld,
  correct,
  documents,
  ID,
  onObligation,
  open,
  snapshots,
} from './stale-report.ts';
import {
  chief,
  clerkOf,
  deputy,
  eventKinds,
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

describe('compiling the report again is refused', () => {
  it.each([
    ['an office', clerkOf('yanzhou')],
    ['a signatory', deputy],
    ['a superior', superior],
  ])('to %s', async (_, actor) => {
    await expect(again(await jiningWorld(), { actor })).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('before it was compiled, and in a campaign that is closed or that there is not', async () => {
    const world = await jiningWorld();
    await expect(again(world)).rejects.toMatchObject({ code: 'entry-state', details: { state: '还没有编制' } });
    await world.db.updateTable('campaign').set({ status: 'closed' }).execute();
    await expect(again(world)).rejects.toMatchObject({ code: 'campaign-closed' });
    const unknown = recompileReport(world.ctx, { campaign: 'none', actor: operator, now: moment('2023-12-21 09:00') });
    await expect(unknown).rejects.toMatchObject({ code: 'campaign-unknown' });
  });

  it('while its figures hold: nobody gets a second version of the same', async () => {
    const world = await compiledWorld();
    const before = { documents: await documents(world), snapshots: await snapshots(world) };
    await expect(again(world)).rejects.toMatchObject({ code: 'entry-state', details: { state: '依据的数据没有变动' } });
    expect({ documents: await documents(world), snapshots: await snapshots(world) }).toEqual(before);
  });

  it('while a sheet that was in the figures is not settled again; then no round is merged again, not even one that could be', async () => {
    const world = await compiledWorld();
    await onObligation(world, 'reopen');
    await correct(world);
    await onObligation(world, 'reopen', { id: owes('yanzhou', '2023Q4') });
    const before = { documents: await documents(world), snapshots: await snapshots(world) };
    await expect(again(world)).rejects.toMatchObject({
      code: 'correction-open',
      details: { what: expect.stringContaining('第四季度'), offices: '兖州区' },
    });
    expect({ documents: await documents(world), snapshots: await snapshots(world) }).toEqual(before);
    expect((await round(world)).stale_since).toBe(moment('2023-12-20 10:00'));
  });
});

describe('a report whose figures do not hold', () => {
  it('takes no further stage, and says why; it may be sent back', async () => {
    const world = await compiledWorld();
    await advance(world, '2023-12-19 10:00');
    await onObligation(world, 'reopen');
    const before = await open(world);
    await expect(advance(world, '2023-12-20 11:00')).rejects.toMatchObject({
      code: 'document-stale',
      details: { title: '总结报告', reason: '兖州区2023年第三季度统计表：核实金额', verb: '会签' },
    });
    expect(await open(world)).toEqual(before);
    expect((await documents(world))[0]?.stage).toBe('reviewed');
    const task = (await tasks(world)).find((t) => t.script === 'report-countersign')?.id ?? '';
    await returnDocument(world.ctx, { task, reason: '数据待核', actor: deputy, now: moment('2023-12-20 12:00') });
    await expect(advance(world, '2023-12-20 13:00')).rejects.toMatchObject({ code: 'document-stale' });
  });

  it('is not saved by being compiled only after the sheet was taken back', async () => {
    const world = await mergedWorld();
    await onObligation(world, 'reopen', { at: '2023-12-19 08:30' });
    await compile(world);
    await expect(advance(world, '2023-12-19 10:00')).rejects.toMatchObject({ code: 'document-stale' });
  });
});

describe('the report compiled again', () => {
  it('has the corrected figures in new snapshots, beside those that were', async () => {
    const world = await compiledWorld();
    const first = await figures(world, `${ID}/snapshot`);
    await onObligation(world, 'reopen');
    await correct(world);
    await again(world);
    expect(await round(world)).toMatchObject({
      snapshot: `${roundOf()}/merge/2`,
      stale_since: null,
      stale_reason: null,
      merged_at: moment('2023-12-21 09:00'),
    });
    // 30 + 60, then 90 + 60.
    expect((await figures(world))[CHECKED]?.value).toBe(90);
    expect((await figures(world, `${roundOf()}/merge/2`))[CHECKED]?.value).toBe(150);
    expect(await figures(world, `${ID}/snapshot`)).toEqual(first);
    const [document, ...more] = await documents(world);
    expect(more).toEqual([]);
    expect(document).toMatchObject({ id: ID, snapshot: `${ID}/snapshot/2`, stage: 'draft', stale_since: null });
    const snapshot = { id: `${ID}/snapshot/2`, figures: await figures(world, `${ID}/snapshot/2`) };
    expect(snapshot.figures[CHECKED]?.value).toBe(150);
    expect(proveDocument(await getBlob(world.db, document?.docx ?? ''), snapshot).problems).toEqual([]);
    expect(await obligation(world, owes('yanzhou'))).toMatchObject({
      state: 'merged',
      merged_submission: `${owes('yanzhou')}#2`,
    });
  });

  it('takes nobody in who was not in the figures: a 补报 stays one, and who was on time stays so', async () => {
    const world = await compiledWorld();
    await onObligation(world, 'reopen');
    await correct(world);
    await again(world);
    const counts = await figures(world, `${ID}/snapshot/2`);
    const count = (what: string) => counts[`count.quarterly-table.2023Q3.${what}`]?.value;
    expect(['included', 'onTime', 'late'].map(count)).toEqual([2, 1, 1]);
    expect(counts['count.afterCutOff']?.value).toBe(
      (await figures(world, `${ID}/snapshot`))['count.afterCutOff']?.value,
    );
    expect(await obligation(world, owes('weishan'))).toMatchObject({ state: 'accepted', merged_submission: null });
  });

  it('leaves the rounds alone whose figures hold', async () => {
    const world = await compiledWorld();
    const before = await round(world, '2023Q4');
    await onObligation(world, 'reopen');
    await correct(world);
    await again(world);
    expect(await round(world, '2023Q4')).toEqual(before);
  });

  it('no longer has an office that was exempted from its correction', async () => {
    const world = await compiledWorld();
    await onObligation(world, 'reopen');
    await onObligation(world, 'exempt', { at: '2023-12-20 11:00' });
    await again(world);
    expect((await figures(world, `${ID}/snapshot/2`))[CHECKED]?.value).toBe(60);
    expect(await obligation(world, owes('yanzhou'))).toMatchObject({ state: 'exempt', merged_submission: null });
  });

  it('begins its chain anew: what waited is off the list, the chief has the new draft', async () => {
    const world = await compiledWorld();
    await advance(world, '2023-12-19 10:00');
    await onObligation(world, 'reopen');
    await correct(world);
    await again(world);
    expect(await open(world)).toEqual([`${ID}/report-review/2 chief`]);
    const stopped = { task: `${ID}/report-countersign`, actor: deputy, now: moment('2023-12-21 10:00') };
    await expect(completeTask(world.ctx, stopped)).rejects.toMatchObject({ code: 'task-closed' });
    const drafts = await messages(world, 'report-draft');
    expect(drafts.map((m) => [m.id, m.recipient])).toEqual([
      [`${ID}/draft`, 'chief'],
      [`${ID}/draft/2`, 'chief'],
    ]);
    expect((await messages(world, 'round-merged')).map((m) => m.id)).toContain(`${roundOf()}/merged/2`);
    for (const at of ['2023-12-21 10:00', '2023-12-21 11:00', '2023-12-21 12:00']) await advance(world, at);
    expect((await documents(world))[0]).toMatchObject({ stage: 'issued', issued_at: moment('2023-12-21 12:00') });
  });

  it('is made once when two ask for it at the same moment', async () => {
    const world = await compiledWorld();
    await onObligation(world, 'reopen');
    await correct(world);
    await Promise.allSettled([again(world), again(world, { actor: chief })]);
    const kinds = await eventKinds(world);
    expect(kinds.filter((kind) => kind === 'round-merged-again')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'report-compiled')).toHaveLength(2);
    expect(await open(world)).toEqual([`${ID}/report-review/2 chief`]);
  });

  it('says so itself when a sheet is taken back again', async () => {
    const world = await compiledWorld();
    for (const day of ['20', '22']) {
      await onObligation(world, 'reopen', { at: `2023-12-${day} 10:00` });
      await sendAndAccept(world, {
        office: 'yanzhou',
        at: `2023-12-${day} 15:00`,
        filling: { times: day === '20' ? 3 : 4 },
      });
      expect((await documents(world))[0]?.stale_since).toBe(moment(`2023-12-${day} 10:00`));
      await again(world, { at: `2023-12-${day} 16:00` });
    }
    expect((await figures(world, `${roundOf()}/merge/3`))[CHECKED]?.value).toBe(180);
    expect((await documents(world))[0]).toMatchObject({ snapshot: `${ID}/snapshot/3`, stale_since: null });
  });
});
