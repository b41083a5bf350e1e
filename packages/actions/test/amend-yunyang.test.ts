import { amendCampaign } from '@duban/actions/amend-campaign';
import { launchCampaign } from '@duban/actions/launch-campaign';
import { loadSeed } from '@duban/actions/load-seed';
import { localDate } from '@duban/base/time';
import { describe, expect, it } from 'vitest';
import { answered } from './answered.ts';
import { emptyWorld, moment, operator, SEEDS } from './world.ts';

describe('AC11 (YY22): the notice of 2022 extends the campaign of 2021', () => {
  /** The campaign of 2021, and the document of 2022-05-20 entered at that moment. */
  async function extended(at: string) {
    const world = await emptyWorld();
    const parent = answered(await loadSeed(SEEDS, 'yunyang-2021'), {
      on: localDate('2021-03-01'),
      unsaid: localDate('2021-12-31'),
    });
    await launchCampaign(world.ctx, parent, { actor: operator, now: moment('2021-03-01 09:00') });
    const document = answered(await loadSeed(SEEDS, 'yunyang-2022'), {
      on: localDate('2022-05-20'),
      unsaid: localDate('2022-03-01'),
    });
    const done = await amendCampaign(world.ctx, {
      campaign: 'yunyang-2021',
      document,
      effective: localDate('2022-05-20'),
      actor: operator,
      now: moment(at),
    });
    return { world, done };
  }

  it('keeps the campaign, adds the monthly figures of three departments, and prints no date the notice has not', async () => {
    const { world, done } = await extended('2022-05-20 09:00');
    expect(done.past.map((id) => id.split('/')[2])).toEqual([
      '2022-03',
      '2022-03',
      '2022-03',
      '2022-04',
      '2022-04',
      '2022-04',
    ]);
    // May to December, the interim and the final report.
    expect(done.added).toHaveLength((8 + 2) * 3);
    const { definition } = await world.db.selectFrom('campaign').select('definition').executeTakeFirstOrThrow();
    expect([definition.id, definition.notice.date, definition.phases.at(-1)?.end]).toEqual([
      'yunyang-2021',
      null,
      '2022-12-31',
    ]);
    expect(definition.notice.basis).toContain('云医保发〔2021〕16号');
  });

  it('entered only in August it asks nobody for what was due by then, though it took effect in May', async () => {
    const { done } = await extended('2022-08-10 09:00');
    expect(new Set(done.past.map((id) => id.split('/')[2]))).toEqual(
      new Set(['2022-03', '2022-04', '2022-05', '2022-06', '2022-07', 'final']),
    );
    // August to December and the final report; the interim report was due on 06-30.
    expect(done.past.filter((id) => id.includes('/final/'))).toEqual(
      done.past.filter((id) => id.includes('/interim-report/')),
    );
    expect(done.added).toHaveLength((5 + 1) * 3);
  });
});
