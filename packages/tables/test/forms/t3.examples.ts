import type { LedgerRow } from '../../src/index.js';
import { filledGrid, formOf } from './clean.js';
import { type FormExamples, rowExamples } from './example.js';

const closed: LedgerRow = {
  clueNo: 'GJ2023-0001',
  origin: '国家大数据',
  receivedOn: '2023-09-01',
  instCode: 'H37081100001',
  riskLevel: '中',
  unit: '任城区医疗保障局',
  owner: '王某',
  status: '已办结',
  progressOn: '2023-10-08',
  conclusion: '属实',
  violationAmt: 1_000_000,
  recoveredAmt: 1_000_000,
  handling: '追回、约谈',
  reportedUpOn: '2023-10-12',
  updatedOn: '2023-10-31',
};
const open: LedgerRow = {
  clueNo: 'GJ2023-0002',
  origin: '举报',
  receivedOn: '2023-10-10',
  riskLevel: '高',
  unit: '任城区医疗保障局',
  owner: '李某',
  status: '核查中',
  progressOn: '2023-10-20',
  updatedOn: '2023-10-31',
};
/** The clean ledger with the first or second clue changed. */
const first = (change: LedgerRow) => ({ ledgers: { clues: [{ ...closed, ...change }, open] } });
const second = (change: LedgerRow) => ({ ledgers: { clues: [closed, { ...open, ...change }] } });

const ledgers = { clues: [closed, open] };

export const t3Examples: FormExamples = {
  file: 't3.yaml',
  clean: { grid: filledGrid(formOf('t3.yaml'), { ledgers }), ledgers },
  checks: {
    'T3-1': [
      { passes: second({ status: '待复核' }), fails: second({ status: null }), at: 'due.current', says: '之和是 1 条' },
    ],
    // 录入差错 is a conclusion of its own (W24); no conclusion at all is none.
    'T3-2': [
      {
        passes: first({ conclusion: '数据质量问题' }),
        fails: first({ conclusion: null }),
        at: 'checked.current',
        says: '之和是 0 条',
      },
    ],
    'T3-3': [
      {
        passes: first({ reportedUpOn: null }),
        fails: second({ reportedUpOn: '2023-10-30' }),
        at: 'fedBack.current',
        says: '已反馈上级 2 条',
      },
    ],
    'T3-4': [
      {
        options: { closing: true },
        passes: { grid: { 'openReason.current': 'GJ2023-0002 待公安反馈，责任人李某，12月底前办结' } },
        fails: {},
        at: 'due.current',
        says: '没有清零',
      },
    ],
    'T3-5': [
      {
        passes: first({ recoveredAmt: 1_200_000, agreedFee: 200_000 }),
        fails: first({ recoveredAmt: 1_200_001, agreedFee: 200_000 }),
        at: ['clues', 0],
        says: '12000.00 元',
      },
      { passes: first({ recoveredAmt: 1_000_000 }), fails: first({ recoveredAmt: 1_000_001 }), at: ['clues', 0] },
    ],
    'T3-6': [
      // 2023-10-16 to 10-31 are 15 days.
      {
        passes: second({ progressOn: '2023-10-16' }),
        fails: second({ progressOn: '2023-10-15' }),
        at: ['clues', 1],
        says: '已 16 天没有进展',
      },
      {
        passes: second({ progressOn: null, receivedOn: '2023-10-16' }),
        fails: second({ progressOn: null, receivedOn: '2023-10-15' }),
        at: ['clues', 1],
        says: '16 天还没有启动',
      },
    ],
    'T3-7': [
      { passes: first({ conclusion: '无法核实' }), fails: first({ conclusion: null }), at: ['clues', 0] },
      {
        passes: second({ status: '已办结', conclusion: '不属实', reportedUpOn: '2023-10-30' }),
        fails: second({ reportedUpOn: '2023-10-30' }),
        at: ['clues', 1],
        says: '“核查中”',
      },
    ],
    'T3-8': [
      { passes: first({ progressOn: '2023-09-01' }), fails: first({ progressOn: '2023-08-31' }), at: ['clues', 0] },
      { passes: first({ reportedUpOn: '2023-09-01' }), fails: first({ reportedUpOn: '2023-08-31' }), at: ['clues', 0] },
      {
        passes: first({ transferTo: '公安机关', transferredOn: '2023-10-09', answeredOn: '2023-10-09' }),
        fails: first({ transferTo: '公安机关', transferredOn: '2023-10-09', answeredOn: '2023-10-08' }),
        at: ['clues', 0],
      },
    ],
    'T3-9': [
      {
        passes: first({ transferTo: '公安机关', transferredOn: '2023-10-09' }),
        fails: first({ transferTo: '公安机关' }),
        at: ['clues', 0],
      },
    ],
    'T3-10': [
      {
        passes: first({ conclusion: '不属实', handling: null }),
        fails: first({ conclusion: '部分属实', handling: null }),
        at: ['clues', 0],
        says: '“部分属实”',
      },
    ],
  },
};

const clue: LedgerRow = {
  clueNo: 'GJ2023-0001',
  instCode: 'H37081100001',
  instName: '甲医院',
  fundType: '居民医保',
  amtSuspect: 500_000,
  dateFrom: '2022-01-01',
  dateTo: '2022-12-31',
  description: '同一时段重复住院',
  riskLevel: '高',
  assignedUnit: '任城区医疗保障局',
};
const other: LedgerRow = { ...clue, clueNo: 'GJ2023-0002', instCode: null, instName: null, personMask: '张某' };
const t5Ledgers = { clues: [clue, other] };
const inClues = rowExamples('clues', t5Ledgers.clues);

export const t5Examples: FormExamples = {
  file: 't5.yaml',
  clean: { grid: filledGrid(formOf('t5.yaml'), { ledgers: t5Ledgers }), ledgers: t5Ledgers },
  checks: {
    'T5-1': [
      {
        passes: { grid: { 'declared.current': 2 } },
        fails: { grid: { 'declared.current': 3 } },
        at: 'listed.current',
        says: '清单上有 2 条',
      },
    ],
    'T5-2': [inClues({ dateFrom: '2022-12-31' }, { dateFrom: '2023-01-01' })],
    'T5-3': [inClues({ personMask: null, instCode: 'P37081100001' }, { personMask: null })],
    'T5-4': [inClues({ amtSuspect: 1 }, { amtSuspect: 0 })],
  },
};
