import { DubanError } from '@duban/base';
import { localDate } from '@duban/base/time';
import { describe, expect, it } from 'vitest';
import { parseBehaviour } from '../src/index.js';
import { rehearseInto, SLOW, sharedRun } from './base-run.ts';
import { counted } from './counted.ts';

/** Everybody files in time but for one office that never does and cannot be reached: all of the ladder falls on it. */
const silent = (office: string) =>
  parseBehaviour(
    `profiles:
  - { id: punctual, label: 按时, weight: 1, files: { earliest: -2, latest: 0 }, promises: { days: 0, keeps: 100 } }
  - { id: silent, label: 失联, weight: 0, files: null, promises: null }
cast: { ${office}: silent }
`,
    'silent.yaml',
  );

describe('a notice whose questions are open', () => {
  it('is not rehearsed when it asks for nothing by a day: it is said, and nothing is started', async () => {
    const run = rehearseInto('nothing', { name: 'yunyang-2021', number: 1 });
    await expect(run).rejects.toMatchObject({ code: 'nothing-to-rehearse' });
    await expect(run).rejects.toBeInstanceOf(DubanError);
  });
});

describe('from launch to signed report, with one office that never answers', () => {
  it(
    'Jinan 2019: two reports by thirteen districts',
    async () => {
      const { rehearsed } = await rehearseInto('jinan', { name: 'jinan-2019', number: 1, behaviour: silent('lixia') });
      // Counted by hand. Launch 2019-04-24: A and B, 2.
      // 自查整改情况 (the phase ends Wednesday 05-15, assumed): T−3 Friday 05-10 A; T−1 Tuesday 05-14 A and B; T 05-15 A: 4 messages.
      //   Calls T−1, T, T+1 (05-16), T+2 by the chief (05-17), nobody answers → letter T+3 (05-20; the chief
      //   reviews it that morning, the deputy issues it that afternoon: one task more of each letter), deputy T+5 (05-22): before the cut-off 05-23.
      // 总结 due Sunday 11-10: T is Friday 11-08, T−1 Thursday 11-07, T−3 Tuesday 11-05: 4 messages. T+1 counts from the Sunday: 11-11, T+2 11-12,
      //   letter 11-13, deputy 11-15; the cut-off is 11-18.
      expect(counted(rehearsed, 'lixia')).toEqual({
        unproven: [],
        messages: { launch: 2, chase: 8 },
        days: [
          '2019-05-10',
          '2019-05-14',
          '2019-05-14',
          '2019-05-15',
          '2019-11-05',
          '2019-11-07',
          '2019-11-07',
          '2019-11-08',
        ],
        tasks: {
          'due-tomorrow': 2,
          'due-today': 2,
          overdue: 2,
          'overdue-chief': 2,
          'chase-letter': 2,
          'letter-issue': 2,
          'overdue-deputy': 2,
        },
      });
      expect(rehearsed.outcome.totals.never).toBe(2);
    },
    SLOW,
  );

  it(
    'Weihai 2024: two reports by four districts, the first due within days of the notice',
    async () => {
      const { rehearsed } = await sharedRun('weihai');
      // Counted by hand. Launch 2024-05-10: A and B, 2.
      // 自查自纠情况 (2024年5月前, taken as 05-31, a Friday): T−3 Tuesday 05-28 A; T−1 Thursday 05-30 A and B; T A: 4. Calls T−1, T, T+1 (06-03), chief
      //   06-04, letter 06-05 (reviewed and issued that day: two tasks), deputy 06-07: before the cut-off 06-11 (06-10 is 端午).
      // 总结报告 due Tuesday 12-10: T−3 Thursday 12-05, T−1 Monday 12-09, T: 4. T+1 12-11, T+2 12-12, letter 12-13, deputy 12-17; cut-off 12-18.
      expect(counted(rehearsed, 'rongcheng')).toEqual({
        unproven: [],
        messages: { launch: 2, chase: 8 },
        days: [
          '2024-05-28',
          '2024-05-30',
          '2024-05-30',
          '2024-05-31',
          '2024-12-05',
          '2024-12-09',
          '2024-12-09',
          '2024-12-10',
        ],
        tasks: {
          'due-tomorrow': 2,
          'due-today': 2,
          overdue: 2,
          'overdue-chief': 2,
          'chase-letter': 2,
          'letter-issue': 2,
          'overdue-deputy': 2,
        },
      });
      expect(rehearsed.outcome.assumed.map(({ question }) => question)).toContain('self-inspection/final/due');
    },
    SLOW,
  );

  it(
    'Wushen 2025: one report by two departments of the same rank, who are asked and never chased',
    async () => {
      const { rehearsed } = await rehearseInto('wushen', { name: 'wushen-2025', number: 1, behaviour: silent('wj') });
      // Counted by hand. Launch: A and B, 2. Due Saturday 05-31, 端午: T is Friday 05-30. A peer gets no mail about a report that has no period
      // (practice.md 5): one courteous call on T−1, Thursday 05-29, and on T+3, Thursday 06-05 (06-02 is still 端午), the draft of a
      // 商请函, reviewed and issued that day: before the cut-off 06-10.
      expect(counted(rehearsed, 'wj')).toEqual({
        unproven: [],
        messages: { launch: 2 },
        days: [],
        tasks: { courtesy: 1, 'request-letter': 1, 'letter-issue': 1 },
      });
      expect(rehearsed.basis.tasks.find((t) => t.office === 'wj')?.slot).toBe('2025-05-29T15:00:00+08:00');
    },
    SLOW,
  );

  it(
    'Yunyang 2022: monthly tables in blocks and two reports by three departments, after a notice without a date',
    async () => {
      // Nobody said from when; from January it goes as well, and takes six times as long.
      const from = 'monthly-figures/first/period';
      const { rehearsed } = await rehearseInto('yunyang', {
        name: 'yunyang-2022',
        number: 1,
        behaviour: silent('wj'),
        answers: [
          { question: from, value: '2022-11-01', by: '科长', on: localDate('2022-01-04'), reason: '从十一月起' },
        ],
      });
      // Counted by hand. Launch on 2022-01-04: A and B, 2. Each month is due on its own last day (assumed).
      // On that day, and after it, nobody is told any more that the month ends or that filling begins, and a peer gets no other mail: 0.
      // Courteous calls on T−1: the interim report's (due 06-30) on 06-29; November's on 11-29, December's on 12-29, 12-31 being a holiday, with
      //   the final report's: 3. A 商请函 on T+3 of each: 07-05, 12-05, and 2023-01-05 for both: 3, each reviewed
      //   by the chief and then issued by the deputy: 3 more.
      expect(counted(rehearsed, 'wj')).toEqual({
        unproven: [],
        messages: { launch: 2 },
        days: [],
        tasks: { courtesy: 3, 'request-letter': 3, 'letter-issue': 3 },
      });
      expect(rehearsed.basis.sheets.filter((s) => s.counted && s.period === '2022-11').length).toBe(2);
    },
    SLOW,
  );
});
