import type { CellKey, Grid } from '../../src/index.js';
import { filledGrid, formOf, WAN } from './clean.js';
import { type FormExamples, grid, limit } from './example.js';

const t6 = formOf('t6.yaml');
const figures = { chkInst: 30, hdlInst: 12, clueRecv: 3, clueChecked: 2, policeFiled: 1, policeSolved: 1 };
const first = filledGrid(t6, { figures: { ...figures, clueOpen: 1 } });
const second = filledGrid(t6, { figures: { ...figures, clueOpen: 2 }, previous: first });

/** The month's totals with one block away: all of its figures, or all but the last (then only that sheet has blanks). */
const missing = (...measures: readonly [string, string, ...string[]]) => {
  const blank = (keys: readonly string[]) =>
    grid(Object.fromEntries(keys.map((key) => [`${key}.current`, null])) as Grid);
  return { passes: blank(measures.slice(0, -1)), fails: blank(measures), at: `${measures[0]}.current` as CellKey };
};

export const t6Examples: FormExamples = {
  file: 't6.yaml',
  clean: { grid: second, previous: first, lastPeriod: first },
  checks: {
    'T6-1': [
      {
        ...missing('chkInst', 'hdlInst', 'amtRecover', 'clueRecv', 'f3Fake', 'fldBase', 'expPub'),
        says: '县医疗保障局',
      },
      { ...missing('policeFiled', 'policeSolved', 'policeArrest'), says: '县公安局' },
      { ...missing('healthRecv', 'healthInst', 'healthPers'), says: '县卫生健康委' },
    ],
    'T6-2': [
      {
        options: { december: true },
        passes: grid({ 'finalReport.current': 1 }),
        fails: grid({ 'finalReport.current': 0 }),
        at: 'finalReport.current',
      },
    ],
    'T6-3': [
      {
        options: { june: true },
        passes: grid({ 'stageResult.current': '追回 300 万元', 'stageLack.current': '人手不足' }),
        fails: grid({ 'stageResult.current': '追回 300 万元' }),
        at: 'stageLack.current',
      },
    ],
    'T6-4': [limit('hdlTerminate.current', [12, 13])],
    'T6-5': [limit('hdlInst.current', [30, 31])],
    // 6 received less 4 checked since the campaign began.
    'T6-6': [limit('clueOpen.current', [2, 1], '累计收到减累计核查是 2 条')],
    'T6-7': [
      {
        passes: grid({ 'amtFine.cumulative': 0, 'hdlAdmin.cumulative': 0 }),
        fails: grid({ 'amtFine.cumulative': WAN, 'hdlAdmin.cumulative': 0 }),
        at: 'hdlAdmin.cumulative',
      },
    ],
    'T6-8': [
      {
        passes: grid({ 'policeFiled.cumulative': 4 }),
        fails: grid({ 'policeFiled.cumulative': 5 }),
        at: 'trfPoliceCase.cumulative',
      },
    ],
    'T6-9': [
      {
        passes: grid({ 'f3Fake.adjust': 1, 'f3Fake.cumulative': 5 }),
        fails: grid({ 'f3Fake.cumulative': 5 }),
        at: 'f3Fake.cumulative',
      },
      limit('healthPers.cumulative', [2, 1]),
    ],
    'T6-10': [
      {
        passes: grid({ 'policeArrest.current': 0, 'policeArrest.cumulative': 2 }),
        fails: grid({ 'policeArrest.current': 0, 'policeArrest.adjust': -1, 'policeArrest.cumulative': 1 }),
        at: 'policeArrest.cumulative',
      },
    ],
  },
};
