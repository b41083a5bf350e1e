import { launchCampaign } from '@duban/actions/launch-campaign';
import { loadSeed } from '@duban/actions/load-seed';
import { at, localDate } from '@duban/base/time';
import { openQuestions } from '@duban/campaign';
import { describe, expect, it } from 'vitest';
import { answered } from './answered.ts';
import { emptyWorld, operator, SEEDS } from './world.ts';

// How many rounds and obligations each notice makes, counted by hand from its requirements and its offices.
const NOTICES = [
  // Self-inspection and final report, by twelve districts and counties and 南山区.
  { name: 'jinan-2019', day: '2019-04-24', unsaid: '2019-06-10', offices: 13, requirements: 2 },
  { name: 'weihai-2024', day: '2024-05-10', unsaid: '2024-06-10', offices: 4, requirements: 2 },
  // One report, by the bureau and the health commission.
  { name: 'wushen-2025', day: '2025-04-24', unsaid: '2025-06-10', offices: 2, requirements: 1 },
  // Three departments: March to December of 2022 monthly, an interim and a final report.
  { name: 'yunyang-2022', day: '2022-03-10', unsaid: '2022-03-01', offices: 3, requirements: 10 + 2 },
] as const;

describe.each(NOTICES)('$name', ({ name, day, unsaid, offices, requirements }) => {
  const on = localDate(day);
  const now = at(on, '09:00');

  it('is not launched while it leaves something open', async () => {
    const world = await emptyWorld();
    const attempt = launchCampaign(world.ctx, await loadSeed(SEEDS, name), { actor: operator, now });
    await expect(attempt).rejects.toMatchObject({ code: 'question-open' });
    expect(await world.db.selectFrom('campaign').select('id').execute()).toEqual([]);
  });

  it('is launched once every question is answered', async () => {
    const world = await emptyWorld();
    const seed = answered(await loadSeed(SEEDS, name), { on, unsaid: localDate(unsaid) });
    expect(openQuestions(seed.definition, seed.answers)).toEqual([]);
    const launched = await launchCampaign(world.ctx, seed, { actor: operator, now });

    expect([launched.rounds, launched.obligations]).toEqual([requirements, requirements * offices]);
    const rows = await world.db.selectFrom('obligation').select(['due', 'state']).execute();
    expect(rows.filter((row) => row.due < on)).toEqual([]);
  });
});
