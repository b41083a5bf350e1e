import { type Board, board } from '@duban/actions/board';
import { decide } from '@duban/actions/decide';
import { listCampaigns } from '@duban/actions/list-campaigns';
import { mergeRound } from '@duban/actions/merge-round';
import { localDate } from '@duban/base/time';
import type { DecisionKind } from '@duban/campaign';
import { describe, expect, it } from 'vitest';
import { send, sendAndAccept } from './sheets.ts';
import {
  CAMPAIGN,
  emptyWorld,
  jining,
  jiningWorld,
  LAUNCH,
  moment,
  operator,
  owes,
  roundOf,
  type World,
} from './world.ts';

const look = (world: World, now: string): Promise<Board> => board(world.ctx, { campaign: CAMPAIGN, now: moment(now) });

async function cell(world: World, office: string, about: { period?: string; now: string }) {
  const { rounds, offices } = await look(world, about.now);
  const i = rounds.findIndex((r) => r.id === roundOf(about.period));
  return offices.find((o) => o.id === office)?.cells[i];
}

const judge = (world: World, kind: DecisionKind, about: { office: string; at: string; due?: string }) =>
  decide(world.ctx, {
    obligation: owes(about.office),
    submission: null,
    kind,
    reason: '因机构合并',
    due: about.due === undefined ? null : localDate(about.due),
    actor: operator,
    now: moment(about.at),
  });

describe('the board', () => {
  it('is refused for a campaign that nobody launched', async () => {
    const { ctx } = await emptyWorld();
    const attempt = board(ctx, { campaign: CAMPAIGN, now: LAUNCH });
    await expect(attempt).rejects.toMatchObject({ code: 'campaign-unknown' });
    expect(await listCampaigns(ctx, { now: LAUNCH })).toEqual([]);
  });

  it('shows a campaign as it was launched', async () => {
    const world = await jiningWorld();
    const shown = await look(world, '2023-08-22 09:00');
    expect(shown).toMatchObject({
      id: CAMPAIGN,
      title: jining.definition.title,
      number: '济医保发〔2023〕11号',
      status: 'running',
      launchedAt: LAUNCH,
      now: LAUNCH,
      counts: { sent: 0, waiting: 73, failed: 0, openCalls: 0, openTasks: 0 },
      documents: [],
    });
    expect(shown.rounds.map((r) => [r.what, r.asOf, r.due, r.cutOff, r.counts.owed])).toEqual([
      ['2023年第三季度统计表', '2023-09-30', '2023-10-10', '2023-10-18', 15],
      ['总结报告', null, '2023-12-10', '2023-12-18', 15],
      ['2023年第四季度统计表', '2023-11-30', '2023-12-10', '2023-12-18', 15],
    ]);
    expect(shown.rounds.every((r) => !r.assumed && !r.hasWorkbook && r.mergedAt === null)).toBe(true);
    expect(shown.offices).toHaveLength(15);
    expect(shown.offices[1]).toMatchObject({ id: 'yanzhou', shortName: '兖州区', standing: 'subordinate' });
    expect(shown.offices[1]?.cells[0]).toEqual({
      obligation: owes('yanzhou'),
      state: 'expected',
      due: '2023-10-10',
      dueTime: null,
      originalDue: '2023-10-10',
      days: 49,
      overdue: false,
      punctuality: 'pending',
      firstReceivedAt: null,
      version: 0,
      progress: null,
      extensionUntil: null,
      extended: false,
      registered: null,
      paperDue: null,
      paperArrivedAt: null,
    });
  });

  it('says which phase runs, also where the notice writes only its end (JN23-P2)', async () => {
    const world = await jiningWorld();
    const standings = async (now: string) => (await look(world, now)).phases.map((p) => p.standing);
    expect(await standings('2023-08-31 23:59')).toEqual(['running', 'ahead', 'ahead']);
    expect(await standings('2023-09-01 00:00')).toEqual(['over', 'running', 'ahead']);
    expect(await standings('2023-12-01 00:00')).toEqual(['over', 'over', 'running']);
    expect(await standings('2023-12-11 00:00')).toEqual(['over', 'over', 'over']);
  });

  it('counts what is owed, received, settled and overdue by hand', async () => {
    const world = await jiningWorld();
    await sendAndAccept(world, { office: 'yanzhou', at: '2023-10-09 10:00' });
    await send(world, { office: 'weishan', at: '2023-10-09 11:00' });
    await send(world, { office: 'yutai', at: '2023-10-10 11:00', filling: { change: { 'chkInst.current': 31 } } });
    await judge(world, 'exempt', { office: 'gaoxin', at: '2023-10-10 12:00' });
    await judge(world, 'extend', { office: 'qufu', at: '2023-10-10 12:00', due: '2023-10-12' });
    // 15 without the exempted zone; three came, one waits, one is accepted; not overdue are those three and the extended one.
    expect((await look(world, '2023-10-11 09:00')).rounds[0]?.counts).toEqual({
      owed: 14,
      received: 3,
      review: 1,
      settled: 1,
      overdue: 10,
    });
    expect(await listCampaigns(world.ctx, { now: moment('2023-10-11 09:00') })).toEqual([
      {
        id: CAMPAIGN,
        title: jining.definition.title,
        number: '济医保发〔2023〕11号',
        status: 'running',
        launchedAt: LAUNCH,
        obligations: 44,
        settled: 1,
        overdue: 10,
      },
    ]);
  });

  it('calls a due with an hour overdue from that hour on, in its cells, counts and filters, and not a minute before', async () => {
    const world = await jiningWorld();
    await sendAndAccept(world, { office: 'yanzhou', at: '2023-10-09 10:00' });
    await world.db
      .updateTable('round')
      .set({ due_time: '11:00' as never })
      .where('id', '=', roundOf())
      .execute();
    const at = async (now: string) => {
      const shown = await board(world.ctx, { campaign: CAMPAIGN, now: moment(now), filter: 'overdue' });
      const [listed] = await listCampaigns(world.ctx, { now: moment(now) });
      const [round] = shown.rounds;
      return [round?.dueTime, round?.counts.overdue, shown.filters.overdue, shown.officeCount, listed?.overdue];
    };
    expect(await at('2023-10-10 10:59')).toEqual(['11:00', 0, 0, 0, 0]);
    expect(await at('2023-10-10 11:00')).toEqual(['11:00', 14, 14, 14, 14]);
    expect(await cell(world, 'weishan', { now: '2023-10-10 11:00' })).toMatchObject({ days: 0, overdue: true });
    expect(await cell(world, 'yanzhou', { now: '2023-10-10 11:00' })).toMatchObject({ days: null, overdue: false });
  });

  it('is narrowed by state and by a part of a name; each filter counts obligations over all offices', async () => {
    const world = await jiningWorld();
    await sendAndAccept(world, { office: 'yanzhou', at: '2023-10-09 10:00' });
    await send(world, { office: 'weishan', at: '2023-10-09 11:00' });
    await judge(world, 'exempt', { office: 'gaoxin', at: '2023-10-10 12:00' });
    const narrowed = async (wanted: Partial<Parameters<typeof board>[1]>) => {
      const shown = await board(world.ctx, { campaign: CAMPAIGN, now: moment('2023-10-11 09:00'), ...wanted });
      return { ...shown, names: shown.offices.map((o) => o.shortName) };
    };
    const all = await narrowed({});
    // 3 rounds × 15; one accepted, one to be reviewed, one exempted; twelve of the first round are overdue.
    expect(all.filters).toEqual({ all: 45, missing: 42, review: 1, overdue: 12 });
    expect([all.officeCount, all.names.length]).toEqual([15, 15]);
    expect((await narrowed({ filter: 'review' })).names).toEqual(['微山县']);
    const overdue = await narrowed({ filter: 'overdue' });
    expect(overdue.officeCount).toBe(12);
    expect(overdue.names).not.toContain('兖州区');
    expect(overdue.filters).toEqual(all.filters);
    expect((await narrowed({ find: ' 湖新 ' })).names).toEqual(['太白湖新区']);
    expect(await narrowed({ find: '济南' })).toMatchObject({ names: [], officeCount: 0 });
  });

  it('shows one page of offices in the directory’s order, and how many there are', async () => {
    const world = await jiningWorld();
    const page = async (from: number) =>
      board(world.ctx, { campaign: CAMPAIGN, now: LAUNCH, from, count: 10 }).then((shown) => ({
        count: shown.officeCount,
        names: shown.offices.map((o) => o.shortName),
        owed: shown.rounds[0]?.counts.owed,
      }));
    const names = jining.definition.offices.map((o) => o.shortName);
    expect(await page(0)).toEqual({ count: 15, names: names.slice(0, 10), owed: 15 });
    expect(await page(10)).toEqual({ count: 15, names: names.slice(10), owed: 15 });
    expect((await page(20)).names).toEqual([]);
  });

  it('has the next steps in order, at most forty', async () => {
    const world = await jiningWorld();
    const { next } = await look(world, '2023-09-20 09:00');
    expect(next.length).toBeGreaterThan(20);
    expect(next.length).toBeLessThanOrEqual(40);
    expect(next).toEqual([...next].sort((a, b) => a.at - b.at));
  });
});

describe('a cell', () => {
  it('follows its sheet from hand-in to acceptance', async () => {
    const world = await jiningWorld();
    const at = '2023-10-09 10:00';
    const { submission } = await send(world, { office: 'yanzhou', at });
    const checked = { state: 'checked', days: null, punctuality: 'on-time', firstReceivedAt: moment(at), version: 1 };
    expect(await cell(world, 'yanzhou', { now: '2023-10-12 09:00' })).toMatchObject(checked);
    const now = moment('2023-10-12 09:00');
    await decide(world.ctx, {
      obligation: owes('yanzhou'),
      submission,
      kind: 'accept',
      reason: '',
      due: null,
      actor: operator,
      now,
    });
    const accepted = { ...checked, state: 'accepted' };
    expect(await cell(world, 'yanzhou', { now: '2023-10-13 09:00' })).toMatchObject(accepted);
  });

  it('counts a returned sheet to its correction’s day; it stays on time', async () => {
    const world = await jiningWorld();
    await send(world, { office: 'yanzhou', at: '2023-10-10 10:00', filling: { change: { 'chkInst.current': 31 } } });
    expect(await cell(world, 'yanzhou', { now: '2023-10-11 09:00' })).toMatchObject({
      state: 'returned',
      due: '2023-10-13',
      originalDue: '2023-10-10',
      days: 2,
      punctuality: 'on-time',
      extended: false,
    });
  });

  it('counts an extended one to its new day, and keeps the original', async () => {
    const world = await jiningWorld();
    await judge(world, 'extend', { office: 'yanzhou', at: '2023-10-10 09:00', due: '2023-10-16' });
    expect(await cell(world, 'yanzhou', { now: '2023-10-11 09:00' })).toMatchObject({
      state: 'expected',
      due: '2023-10-16',
      originalDue: '2023-10-10',
      days: 5,
      punctuality: 'pending',
      extended: true,
    });
  });

  it('has no days once it is exempted, and no punctuality', async () => {
    const world = await jiningWorld();
    await judge(world, 'exempt', { office: 'yanzhou', at: '2023-10-10 09:00' });
    const exempt = { state: 'exempt', days: null, punctuality: 'none' };
    expect(await cell(world, 'yanzhou', { now: '2023-10-20 09:00' })).toMatchObject(exempt);
  });

  it('is overdue from midnight on, 未报 only from the cut-off on: until then it may still be 迟报', async () => {
    const world = await jiningWorld();
    const of = async (now: string) => {
      const shown = await cell(world, 'yanzhou', { now });
      return [shown?.days, shown?.punctuality];
    };
    expect(await of('2023-10-10 23:59')).toEqual([0, 'pending']);
    expect(await of('2023-10-11 00:00')).toEqual([-1, 'pending']);
    expect(await of('2023-10-18 23:59')).toEqual([-8, 'pending']);
    expect(await of('2023-10-19 00:00')).toEqual([-9, 'never']);
  });

  it('is 迟报 when its sheet came after the due, 补报 when it came after the cut-off', async () => {
    const world = await jiningWorld();
    await sendAndAccept(world, { office: 'yanzhou', at: '2023-10-11 00:00' });
    await mergeRound(world.ctx, { round: roundOf(), actor: operator, now: moment('2023-10-19 00:00') });
    await sendAndAccept(world, { office: 'weishan', at: '2023-10-19 09:00' });
    const now = '2023-10-20 09:00';
    expect(await cell(world, 'yanzhou', { now })).toMatchObject({ state: 'merged', punctuality: 'late' });
    expect(await cell(world, 'weishan', { now })).toMatchObject({ state: 'accepted', punctuality: 'after-cut-off' });
    expect(await cell(world, 'yutai', { now })).toMatchObject({ state: 'expected', punctuality: 'never' });
    expect((await look(world, now)).rounds[0]).toMatchObject({
      hasWorkbook: true,
      mergedAt: moment('2023-10-19 00:00'),
    });
  });

  it('is null where an office owes nothing in a round', async () => {
    const { definition } = jining;
    const requirements = definition.requirements.map((r) =>
      r.id === 'final-report' ? { ...r, offices: ['weishan'] } : r,
    );
    const world = await jiningWorld({ ...jining, definition: { ...definition, requirements } });
    expect(await cell(world, 'yanzhou', { period: 'final', now: '2023-10-20 09:00' })).toBeNull();
    expect(await cell(world, 'weishan', { period: 'final', now: '2023-10-20 09:00' })).toMatchObject({
      state: 'expected',
    });
  });
});
