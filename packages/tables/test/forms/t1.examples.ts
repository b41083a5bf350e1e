import { type CellKey, type Grid, measuresOf } from '../../src/index.js';
import { cleanGrid, t1 } from '../t1.js';
import { type FormExamples, grid, limit } from './example.js';

const first = cleanGrid();
const second = cleanGrid(first);

const H = (digits: number) => `H3708110${String(digits).padStart(4, '0')}`;
/** One institution on the list, checked once unless said otherwise. */
const listed = (instCode: string, more: Readonly<Record<string, string | number>> = {}) => ({
  instCode,
  instName: `机构${instCode}`,
  category: '基层',
  visits: 1,
  ...more,
});
const decision = (decisionNo: string, penalty: string) => ({ decisionNo, decidedOn: '2023-11-02', penalty });

const HANDLED =
  'hdlInst hdlTalk hdlRectify hdlCircular hdlRefuse hdlPenaltyFee hdlStopDept hdlSuspend hdlTerminate hdlAdmin';
const zero = (keys: string) => Object.fromEntries(keys.split(' ').map((key) => [`${key}.current`, 0])) as Grid;
/** A report of nothing but zeros; the clues that came in before are still there. */
const nothing = Object.fromEntries(
  measuresOf(t1)
    .filter(({ semantics }) => semantics.startsWith('flow'))
    .map(({ key }) => [`${key}.current`, 0]),
) as Grid;

/** 追回合计 of a clean sheet is 自查 + 检查 + 拒付; 违约金 is 1 万元. */
const total = (options: { refusedInRecover: boolean; recoverIncludesFee: boolean }, whole: number) => ({
  options,
  passes: grid({ 'amtRecover.current': whole, 'amtRecover.cumulative': 2 * whole }),
  fails: grid({ 'amtRecover.current': whole + 1, 'amtRecover.cumulative': 2 * whole }),
  at: 'amtRecover.current' as CellKey,
});
const bothIn = { refusedInRecover: true, recoverIncludesFee: true };
const refusedIn = { refusedInRecover: true, recoverIncludesFee: false };
const feeIn = { refusedInRecover: false, recoverIncludesFee: true };
const neitherIn = { refusedInRecover: false, recoverIncludesFee: false };
const totals = [
  total(refusedIn, 300_000_000),
  total(neitherIn, 250_000_001),
  total(bothIn, 301_000_000),
  total(feeIn, 251_000_001),
];

const recoveredOf = (field: string) => ({
  passes: grid({ [`fld${field}Amt.cumulative`]: 500, [`fld${field}Recover.cumulative`]: 500 }),
  fails: grid({ [`fld${field}Amt.cumulative`]: 500, [`fld${field}Recover.cumulative`]: 501 }),
  at: `fld${field}Recover.cumulative` as CellKey,
});

export const t1Examples: FormExamples = {
  file: 't1.yaml',
  clean: { grid: second, previous: first, lastPeriod: first },
  checks: {
    'T1-1': [
      {
        passes: grid({ 'chkHosp.current': 21, 'chkInst.current': 31 }),
        fails: grid({ 'chkInst.current': 31 }),
        at: 'chkInst.current',
        says: '30 家',
      },
      {
        passes: grid({ 'chkOther.cumulative': 5, 'chkBase.cumulative': 13 }),
        fails: grid({ 'chkOther.cumulative': 5 }),
        at: 'chkHosp.cumulative',
      },
    ],
    'T1-2': [
      {
        passes: grid({ 'instHosp.current': 40 }),
        fails: grid({ 'instHosp.current': 39 }),
        at: 'chkHosp.cumulative',
      },
      {
        passes: grid({ 'instPharm.current': 20 }),
        fails: grid({ 'instPharm.current': 19 }),
        at: 'chkPharm.cumulative',
      },
    ],
    'T1-3': [limit('chkVisits.current', [30, 29])],
    'T1-4': [limit('hdlInst.current', [30, 31])],
    'T1-5': [limit('hdlAdmin.current', [12, 13])],
    'T1-6': [
      // 9 + 8 + 7 × 2 = 31 measures on 12 institutions are in order; 12 on 13 are not.
      limit('hdlInst.current', [31, 32], '31 家'),
    ],
    'T1-7': [limit('persTalk.current', [6, 7])],
    'T1-8': totals,
    'T1-9': [
      {
        passes: grid({ 'amtFine.current': 0, 'admCases.current': 0 }),
        fails: grid({ 'amtFine.current': 1, 'admCases.current': 0 }),
        at: 'admCases.current',
      },
      {
        passes: grid({ 'amtFine.current': 0, 'note.current': '2 件均为警告，没有罚款' }),
        fails: grid({ 'amtFine.current': 0 }),
        at: 'admCases.current',
      },
    ],
    'T1-10': [
      // 罚款 and 警告 in one decision are one 件 (W8).
      {
        passes: {
          ledgers: {
            decisions: [
              decision('济任医保罚〔2023〕1号', '罚款'),
              decision('济任医保罚〔2023〕1号', '其他'),
              decision('济任医保罚〔2023〕2号', '罚款'),
            ],
          },
        },
        fails: {
          ledgers: {
            decisions: [decision('济任医保罚〔2023〕1号', '罚款'), decision('济任医保罚〔2023〕1号', '其他')],
          },
        },
        at: 'admCases.current',
        says: '1 份决定书',
      },
    ],
    'T1-11': [
      {
        passes: grid({ 'chkVisits.adjust': -3, 'chkVisits.cumulative': 85, 'note.current': '上期多报 3 家次' }),
        fails: grid({ 'chkVisits.cumulative': 85 }),
        at: 'chkVisits.cumulative',
      },
      {
        passes: grid({ 'chkAgency.current': 3, 'chkAgency.cumulative': 3 }),
        fails: grid({ 'chkAgency.current': 3, 'chkAgency.cumulative': 6 }),
        at: 'chkAgency.cumulative',
      },
    ],
    'T1-12': [
      {
        passes: grid({ 'repRecv.current': 0, 'repRecv.cumulative': 2 }),
        fails: grid({
          'repRecv.current': 0,
          'repRecv.adjust': -1,
          'repRecv.cumulative': 1,
          'note.current': '上期重复',
        }),
        at: 'repRecv.cumulative',
      },
    ],
    'T1-13': [
      // Two offices, one list: the institution that both bring is one 家.
      {
        passes: { grid: { 'chkInst.current': 2 }, ledgers: { roster: [listed(H(1)), listed(H(2)), listed(H(2))] } },
        fails: { grid: { 'chkInst.current': 2 }, ledgers: { roster: [listed(H(1)), listed(H(2)), listed(H(3))] } },
        at: 'chkInst.current',
        says: '3 家',
      },
      ...totals,
    ],
    'T1-14': [
      {
        passes: grid({ ...zero(HANDLED), 'hdlInst.current': 1 }),
        fails: grid(zero(HANDLED)),
        at: 'clueTrue.current',
      },
    ],
    'T1-15': [
      {
        passes: grid({ 'fldLabRecover.current': 295_000_000 }),
        fails: grid({ 'fldLabRecover.current': 295_000_001 }),
        at: 'fldOrthoRecover.current',
      },
      ...['Ortho', 'Dialysis', 'Cardio', 'Imaging', 'Lab', 'Rehab'].map(recoveredOf),
      // Two fields with 30 each are more than the 30 institutions checked, and in order.
      {
        passes: grid({ 'fldLabInst.current': 30, 'fldRehabInst.current': 30 }),
        fails: grid({ 'fldLabInst.current': 31 }),
        at: 'fldLabInst.current',
      },
    ],
    'T1-17': [
      limit('amtRecover.current', [450_000_000, 450_000_001], '超过一半'),
      {
        // One case made known inside is work, little as it is.
        passes: grid({ ...nothing, 'clueRecv.current': 2, 'expInner.current': 1 }),
        fails: grid({ ...nothing, 'clueRecv.current': 2 }),
        at: 'clueRecv.current',
        says: '还有 2 条',
      },
    ],
    'T1-18': [
      {
        passes: grid({ 'amtPayable.current': 2_000_000 }),
        fails: grid({ 'amtPayable.current': 1_999_999 }),
        at: 'amtPaid.cumulative',
      },
    ],
  },
};
