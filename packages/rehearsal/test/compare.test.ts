import path from 'node:path';
import { loadSeed, type Seed } from '@duban/actions/load-seed';
import { localDate } from '@duban/base/time';
import { stateCouncilCalendar as calendar } from '@duban/calendar';
import { repoRoot } from '@duban/runtime';
import { describe, expect, it } from 'vitest';
import { compare, parseBehaviour } from '../src/index.js';

const seeds = path.join(repoRoot(import.meta.url), 'seeds');
const behaviour = parseBehaviour(
  `profiles:
  - { id: punctual, label: 按时, weight: 1, files: { earliest: -2, latest: -2 }, promises: null }
  - { id: silent, label: 失联, weight: 0, files: null, promises: null }
cast: { yutai: silent }
`,
  'two.yaml',
);
const jining = await loadSeed(seeds, 'jining-2023');
const answering = (question: string, value: string, seed: Seed): Seed => ({
  ...seed,
  answers: seed.answers.map((a) => (a.question === question ? { ...a, value } : a)),
});
const about = { running: jining, effective: null, number: 1, behaviour, calendar };
const officeIn = (comparison: ReturnType<typeof compare>, id: string) => {
  const found = comparison.offices.find(({ office }) => office === id);
  if (!found) throw new Error(`no ${id}`);
  return found;
};

describe('comparing an amendment', () => {
  it('is refused when a part is given to an office that neither definition has', () => {
    const astray = { ...behaviour, cast: { atlantis: 'silent' } };
    expect(() => compare({ ...about, changed: jining, behaviour: astray })).toThrow('atlantis');
  });

  it('changes nothing for anybody where nothing is changed', () => {
    for (const { before, after, added, dropped, moved } of compare({ ...about, changed: jining }).offices) {
      expect(after).toEqual(before);
      expect([added, dropped, moved]).toEqual([[], [], []]);
    }
  });

  it('says what moves for whom when a due is put off by a week, after the campaign began', () => {
    const later = answering('quarterly-table/2023Q3/cut-off', '2023-10-25', jining);
    const changed = answering('quarterly-table/2023Q3/due', '2023-10-17', later);
    const silent = officeIn(compare({ ...about, changed, effective: localDate('2023-10-09') }), 'yutai');
    // Before, counted by hand: 期末提醒 09-28, 开始填报 with T−3 10-07, T−1 10-09 to two, T 10-10; then 6 in December: 11. Six tasks per due: 12.
    expect(silent.before).toEqual({ messages: 11, tasks: 12 });
    // The first three were sent by the morning of 10-09; T−3 of the new due, Thursday 10-12, is one more of the kind that was sent already.
    expect(silent.after).toEqual({ messages: 12, tasks: 12 });
    const moved = silent.moved.map(({ step, before, after }) => `${step} ${before} ${after}`);
    expect(moved).toContain('T-1-call 2023-10-09 15:00 2023-10-16 15:00');
    expect(moved).toContain('T+3-letter 2023-10-13 09:00 2023-10-20 09:00');
    // Whoever files two days before the due has nothing of the fourth quarter moved.
    const early = officeIn(compare({ ...about, changed }), 'rencheng');
    expect(early.moved.map(({ obligation, step }) => `${obligation} ${step}`)).toEqual([
      'jining-2023/quarterly-table/2023Q3/rencheng T-3',
    ]);
  });

  it('shows what a later notice brings to whom: Yunyang 2022 on the campaign of 2021, which asked for nothing', async () => {
    const running = await loadSeed(seeds, 'yunyang-2021');
    const changed = await loadSeed(seeds, 'yunyang-2022');
    const silent = parseBehaviour(
      'profiles: [{ id: silent, label: 失联, weight: 1, files: null, promises: null }]',
      's.yaml',
    );
    const comparison = compare({ ...about, running, changed, effective: localDate('2022-11-01'), behaviour: silent });
    const health = officeIn(comparison, 'wj');
    expect(health.before).toEqual({ messages: 0, tasks: 0 });
    // November and December, counted by hand. Each month is due on its own last working day, on which nobody is told any more that it ends or that
    // filling begins, and a peer gets no other mail: 0. Calls on T−1, 11-29 and 12-29 (with the final report's): 2; on T+3 a
    // 商请函 for November, 12-05, and one for December and the final report, 2023-01-05: 2.
    expect(health.after).toEqual({ messages: 0, tasks: 4 });
    expect(health.dropped).toEqual([]);
    expect(comparison.assumed.map(({ question }) => question)).toContain('monthly-figures/2022-11/due');
  });
});
