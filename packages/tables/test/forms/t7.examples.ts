import type { LedgerRow } from '../../src/index.js';
import { filledGrid, formOf } from './clean.js';
import { type FormExamples, grid, limit } from './example.js';

const t7 = formOf('t7.yaml');
const first = filledGrid(t7, {});
const second = filledGrid(t7, { previous: first });

const handover = (caseNo: string, more: LedgerRow = {}): LedgerRow => ({
  caseNo,
  sentOn: '2023-10-10',
  receivedOn: '2023-10-12',
  result: '立案',
  ...more,
});
/** The four cases sent since the campaign began. */
const four = (more: LedgerRow = {}) => [
  handover('A1'),
  handover('A2'),
  handover('A3', { result: '受理' }),
  handover('A4', more),
];
const list = (handovers: readonly LedgerRow[]) => ({ ledgers: { handovers } });

export const t7Examples: FormExamples = {
  file: 't7.yaml',
  clean: { grid: second, previous: first, lastPeriod: first },
  checks: {
    // 1054 件 1619 人 and the like (W16): never fewer 人 than 件.
    'T7-1': (['arrest', 'indict', 'superv'] as const).map((step) => ({
      passes: grid({ [`${step}Pers.current`]: 2 }),
      fails: grid({ [`${step}Pers.current`]: 1 }),
      at: `${step}Pers.current` as const,
    })),
    'T7-2': [
      {
        passes: grid({ 'policeRecv.cumulative': 4 }),
        fails: grid({ 'policeRecv.cumulative': 5 }),
        at: 'sentPolice.cumulative',
      },
    ],
    'T7-3': [
      {
        passes: grid({ 'policeAccepted.cumulative': 4 }),
        fails: grid({ 'policeAccepted.cumulative': 5 }),
        at: 'policeRecv.cumulative',
      },
      {
        passes: grid({ 'policeFiled.cumulative': 4 }),
        fails: grid({ 'policeFiled.cumulative': 5 }),
        at: 'policeAccepted.cumulative',
      },
      {
        passes: grid({ 'policeSolved.cumulative': 4 }),
        fails: grid({ 'policeSolved.cumulative': 5 }),
        at: 'policeFiled.cumulative',
      },
    ],
    'T7-4': [
      { passes: list(four()), fails: list(four().slice(1)), at: 'sentPolice.cumulative', says: '清单上有 3 件' },
      {
        passes: list(four()),
        fails: list(four({ receivedOn: null, reason: '材料不全，未接收' })),
        at: 'policeRecv.cumulative',
      },
    ],
    'T7-5': [
      {
        passes: list(four({ result: '退回', reason: '证据不足' })),
        fails: list(four({ result: '退回' })),
        at: ['handovers', 3],
        says: '“退回”',
      },
    ],
    'T7-6': [
      {
        passes: list(four({ receivedOn: '2023-10-10' })),
        fails: list(four({ receivedOn: '2023-10-09' })),
        at: ['handovers', 3],
      },
    ],
    'T7-7': [limit('invAbnormal.current', [2, 3])],
    'T7-8': [
      {
        passes: grid({ 'courtClosed.adjust': -1, 'courtClosed.cumulative': 3 }),
        fails: grid({ 'courtClosed.cumulative': 3 }),
        at: 'courtClosed.cumulative',
      },
      limit('mktPharm.cumulative', [4, 5]),
    ],
    'T7-9': [
      {
        passes: grid({ 'hotlineSent.current': 0, 'hotlineSent.cumulative': 2 }),
        fails: grid({ 'hotlineSent.current': 0, 'hotlineSent.adjust': -1, 'hotlineSent.cumulative': 1 }),
        at: 'hotlineSent.cumulative',
      },
    ],
  },
};
