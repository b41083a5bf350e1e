import type { LedgerRow } from '../../src/index.js';
import { filledGrid, formOf, YUAN } from './clean.js';
import { type FormExamples, rowExamples } from './example.js';

const base: LedgerRow = {
  caseNo: '济任医保案〔2023〕1号',
  partyType: '定点医疗机构',
  party: '甲医院',
  instCode: 'H37081100001',
  violation: '分解住院、挂床住院',
  violationFrom: '2022-01-01',
  violationTo: '2022-12-31',
  article: '条例第38条',
  filedOn: '2023-09-01',
  officer1: '王某',
  officer2: '李某',
  amtInvolved: 10_000 * YUAN,
  lossAmt: 10_000 * YUAN,
  refundOrdered: 10_000 * YUAN,
  refundPaid: 8_000 * YUAN,
  fine: 15_000 * YUAN,
  leniency: '无',
  decisionNo: '济任医保罚〔2023〕1号',
  decidedOn: '2023-10-20',
  servedOn: '2023-10-25',
  major: '否',
  closedOn: '2023-11-20',
};
/** Filed and not decided yet. */
const pending: LedgerRow = {
  caseNo: '济任医保案〔2023〕2号',
  partyType: '参保人员',
  party: '张某',
  violation: '冒名就医',
  article: '条例第41条',
  filedOn: '2023-11-01',
  officer1: '王某',
  officer2: '李某',
  amtInvolved: 500 * YUAN,
  leniency: '无',
  major: '否',
};
const ledgers = { cases: [pending, base] };
const one = rowExamples('cases', ledgers.cases);
const yuan = (amount: number) => amount * YUAN;

const art39 = { article: '条例第39条', refused: '是', lossAmt: null };
const art40 = { article: '条例第40条', lossAmt: null, obtainedAmt: yuan(10_000) };
const art41 = { article: '条例第41条', lossAmt: null, obtainedAmt: yuan(1_000), fraud: '是' };
const national = { exposureScope: '国家级', reportedUpOn: '2023-11-10' };

export const t4Examples: FormExamples = {
  file: 't4.yaml',
  clean: { grid: filledGrid(formOf('t4.yaml'), { ledgers }), ledgers },
  checks: {
    // Loss 10,000 yuan: 10,000 to 20,000.
    'T4-1': [
      one({ fine: yuan(20_000) }, { fine: yuan(20_000) + 1 }, '20000.01 元'),
      one({ fine: yuan(9_000), leniency: '减轻处罚' }, { fine: yuan(10_000) - 1 }),
    ],
    'T4-2': [
      one({ ...art39, fine: yuan(50_000) }, { ...art39, fine: yuan(50_000) + 1 }),
      one({ ...art39, fine: yuan(10_000) }, { ...art39, fine: yuan(10_000) - 1 }),
      one({ ...art39, fine: yuan(20_000) }, { ...art39, fine: yuan(20_000), refused: '否' }, '先责令改正'),
    ],
    'T4-3': [
      one({ ...art40, fine: yuan(50_000) }, { ...art40, fine: yuan(50_000) + 1 }),
      one({ ...art40, fine: yuan(20_000) }, { ...art40, fine: yuan(20_000) - 1 }, '低于骗取金额的 2 倍（20000.00 元）'),
    ],
    'T4-4': [
      one({ ...art41, fine: yuan(5_000) }, { ...art41, fine: yuan(5_000) + 1 }),
      one({ ...art41, fine: yuan(2_000) }, { ...art41, fine: yuan(2_000) - 1 }),
      one({ ...art41, fraud: '否', fine: 0 }, { ...art41, fraud: '否', fine: 1 }),
    ],
    'T4-5': [
      one({ filedOn: '2023-10-20' }, { filedOn: '2023-10-21' }),
      one({ servedOn: '2023-10-20' }, { servedOn: '2023-10-19' }),
      one({ closedOn: '2023-09-01' }, { closedOn: '2023-08-31' }),
      one(
        { transferAskedOn: '2023-10-01', transferApprovedOn: '2023-10-01' },
        { transferAskedOn: '2023-10-02', transferApprovedOn: '2023-10-01' },
      ),
      one(
        { transferApprovedOn: '2023-10-01', transferredOn: '2023-10-01' },
        { transferApprovedOn: '2023-10-02', transferredOn: '2023-10-01' },
      ),
      one({ violationFrom: '2022-12-31' }, { violationFrom: '2023-01-01' }),
    ],
    'T4-6': [
      one(
        { transferredOn: '2023-10-01', remark: '公安退回后作出处罚' },
        { transferredOn: '2023-10-01' },
        '先移送是允许的',
      ),
    ],
    'T4-7': [
      one({ ...national, exposedOn: '2023-11-10' }, { ...national, exposedOn: '2023-11-09' }),
      one({ exposureScope: '本地', exposedOn: '2023-11-10' }, { exposureScope: '国家级', exposedOn: '2023-11-10' }),
    ],
    'T4-8': [
      one(
        { exposureApprovedOn: '2023-11-09', exposedOn: '2023-11-09' },
        { exposureApprovedOn: '2023-11-10', exposedOn: '2023-11-09' },
      ),
    ],
    'T4-9': [one({ major: '是', reportedUpOn: '2023-09-05' }, { major: '是' })],
    'T4-10': [
      one(
        { transferAskedOn: '2023-10-20', transferApprovedOn: '2023-10-23' },
        { transferAskedOn: '2023-10-20', transferApprovedOn: '2023-10-24' },
        '4 天才批准',
      ),
      one(
        { transferApprovedOn: '2023-10-23', transferredOn: '2023-10-24' },
        { transferApprovedOn: '2023-10-23', transferredOn: '2023-10-25' },
        '2 天才移送',
      ),
    ],
    'T4-11': [
      one(
        { suspendFrom: '2023-11-01', suspendTo: '2024-05-01' },
        { suspendFrom: '2023-11-01', suspendTo: '2024-04-01' },
        '暂停 152 天',
      ),
      one(
        { partyType: '参保人员', suspendFrom: '2023-11-01', suspendTo: '2024-02-01' },
        { partyType: '参保人员', suspendFrom: '2023-11-01', suspendTo: '2024-01-01' },
      ),
    ],
    'T4-12': [
      one(
        { terminatedOn: '2023-11-01', barredUntil: '2026-10-31' },
        { terminatedOn: '2023-11-01', barredUntil: '2026-10-29' },
      ),
    ],
    'T4-13': [one({ refundPaid: yuan(10_000) }, { refundPaid: yuan(10_000) + 1 })],
    'T4-14': [one({ fine: 0, decisionNo: null }, { decisionNo: null })],
    'T4-16': [
      one({ lossAmt: yuan(10_000) }, { lossAmt: null }),
      one({ ...art40, fine: yuan(20_000) }, { ...art40, obtainedAmt: null, fine: yuan(20_000) }, '骗取金额'),
    ],
    'T4-15': [one({ violationTo: '2021-05-01' }, { violationTo: '2021-04-30' }, '社会保险法')],
  },
};
