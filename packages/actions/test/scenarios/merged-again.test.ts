import { board } from '@duban/actions/board';
import { decide } from '@duban/actions/decide';
import { mergeRoundAgain } from '@duban/actions/merge-round-again';
import { obligationView } from '@duban/actions/obligation-view';
import { eventsOf, getBlob } from '@duban/ledger';
import { describe, expect, it } from 'vitest';
import { nil } from '../around.ts';
import { mergedWorld } from '../merged-world.ts';
import { CHECKED, figures, merge } from '../rounds.ts';
import { cleanGrid, send, sendAndAccept } from '../sheets.ts';
import { advance, again, compile, correct, documents, ID, onObligation } from '../stale-report.ts';
import {
  CAMPAIGN,
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
  type World,
} from '../world.ts';

const mergeAgain = (world: World, more: Partial<Parameters<typeof mergeRoundAgain>[1]> = {}) =>
  mergeRoundAgain(world.ctx, {
    ...{ round: roundOf(), reason: '省局同意补报', actor: operator, now: moment('2023-12-20 09:00') },
    ...more,
  });

// mergedWorld: 兖州区 30 and 任城区 60 are in the figures of the third quarter, 微山县 (30) came after it was merged.
describe('merging a round again is refused', () => {
  it.each([
    ['an office', clerkOf('yanzhou')],
    ['a signatory', deputy],
    ['a superior', superior],
  ])('to %s', async (_, actor) => {
    await expect(mergeAgain(await jiningWorld(), { actor })).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('without a reason, for a round that there is not, and for one that is not merged yet', async () => {
    const world = await jiningWorld();
    await expect(mergeAgain(world, { reason: ' ' })).rejects.toMatchObject({ code: 'reason-missing' });
    await expect(mergeAgain(world, { round: 'none' })).rejects.toMatchObject({ code: 'entry-unknown' });
    await expect(mergeAgain(world)).rejects.toMatchObject({ code: 'entry-state', details: { state: '还没有汇总' } });
  });

  it('when nothing was accepted since: nobody gets a second table of the same figures', async () => {
    const world = await mergedWorld();
    const nothing = { code: 'entry-state', details: { state: '没有汇总后通过的材料' } };
    await expect(mergeAgain(world, { round: roundOf('final') })).rejects.toMatchObject(nothing);
    await mergeAgain(world);
    await expect(mergeAgain(world)).rejects.toMatchObject(nothing);
  });

  it('while a sheet that was in the figures is being corrected: it would be in neither table', async () => {
    const world = await mergedWorld();
    await onObligation(world, 'reopen');
    const open = { code: 'correction-open', details: { offices: '兖州区' } };
    await expect(mergeAgain(world, { now: moment('2023-12-20 11:00') })).rejects.toMatchObject(open);
  });

  it('once the campaign has ended', async () => {
    const world = await mergedWorld();
    await world.db.updateTable('campaign').set({ status: 'closed' }).execute();
    await expect(mergeAgain(world)).rejects.toMatchObject({ code: 'campaign-closed' });
  });
});

describe('A 补报 that is accepted after its round was merged', () => {
  it('changes nothing by itself, and the board says how many are left out', async () => {
    const world = await mergedWorld();
    const seen = await board(world.ctx, { campaign: CAMPAIGN, now: moment('2023-12-19 09:00') });
    expect(seen.rounds.map(({ id, merges, left }) => [id, merges, left])).toEqual([
      [roundOf(), 1, 1],
      [roundOf('final'), 1, 0],
      [roundOf('2023Q4'), 1, 1],
    ]);
    expect((await figures(world))[CHECKED]?.value).toBe(90);
  });

  it('is in the figures once the round is merged again; the figures before keep their snapshot and their table', async () => {
    const world = await mergedWorld();
    const before = await round(world);
    await mergeAgain(world);
    const after = await round(world);
    expect(after).toMatchObject({ snapshot: `${roundOf()}/merge/2`, merged_at: moment('2023-12-20 09:00') });
    expect((await figures(world))[CHECKED]?.value).toBe(90);
    expect((await figures(world, `${roundOf()}/merge/2`))[CHECKED]?.value).toBe(120);
    expect(after.workbook).not.toBe(before.workbook);
    expect((await getBlob(world.db, before.workbook ?? '')).byteLength).toBeGreaterThan(0);
    expect(await obligation(world, owes('weishan'))).toMatchObject({
      state: 'merged',
      merged_submission: `${owes('weishan')}#1`,
    });
    const merged = (await eventsOf(world.db, CAMPAIGN)).findLast(({ kind }) => kind === 'round-merged-again');
    expect(merged).toMatchObject({
      actor: operator.name,
      data: {
        replaces: `${roundOf()}/merge`,
        replacesWorkbook: before.workbook,
        offices: ['微山县'],
        reason: '省局同意补报',
      },
    });
    const seen = await board(world.ctx, { campaign: CAMPAIGN, now: moment('2023-12-20 09:00') });
    expect(seen.rounds[0]).toMatchObject({ merges: 2, left: 0, stale: null });
  });

  it('is still a 补报: who was late stays so, and the officer is told that the table before is used no longer', async () => {
    const world = await mergedWorld();
    await mergeAgain(world);
    const seen = await board(world.ctx, { campaign: CAMPAIGN, now: moment('2023-12-20 09:00') });
    const weishan = seen.offices.find(({ id }) => id === 'weishan');
    expect(weishan?.cells[0]).toMatchObject({ state: 'merged', punctuality: 'after-cut-off' });
    const told = (await messages(world, 'round-merged')).find(({ id }) => id === `${roundOf()}/merged/2`);
    expect(told?.facts).toMatchObject({ included: 3, takenIn: ['微山县'], afterCutOff: [] });
  });

  it('is not what was filed in time and decided on after the cut-off: that is 审核后计入, and on time', async () => {
    const world = await jiningWorld();
    await sendAndAccept(world, { office: 'yanzhou', at: '2023-10-09 10:00' });
    const { submission } = await send(world, { office: 'wenshang', at: '2023-10-09 11:00' });
    await send(world, { office: 'yutai', at: '2023-10-09 12:00', filling: { change: { 'chkInst.current': 31 } } });
    await merge(world, '2023-10-19 00:00');
    const told = async (which: string) =>
      (await messages(world, 'round-merged')).find(({ id }) => id === `${roundOf()}/${which}`)?.facts;
    expect(await told('merged')).toMatchObject({ included: 1, pending: ['汶上县'], returned: ['鱼台县'] });
    await decide(world.ctx, {
      ...{ obligation: owes('wenshang'), submission, kind: 'accept', reason: '', due: null },
      ...{ actor: operator, now: moment('2023-10-19 09:00') },
    });
    await sendAndAccept(world, { office: 'weishan', at: '2023-10-19 10:00' });
    await mergeAgain(world, { now: moment('2023-10-20 09:00') });
    expect(await told('merged/2')).toMatchObject({
      ...{ included: 3, takenIn: ['微山县'], reviewed: ['汶上县'] },
      ...{ pending: [], returned: ['鱼台县'], afterCutOff: [] },
    });
    const event = (await eventsOf(world.db, CAMPAIGN)).findLast(({ kind }) => kind === 'round-merged-again');
    expect(event?.data).toMatchObject({ offices: ['微山县', '汶上县'], late: ['微山县'], reviewed: ['汶上县'] });
    const stale = (await eventsOf(world.db, CAMPAIGN)).findLast(({ kind }) => kind === 'figures-stale');
    expect(stale?.data).toMatchObject({
      reason: '2023年第三季度统计表重新汇总，计入微山县补报，审核后计入汶上县：省局同意补报',
    });
    const counts = await figures(world, `${roundOf()}/merge/2`);
    const count = (what: string) => counts[`count.quarterly-table.2023Q3.${what}`]?.value;
    expect(['onTime', 'takenIn', 'returned', 'missing', 'offices'].map(count)).toEqual([2, 1, 1, 11, 15]);
  });

  it('makes the report stale that was compiled without it, which takes no further stage until it is compiled again', async () => {
    const world = await mergedWorld();
    await compile(world);
    await mergeAgain(world);
    const [stale] = await documents(world);
    expect(stale).toMatchObject({
      stale_since: moment('2023-12-20 09:00'),
      stale_reason: '2023年第三季度统计表重新汇总，计入微山县补报：省局同意补报',
    });
    await expect(advance(world, '2023-12-20 10:00')).rejects.toMatchObject({ code: 'document-stale' });
    await again(world);
    const counts = await figures(world, `${ID}/snapshot/2`);
    expect(counts[CHECKED]?.value).toBe(120);
    expect(counts['count.quarterly-table.2023Q3.included']?.value).toBe(3);
    expect((await documents(world))[0]).toMatchObject({ snapshot: `${ID}/snapshot/2`, stale_since: null });
  });

  it('stays in the figures when a later correction has the round merged once more', async () => {
    const world = await mergedWorld();
    await compile(world);
    await mergeAgain(world);
    await onObligation(world, 'reopen');
    await correct(world);
    await again(world);
    // 90 + 60 + 30.
    expect((await figures(world, `${roundOf()}/merge/3`))[CHECKED]?.value).toBe(180);
  });

  it('is taken in together with a correction, in one table', async () => {
    const world = await mergedWorld();
    await onObligation(world, 'reopen');
    await correct(world);
    await mergeAgain(world, { now: moment('2023-12-20 16:00') });
    expect((await figures(world, `${roundOf()}/merge/2`))[CHECKED]?.value).toBe(180);
    expect((await round(world)).stale_since).toBeNull();
  });

  it('counts as zero when it is a nil report', async () => {
    const world = await mergedWorld();
    const late = { obligation: owes('sishui'), actor: clerkOf('sishui'), contact: 'sishui-a' };
    await nil(world, { ...late, now: moment('2023-12-19 10:00') });
    const seen = await board(world.ctx, { campaign: CAMPAIGN, now: moment('2023-12-19 11:00') });
    expect(seen.rounds[0]?.left).toBe(2);
    await mergeAgain(world);
    const told = (await messages(world, 'round-merged')).find(({ id }) => id === `${roundOf()}/merged/2`);
    expect(told?.facts).toMatchObject({ included: 4, takenIn: ['微山县', '泗水县'] });
  });

  it('is merged once when two ask for it at the same moment', async () => {
    const world = await mergedWorld();
    const both = await Promise.allSettled([mergeAgain(world), mergeAgain(world)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await eventKinds(world)).filter((kind) => kind === 'round-merged-again')).toHaveLength(1);
  });

  it('is known to the drawer of what was reopened after the merge, with the next reminder by its new day', async () => {
    const world = await mergedWorld();
    await onObligation(world, 'reopen');
    const now = moment('2023-12-20 10:30');
    const { chase_due } = await obligation(world, owes('yanzhou'));
    expect(await obligationView(world.ctx, { obligation: owes('yanzhou'), now })).toMatchObject({
      ...{ roundMerged: true, cell: { state: 'returned', due: chase_due } },
      next: { at: expect.any(Number) },
    });
    const never = await obligationView(world.ctx, { obligation: owes('qufu'), now });
    expect(never).toMatchObject({ roundMerged: true, next: null, cell: { state: 'expected' } });
  });

  it('of another quarter is not touched', async () => {
    const world = await mergedWorld();
    const before = await round(world, '2023Q4');
    await sendAndAccept(world, {
      ...{ office: 'weishan', period: '2023Q4', at: '2023-12-19 09:00' },
      filling: { previous: cleanGrid() },
    });
    await mergeAgain(world);
    expect(await round(world, '2023Q4')).toEqual(before);
  });
});
