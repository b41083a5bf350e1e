import { campaignTick } from '@duban/actions/campaign-tick';
import { mergeRound } from '@duban/actions/merge-round';
import { returnNil } from '@duban/actions/return-nil';
import { describe, expect, it } from 'vitest';
import { nil } from './around.ts';
import { CHECKED, figures, merge } from './rounds.ts';
import { sendAndAccept } from './sheets.ts';
import {
  advance,
  again,
  compile,
  compiledWorld,
  correct,
  documents,
  ID,
  look,
  onObligation,
  open,
} from './stale-report.ts';
import { CAMPAIGN, clerkOf, jiningWorld, moment, operator, owes, roundOf } from './world.ts';

describe('a report that was issued', () => {
  it('stays as it went upward; a new document stands beside it, and report and campaign are not done before that is issued', async () => {
    const world = await compiledWorld();
    for (const at of ['2023-12-19 10:00', '2023-12-19 11:00', '2023-12-19 12:00']) await advance(world, at);
    await onObligation(world, 'reopen');
    await correct(world);
    const [issued] = await documents(world);
    await world.db.deleteFrom('poke').execute();
    await again(world);
    const pokes = (await world.db.selectFrom('poke').select(['workflow', 'input']).execute()).map((p) => p.workflow);
    expect(pokes).toEqual(expect.arrayContaining(['report', 'campaign']));
    const [kept, beside] = await documents(world);
    expect(kept).toEqual(issued);
    expect(kept?.stage).toBe('issued');
    expect(beside).toMatchObject({ id: `${ID}/2`, stage: 'draft', snapshot: `${ID}/2/snapshot`, stale_since: null });
    expect(await open(world)).toEqual([`${ID}/2/report-review chief`]);
    expect(await look(world, '2023-12-21 09:00')).toMatchObject({ summary: '总结报告：待核稿', done: false });
    const tick = () => campaignTick(world.ctx, { campaign: CAMPAIGN, now: moment('2023-12-21 12:00') });
    expect(await tick()).toMatchObject({ done: false });
    for (const at of ['2023-12-21 10:00', '2023-12-21 11:00', '2023-12-21 12:00']) await advance(world, at);
    expect(await look(world, '2023-12-21 12:00')).toMatchObject({ summary: '总结报告：已签发', done: true });
    expect((await documents(world)).map((d) => d.stage)).toEqual(['issued', 'issued']);
    const compiled = world.db.selectFrom('event').select(['subject', 'data']).where('kind', '=', 'report-compiled');
    expect(await compiled.orderBy('seq').execute()).toMatchObject([
      { subject: ID },
      { subject: `${ID}/2`, data: { replaces: `${ID}/snapshot` } },
    ]);
  });

  it('is not marked a second time by what is taken back from its successor', async () => {
    const world = await compiledWorld();
    for (const at of ['2023-12-19 10:00', '2023-12-19 11:00', '2023-12-19 12:00']) await advance(world, at);
    await onObligation(world, 'reopen');
    await correct(world);
    await again(world);
    await onObligation(world, 'reopen', { at: '2023-12-22 10:00' });
    expect((await documents(world)).map((d) => d.stale_since)).toEqual([
      moment('2023-12-20 10:00'),
      moment('2023-12-22 10:00'),
    ]);
  });
});

describe('a nil report that was in the figures', () => {
  it('gives way to the sheet that came instead of it', async () => {
    const world = await jiningWorld();
    const declared = { obligation: owes('rencheng'), actor: clerkOf('rencheng'), contact: 'rencheng-a' };
    await nil(world, { ...declared, now: moment('2023-10-09 10:00') });
    await merge(world, '2023-10-19 00:00');
    for (const period of ['2023Q4', 'final'])
      await mergeRound(world.ctx, { round: roundOf(period), actor: operator, now: moment('2023-12-19 00:00') });
    await compile(world);
    const back = { obligation: owes('rencheng'), reason: '日报显示有处理', revision: null };
    await returnNil(world.ctx, { ...back, actor: operator, now: moment('2023-12-20 10:00') });
    await expect(again(world)).rejects.toMatchObject({ code: 'correction-open', details: { offices: '任城区' } });
    await sendAndAccept(world, { office: 'rencheng', at: '2023-12-20 15:00' });
    await again(world);
    const [before, after] = [await figures(world), await figures(world, `${ID}/snapshot/2`)];
    const nils = 'count.quarterly-table.2023Q3.nil';
    expect([before[CHECKED]?.value, before[nils]?.value]).toEqual([0, 1]);
    expect([after[CHECKED]?.value, after[nils]?.value]).toEqual([30, 0]);
    const declarations = await world.db.selectFrom('nil_declaration').select(['state', 'merged']).execute();
    expect(declarations).toEqual([{ state: 'returned', merged: false }]);
  });
});
