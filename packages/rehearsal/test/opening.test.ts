import path from 'node:path';
import { loadSeed } from '@duban/actions/load-seed';
import { localDate } from '@duban/base/time';
import { stateCouncilCalendar as calendar } from '@duban/calendar';
import { expand, settle } from '@duban/campaign';
import { repoRoot } from '@duban/runtime';
import { describe, expect, it } from 'vitest';
import { firstDay, openingOf } from '../src/opening.js';

const seeds = path.join(repoRoot(import.meta.url), 'seeds');
const duesOf = ({ seed }: ReturnType<typeof openingOf>) =>
  expand(settle(seed.definition, seed.answers), seed.answers).rounds.map(
    (r) => `${r.requirement}/${r.period} ${r.due}`,
  );

describe('the opening of a rehearsal', () => {
  it('is nine on the day of the notice, and moves nothing', async () => {
    const opening = openingOf(await loadSeed(seeds, 'jining-2023'), { launch: null, calendar });
    expect(new Date(opening.begin).toISOString()).toBe('2023-08-22T01:00:00.000Z');
    expect([opening.quarters, opening.assumed]).toEqual([0, []]);
  });

  it('moves dues and periods with the launch by whole quarters, forward and back', async () => {
    const seed = await loadSeed(seeds, 'jining-2023');
    const later = openingOf(seed, { launch: localDate('2025-08-22'), calendar });
    expect(later.quarters).toBe(8);
    expect(duesOf(later)).toEqual([
      'quarterly-table/2025Q3 2025-10-10',
      'quarterly-table/2025Q4 2025-12-10',
      'final-report/final 2025-12-10',
    ]);
    const earlier = openingOf(seed, { launch: localDate('2021-08-22'), calendar });
    expect(earlier.quarters).toBe(-8);
    expect(duesOf(earlier)).toContain('quarterly-table/2021Q3 2021-10-10');
    // A Sunday: launched on the Monday.
    expect(new Date(earlier.begin).toISOString()).toBe('2021-08-23T01:00:00.000Z');
  });

  it('takes a notice without a date for one of the year that its dates are of', async () => {
    expect(firstDay(await loadSeed(seeds, 'yunyang-2022'))).toBe('2022-01-01');
  });

  it('answers what is open with the first proposal, and says each assumption', async () => {
    const { assumed, seed } = openingOf(await loadSeed(seeds, 'weihai-2024'), { launch: null, calendar });
    expect(assumed.map(({ question, value }) => `${question} ${value}`)).toEqual(
      expect.arrayContaining([
        'phase/self-inspection/end 2024-05-31',
        'self-inspection/final/due 2024-05-31',
        'self-inspection/final/cut-off 2024-06-11',
        'final-report/final/cut-off 2024-12-18',
      ]),
    );
    expect(seed.answers.every(({ reason }) => reason.includes('推演时假定'))).toBe(true);
  });
});
