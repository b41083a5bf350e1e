import { board } from '@duban/actions/board';
import { callList } from '@duban/actions/call-list';
import { checkOnly } from '@duban/actions/check-only';
import { decide } from '@duban/actions/decide';
import { deskView } from '@duban/actions/desk-view';
import { launchCampaign } from '@duban/actions/launch-campaign';
import { logProvisional } from '@duban/actions/log-provisional';
import { markPaperArrived } from '@duban/actions/mark-paper-arrived';
import { obligationView } from '@duban/actions/obligation-view';
import { setProgress } from '@duban/actions/set-progress';
import { unmarkPaper } from '@duban/actions/unmark-paper';
import { localDate } from '@duban/base/time';
import type { Progress } from '@duban/campaign';
import { describe, expect, it } from 'vitest';
import { ask, REPORT, WHEN } from './around.ts';
import { drive } from './drive.ts';
import { onlyOwed, tick } from './rounds.ts';
import { filledReport, send, sendAndAccept } from './sheets.ts';
import {
  CAMPAIGN,
  chief,
  clerkOf,
  emptyWorld,
  jining,
  jiningWorld,
  LAUNCH,
  moment,
  obligation,
  operator,
  owes,
  type World,
} from './world.ts';

const stage = (world: World, progress: Progress, at: string) =>
  setProgress(world.ctx, { obligation: REPORT, progress, actor: clerkOf('yanzhou'), revision: null, now: moment(at) });
/** The reminders to Yanzhou in this span. */
async function reminders(world: World, from: string, until: string) {
  const { mails } = await drive(world, { offices: ['yanzhou'], from, until });
  return mails.filter(({ subject }) => !subject.startsWith('【部署】'));
}
/** Only the report of Yanzhou is owed: one debt, one mail. */
async function oneDebt(): Promise<World> {
  const world = await jiningWorld();
  await world.db.updateTable('obligation').set({ state: 'exempt' }).where('id', '!=', REPORT).execute();
  return world;
}

describe('the county’s own progress', () => {
  it('is shown beside the state, is neither a receipt nor a due, and is gone with the hand-in', async () => {
    const world = await jiningWorld();
    const before = await obligation(world, REPORT);
    await stage(world, 'approving', WHEN);
    const after = await obligation(world, REPORT);
    expect(after).toMatchObject({
      state: 'expected',
      progress: 'approving',
      first_received_at: null,
      arm: before.arm,
      due: before.due,
    });
    const desk = await deskView(world.ctx, { campaign: CAMPAIGN, contact: 'yanzhou-a', now: moment(WHEN) });
    expect(desk.offices[0]?.items.find((i) => i.obligation === REPORT)).toMatchObject({
      owed: true,
      revision: after.revision,
      cell: { progress: 'approving', punctuality: 'pending' },
    });
    await send(world, { office: 'yanzhou', period: 'final', at: '2023-12-06 11:00' });
    expect(await obligation(world, REPORT)).toMatchObject({ progress: null, progress_by: null });
    await expect(stage(world, 'filling', '2023-12-06 12:00')).rejects.toMatchObject({ code: 'obligation-settled' });
  });

  it('sends the reminder of what waits for a leader to the leader’s office, in its words, and pesters no clerk', async () => {
    const world = await oneDebt();
    await stage(world, 'sealing', '2023-12-07 10:00');
    const mails = await reminders(world, '2023-12-07 10:00', '2023-12-07 16:00');
    expect(mails.map(({ to }) => to)).toEqual(['fg@yanzhou.example']);
    expect(mails[0]?.text).toContain('当前进度：待用印。请安排用印。');
  });

  it('leaves the reminder with the clerk while the sheet is being filled in', async () => {
    const world = await oneDebt();
    await stage(world, 'filling', '2023-12-07 10:00');
    const mails = await reminders(world, '2023-12-07 10:00', '2023-12-07 16:00');
    expect(mails.map(({ to }) => to)).toEqual(['jg-a@yanzhou.example', 'jg-b@yanzhou.example']);
    expect(mails[0]?.text).toContain('当前进度：填报中。');
  });

  it('changes whom the officer calls and what the script says', async () => {
    const world = await oneDebt();
    await drive(world, { offices: ['yanzhou'], from: '2023-12-07 14:00', until: '2023-12-07 15:30' });
    const call = async () =>
      (await callList(world.db, CAMPAIGN, moment('2023-10-11 10:00'))).find(({ state }) => state === 'open');
    expect((await call())?.person?.title).toBe('兖州区医保局基金监管科经办人');
    await stage(world, 'approving', '2023-12-07 15:40');
    await ask(world, { at: '2023-12-07 15:50' });
    const { person, script } = (await call()) ?? {};
    expect(person?.title).toBe('兖州区医保局分管负责人');
    expect(script).toContain('贵单位已标注“待审签”，烦请您审签。');
    expect(script).toContain('贵单位申请延期至12月13日');
  });
});

describe('the sealed original', () => {
  const mark = (world: World, at: string, arrived = at) =>
    markPaperArrived(world.ctx, {
      obligation: REPORT,
      arrivedAt: moment(arrived),
      actor: operator,
      revision: null,
      now: moment(at),
    });

  async function withPaperDue(): Promise<World> {
    const world = await emptyWorld();
    const { definition } = jining;
    const requirements = definition.requirements.map((r) =>
      r.id === 'final-report' ? { ...r, paperDue: localDate('2023-12-15') } : r,
    );
    await launchCampaign(
      world.ctx,
      { ...jining, definition: { ...definition, requirements } },
      { actor: operator, now: LAUNCH },
    );
    return world;
  }
  const papers = async (world: World, now: string) =>
    (await board(world.ctx, { campaign: CAMPAIGN, now: moment(now) })).papers;

  it('has a due of its own; the board lists those that have not come, until they do', async () => {
    const world = await withPaperDue();
    await send(world, { office: 'yanzhou', period: 'final', at: '2023-12-08 10:00' });
    expect(await papers(world, '2023-12-16 10:00')).toHaveLength(15);
    await mark(world, '2023-12-16 11:00', '2023-12-14 16:00');
    const missing = await papers(world, '2023-12-16 12:00');
    expect(missing).toHaveLength(14);
    expect(missing.map(({ obligation: id }) => id)).not.toContain(REPORT);
    expect(missing[0]).toMatchObject({ what: '总结报告', due: '2023-12-15', days: -1 });
    const { cell, paperBy } = await obligationView(world.ctx, { obligation: REPORT, now: moment('2023-12-16 12:00') });
    expect([cell.paperDue, cell.paperArrivedAt, paperBy]).toEqual([
      '2023-12-15',
      moment('2023-12-14 16:00'),
      '基金监管科经办人',
    ]);
  });

  it('is not marked in the future, nor twice; it is unmarked with a reason', async () => {
    const world = await jiningWorld();
    await expect(mark(world, WHEN, '2023-12-06 10:01')).rejects.toMatchObject({ code: 'arrival-invalid' });
    await mark(world, WHEN);
    await expect(mark(world, WHEN)).rejects.toThrow('已由基金监管科经办人登记为2023-12-06 10:00收到');
    const unmark = (reason: string) =>
      unmarkPaper(world.ctx, { obligation: REPORT, reason, actor: chief, revision: null, now: moment(WHEN) });
    await expect(unmark(' ')).rejects.toMatchObject({ code: 'verb-incomplete' });
    await unmark('没有盖章');
    expect((await obligation(world, REPORT)).paper_arrived_at).toBeNull();
    await expect(unmark('没有盖章')).rejects.toMatchObject({ code: 'paper-settled' });
  });
});

describe('figures phoned in', () => {
  const log = (world: World, figures: readonly { measure: string; value: number }[], at = '2023-10-08 10:00') =>
    logProvisional(world.ctx, {
      obligation: owes('yanzhou'),
      figures,
      note: '经办人电话',
      actor: operator,
      now: moment(at),
    });

  it.each([
    ['of a measure that the table has not', { measure: 'nothing', value: 1 }, '本表没有这个指标'],
    ['that are no whole number', { measure: 'chkInst', value: 1.5 }, '整数'],
    ['below zero', { measure: 'chkInst', value: -1 }, '负数'],
  ])('%s are refused', async (_, figure, words) => {
    const world = await jiningWorld();
    await expect(log(world, [{ measure: 'chkPharm', value: 1 }, figure])).rejects.toThrow(words);
    expect(await world.db.selectFrom('provisional_figure').select('id').execute()).toEqual([]);
  });

  it('may be told of every measure that the officer is offered, and a report offers none', async () => {
    const world = await jiningWorld();
    const look = async (id: string) =>
      (await obligationView(world.ctx, { obligation: id, now: moment('2023-10-08 10:00') })).tellable;
    const offered = await look(owes('yanzhou'));
    await log(
      world,
      offered.map(({ measure }) => ({ measure, value: 1 })),
    );
    expect(await world.db.selectFrom('provisional_figure').select('id').execute()).toHaveLength(offered.length);
    expect(offered).toContainEqual({ measure: 'chkInst', label: '检查定点医药机构', unit: '家', money: false });
    expect(await look(owes('yanzhou', 'final'))).toEqual([]);
  });

  it('are kept call by call, shown as they are printed, and stand beside the sheet in the round, never in its totals', async () => {
    const world = await jiningWorld();
    await log(world, [{ measure: 'chkInst', value: 25 }]);
    await log(
      world,
      [
        { measure: 'chkInst', value: 28 },
        { measure: 'amtRecover', value: 250_000_000 },
      ],
      '2023-10-09 09:00',
    );
    const view = await obligationView(world.ctx, { obligation: owes('yanzhou'), now: moment('2023-10-09 10:00') });
    expect(view.provisional.map(({ display, by }) => [display, by])).toEqual([
      ['28家', '基金监管科经办人'],
      ['250.00万元', '基金监管科经办人'],
    ]);
    expect(view.cell.state).toBe('expected');
    await onlyOwed(world, ['yanzhou']);
    await sendAndAccept(world, { office: 'yanzhou', at: '2023-10-09 10:00' });
    let printed: Parameters<World['ctx']['workbooks']['merge']>[0] | null = null;
    const { merge } = world.ctx.workbooks;
    const ctx = {
      ...world.ctx,
      workbooks: {
        ...world.ctx.workbooks,
        merge: async (input: Parameters<typeof merge>[0]) => {
          printed = input;
          return merge(input);
        },
      },
    };
    await tick({ ...world, ctx }, '2023-10-11 00:00');
    const input = printed as Parameters<typeof merge>[0] | null;
    const row = input?.rows.find(({ office }) => office === 'yanzhou');
    expect(row?.provisional).toEqual({ 'chkInst.current': 28, 'amtRecover.current': 250_000_000 });
    expect(input?.totals['chkInst.current']).toBe(30);
  });
});

describe('a reopened sheet', () => {
  const reopen = (world: World, id: string, at: string) =>
    decide(world.ctx, {
      obligation: id,
      submission: null,
      kind: 'reopen',
      reason: '省局要求核实金额',
      due: null,
      actor: operator,
      now: moment(at),
    });

  it('makes its round stale, and every document made since the merge, but none that rests on other figures', async () => {
    const world = await jiningWorld();
    await onlyOwed(world, ['yanzhou']);
    await sendAndAccept(world, { office: 'yanzhou', at: '2023-10-09 10:00' });
    const blob = await world.db.selectFrom('blob').select('sha256').executeTakeFirstOrThrow();
    const document = (id: string, at: string) => ({
      ...{ id, campaign: CAMPAIGN, kind: 'summary', stage: 'draft' as const, docx: blob.sha256, xlsx: null },
      ...{ snapshot: 's', created_at: moment(at), issued_at: null },
    });
    await world.db
      .insertInto('snapshot')
      .values({ id: 's', campaign: CAMPAIGN, figures: '{}', created_at: LAUNCH })
      .execute();
    await world.db.insertInto('document').values(document('before', '2023-10-10 10:00')).execute();
    await tick(world, '2023-10-11 00:00');
    await world.db.insertInto('document').values(document('after', '2023-10-12 10:00')).execute();
    await reopen(world, owes('yanzhou'), '2023-10-20 10:00');
    const shown = await board(world.ctx, { campaign: CAMPAIGN, now: moment('2023-10-20 11:00') });
    const stale = { since: moment('2023-10-20 10:00'), reason: '兖州区2023年第三季度统计表：省局要求核实金额' };
    expect(shown.rounds.map((r) => r.stale)).toEqual([stale, null, null]);
    expect(shown.documents.map((d) => [d.id, d.stale])).toEqual([
      ['after', stale],
      ['before', null],
    ]);
    const view = await obligationView(world.ctx, { obligation: owes('yanzhou'), now: moment('2023-10-20 11:00') });
    expect(view.stale).toEqual(stale);
  });

  it('that was in no figures yet makes nothing stale', async () => {
    const world = await jiningWorld();
    await sendAndAccept(world, { office: 'yanzhou', period: 'final', at: WHEN });
    await reopen(world, REPORT, '2023-12-06 12:00');
    const shown = await board(world.ctx, { campaign: CAMPAIGN, now: moment('2023-12-06 13:00') });
    expect(shown.rounds.every((r) => r.stale === null)).toBe(true);
  });
});

it('先查后报 is open to the officer as well, and leaves no trace of that either', async () => {
  const world = await jiningWorld();
  const before = await world.db.selectFrom('event').select('seq').execute();
  const file = { name: '总结.docx', bytes: await filledReport('yanzhou') };
  const look = { obligation: REPORT, file, now: moment(WHEN) };
  expect(await checkOnly(world.ctx, { ...look, actor: operator })).toMatchObject({ fit: true });
  expect(await world.db.selectFrom('event').select('seq').execute()).toEqual(before);
  expect(await obligation(world, REPORT)).toMatchObject({ state: 'expected', version: 0 });
});
