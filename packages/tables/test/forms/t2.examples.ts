import type { LedgerRow } from '../../src/index.js';
import { filledGrid, formOf, WAN } from './clean.js';
import { type FormExamples, grid, limit } from './example.js';

const rows = Array.from({ length: 21 }, (_, i) => `r${String(i + 1).padStart(2, '0')}`);
const fields = ['Ortho', 'Dialysis', 'Cardio', 'Imaging', 'Lab', 'Rehab'].map((field) => `f${field}`);
/** Two cases and 1 万元 in each of the 21 rows; one case and 1000 yuan in each of the six fields. */
const t2a = {
  ...Object.fromEntries(
    rows.flatMap((row) => [
      [`${row}Cnt`, 2],
      [`${row}Amt`, WAN],
    ]),
  ),
  ...Object.fromEntries(
    fields.flatMap((field) => [
      [`${field}Cnt`, 1],
      [`${field}Amt`, WAN / 10],
    ]),
  ),
  cases: 42,
  amtFound: 21 * WAN,
  problems: 21,
  rectified: 20,
  amtRefundDue: 21 * WAN,
  amtRefunded: 21 * WAN,
  selfReport: 1,
  pledge: 1,
};

export const t2aExamples: FormExamples = {
  file: 't2a.yaml',
  clean: { grid: filledGrid(formOf('t2a.yaml'), { figures: t2a }) },
  checks: {
    'T2a-1': [
      {
        passes: grid({ 'r21Cnt.current': 3, 'cases.current': 43 }),
        fails: grid({ 'r21Cnt.current': 3 }),
        at: 'cases.current',
        says: '各行之和是 43',
      },
      {
        passes: grid({ 'r01Amt.current': WAN + 1, 'amtFound.current': 21 * WAN + 1 }),
        fails: grid({ 'r01Amt.current': WAN + 1 }),
        at: 'amtFound.current',
        says: '21.000001 万元',
      },
    ],
    'T2a-2': [
      {
        passes: grid({ 'r20Cnt.current': 0, 'r20Amt.current': 0 }),
        fails: grid({ 'r20Cnt.current': 0 }),
        at: 'r20Cnt.current',
        says: '药品超限用范围纳入医保',
      },
    ],
    'T2a-3': [
      {
        passes: grid({ 'fLabCnt.current': 37 }),
        fails: grid({ 'fLabCnt.current': 38 }),
        at: 'cases.current',
        says: '是 43',
      },
      {
        passes: grid({ 'fLabAmt.current': 20.5 * WAN }),
        fails: grid({ 'fLabAmt.current': 20.5 * WAN + 1 }),
        at: 'amtFound.current',
      },
    ],
    'T2a-4': [
      limit('amtRefundDue.current', [21 * WAN, 21 * WAN + 1]),
      limit('amtRefunded.current', [21 * WAN, 21 * WAN + 1]),
    ],
    'T2a-5': [limit('rectified.current', [21, 22])],
    'T2a-6': [limit('selfReport.current', [1, 0], '自查整改报告'), limit('pledge.current', [1, 0], '承诺书')],
    'T2a-7': [
      {
        passes: grid({ 'cases.current': 0, 'note.current': '抽查病历 300 份，逐项对照清单' }),
        fails: grid({ 'cases.current': 0 }),
        at: 'cases.current',
      },
    ],
    'T2a-8': [
      {
        passes: grid({ 'amtRefunded.current': 20 * WAN, 'note.current': '其余 11 月底前退回' }),
        fails: grid({ 'amtRefunded.current': 20 * WAN }),
        at: 'amtRefunded.current',
      },
    ],
  },
};

const inst = (more: LedgerRow): LedgerRow => ({
  instCode: 'H37081100001',
  instName: '甲医院',
  reportedOn: '2019-05-10',
  pledged: '是',
  problems: 0,
  cases: 0,
  amtFound: 0,
  amtRefunded: 0,
  ...more,
});
const t2b = {
  instDue: 20,
  instDone: 18,
  instPledge: 17,
  instZero: 5,
  amtFound: 30 * WAN,
  amtRefunded: 25 * WAN,
  instLenient: 3,
  instStrict: 1,
};

export const t2bExamples: FormExamples = {
  file: 't2b.yaml',
  clean: { grid: filledGrid(formOf('t2b.yaml'), { figures: t2b }) },
  checks: {
    'T2b-1': [limit('instDone.current', [20, 21])],
    'T2b-2': [limit('instPledge.current', [18, 19], '承诺书')],
    'T2b-3': [limit('amtRefunded.current', [30 * WAN, 30 * WAN + 1])],
    // 9 of 18 is one half; 10 are more than 50 %.
    'T2b-4': [limit('instZero.current', [9, 10], '超过一半')],
    // W17: nothing refunded by itself, 34.667 million yuan found by the inspection.
    'T2b-5': [
      {
        passes: { ledgers: { insts: [inst({ problems: 1, laterProblems: 2 }), inst({ laterProblems: 0 })] } },
        fails: { ledgers: { insts: [inst({ problems: 1 }), inst({ laterProblems: 2, laterAmt: 3_466_700_000 })] } },
        at: ['insts', 1],
        says: '自查自纠不到位',
      },
    ],
    'T2b-6': [
      limit('instZero.current', [18, 19]),
      limit('instLenient.current', [18, 19]),
      // Who did not report at all is dealt with strictly too.
      limit('instStrict.current', [20, 21]),
    ],
    'T2b-7': [
      {
        passes: grid({ 'cases.current': 0, 'amtFound.current': 0 }),
        fails: grid({ 'cases.current': 0 }),
        at: 'cases.current',
      },
    ],
  },
};
