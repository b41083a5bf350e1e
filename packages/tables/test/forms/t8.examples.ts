import type { LedgerRow } from '../../src/index.js';
import { filledGrid, formOf, YUAN } from './clean.js';
import { type FormExamples, grid, rowExamples } from './example.js';

function ledgerForm(file: string, ledgers: Readonly<Record<string, readonly LedgerRow[]>>) {
  return { file, clean: { grid: filledGrid(formOf(file), { ledgers }), ledgers } };
}

const problem: LedgerRow = {
  itemNo: 'WT-002',
  origin: '现场检查',
  unit: '甲医院',
  problem: '重复收费',
  foundOn: '2022-03-01',
  duty: '甲医院',
  owner: '王某',
  limitOn: '2022-06-30',
  status: '已销号',
  clearedOn: '2022-06-20',
  updatedOn: '2022-07-31',
};
const problems = [{ ...problem, itemNo: 'WT-001' }, problem];
const inProblems = rowExamples('problems', problems);
const t8aExamples: FormExamples = {
  ...ledgerForm('t8a.yaml', { problems }),
  checks: {
    'T8a-1': [
      {
        ...inProblems({ status: '整改中', clearedOn: null }, { status: null, clearedOn: null }),
        at: 'all.current',
        says: '之和是 1 个',
      },
    ],
    'T8a-2': [
      inProblems({}, { clearedOn: null }),
      inProblems({ status: '整改中', clearedOn: null }, { status: '整改中' }, '“整改中”'),
    ],
    'T8a-3': [
      inProblems({ clearedOn: '2022-03-01' }, { clearedOn: '2022-02-28' }),
      inProblems({ limitOn: '2022-03-01' }, { limitOn: '2022-02-28' }),
    ],
    'T8a-4': [
      inProblems(
        { status: '整改中', clearedOn: null, limitOn: '2022-07-31' },
        { status: '整改中', clearedOn: null, limitOn: '2022-07-30' },
        '已超期 1 天',
      ),
    ],
    'T8a-5': [inProblems({ clearedOn: '2022-07-01', remark: '疫情延期' }, { clearedOn: '2022-07-01' })],
  },
};

const before = filledGrid(formOf('t8b.yaml'), {});
const t8bExamples: FormExamples = {
  file: 't8b.yaml',
  clean: { grid: before, lastPeriod: before },
  checks: {
    'T8b-1': (['pharm', 'low', 'second'] as const).map((kind) => ({
      passes: grid({ [`${kind}Total.current`]: 3, [`${kind}On.current`]: 3 }),
      fails: grid({ [`${kind}Total.current`]: 3, [`${kind}On.current`]: 4 }),
      at: `${kind}On.current` as const,
    })),
    'T8b-2': (['pharm', 'low', 'second'] as const).map((kind) => ({
      passes: grid({ [`${kind}Settle.current`]: 2 }),
      fails: grid({ [`${kind}Settle.current`]: 3 }),
      at: `${kind}Settle.current` as const,
    })),
    'T8b-3': (['pharm', 'low', 'second'] as const).map((kind) => ({
      passes: grid({ [`${kind}On.current`]: 1, 'note.current': '1 家退出定点' }),
      fails: grid({ [`${kind}On.current`]: 1 }),
      at: `${kind}On.current` as const,
      says: '上期的 2 家',
    })),
  },
};

const score: LedgerRow = {
  recordNo: 'JF-001',
  staffCode: 'D150626000123',
  personMask: '张某',
  instCode: 'H15062600001',
  instName: '旗人民医院',
  post: '医师',
  reason: '过度检查',
  basis: '旗医保处〔2025〕3号',
  scoredOn: '2025-04-10',
  points: 2,
  yearPoints: 4,
  measure: '提醒',
};
const scores = [{ ...score, recordNo: 'JF-000', yearPoints: 2 }, score];
const inScores = rowExamples('scores', scores);
const t8cExamples: FormExamples = {
  ...ledgerForm('t8c.yaml', { scores }),
  checks: {
    'T8c-1': [inScores({ points: 12, yearPoints: 12 }, { points: 13, yearPoints: 13 })],
    'T8c-2': [inScores({ yearPoints: 2 }, { yearPoints: 1 })],
    'T8c-3': [
      inScores({ yearPoints: 8 }, { yearPoints: 9 }, '“提醒”'),
      inScores({ yearPoints: 12, measure: '终止' }, { yearPoints: 12, measure: '暂停' }),
    ],
    'T8c-4': [
      inScores({ measure: '暂停', suspendFrom: '2025-05-01', suspendTo: '2025-08-01' }, { measure: '暂停' }),
      inScores(
        { suspendFrom: '2025-05-01', suspendTo: '2025-05-01' },
        { suspendFrom: '2025-05-01', suspendTo: '2025-04-30' },
      ),
    ],
    'T8c-5': [inScores({ publishedOn: '2025-04-10' }, { publishedOn: '2025-04-09' })],
  },
};

const reward: LedgerRow = {
  reportNo: 'JB-002',
  channel: '电话',
  named: '是',
  receivedOn: '2023-03-01',
  filedOn: '2023-03-10',
  toldOn: '2023-03-14',
  result: '查实',
  amtFound: 100_000 * YUAN,
  rule: '2023年办法',
  decidedOn: '2023-05-10',
  rewardAmt: 2_000 * YUAN,
  paidOn: '2023-05-20',
};
const rewards = [{ ...reward, reportNo: 'JB-001' }, reward];
const inRewards = rowExamples('rewards', rewards);
/** Decided on the last day of the rule of 2019. */
const old = { receivedOn: '2022-03-01', decidedOn: '2022-12-31', rule: '2019年办法' };
const t8dExamples: FormExamples = {
  ...ledgerForm('t8d.yaml', { rewards }),
  checks: {
    // The same 150,000 yuan are too much on 2022-12-31 and in order a day later (W27).
    'T8d-1': [
      inRewards({ ...old, rewardAmt: 100_000 * YUAN }, { ...old, rewardAmt: 150_000 * YUAN }, '最高 10 万元'),
      inRewards({ decidedOn: '2023-01-01', rewardAmt: 200_000 * YUAN }, { rewardAmt: 200_000 * YUAN + 1 }),
    ],
    'T8d-2': [inRewards({ ...old, rewardAmt: 100 * YUAN }, { rewardAmt: 200 * YUAN - 1 })],
    'T8d-3': [
      inRewards(old, { ...old, rule: '2023年办法' }),
      inRewards({ decidedOn: '2023-01-01' }, { decidedOn: '2023-01-01', rule: '2019年办法' }),
    ],
    'T8d-4': [
      inRewards({ result: '部分查实' }, { result: '核查中' }),
      inRewards({}, { decidedOn: null, paidOn: null }),
    ],
    'T8d-5': [
      inRewards({ receivedOn: '2023-05-10' }, { receivedOn: '2023-05-11' }),
      inRewards({ paidOn: '2023-05-10' }, { paidOn: '2023-05-09' }),
    ],
    'T8d-6': [inRewards({ toldOn: '2023-03-17' }, { toldOn: '2023-03-18' }, '8 天才告知')],
    'T8d-7': [
      inRewards(
        { rewardAmt: null, decidedOn: null, paidOn: null, remark: '举报人放弃奖励' },
        { rewardAmt: null, decidedOn: null, paidOn: null },
      ),
    ],
  },
};

const item: LedgerRow = {
  kind: '西药',
  serial: '2',
  name: '阿托伐他汀',
  form: '口服常释剂型',
  paid: 1_000_000 * YUAN,
  paidBase: 900_000 * YUAN,
  insts: 12,
  abnormal: '否',
};
const items = [{ ...item, serial: '1', name: '人血白蛋白', form: '注射剂' }, item];
const inItems = rowExamples('items', items);
const t8eExamples: FormExamples = {
  ...ledgerForm('t8e.yaml', { items }),
  checks: {
    'T8e-1': [inItems({ paid: 1_350_000 * YUAN }, { paid: 1_350_000 * YUAN + 1 }, '阿托伐他汀')],
    'T8e-2': [inItems({ abnormal: '是', analysis: '集采换品，已核实' }, { abnormal: '是' })],
    'T8e-3': [inItems({ abnormal: '是', clueNo: 'GJ2023-0009' }, { abnormal: '是' })],
    'T8e-4': [inItems({ insts: 0, paid: 0 }, { insts: 0 })],
  },
};

const release: LedgerRow = {
  itemNo: 'BG-002',
  kind: '公开曝光典型案例',
  title: '甲医院挂床住院案',
  cases: 1,
  scope: '全市',
  media: '市医保局网站',
  approvedOn: '2023-10-10',
  releasedOn: '2023-10-12',
};
const releases = [{ ...release, itemNo: 'BG-001' }, release];
const inReleases = rowExamples('releases', releases);
const national = { scope: '全国', reportedUpOn: '2023-10-12' };
const t8fExamples: FormExamples = {
  ...ledgerForm('t8f.yaml', { releases }),
  checks: {
    'T8f-1': [inReleases({ releasedOn: '2023-10-10' }, { releasedOn: '2023-10-09' })],
    'T8f-2': [inReleases({ kind: '宣传活动', approvedOn: null }, { approvedOn: null })],
    'T8f-3': [
      inReleases(national, { ...national, reportedUpOn: '2023-10-13' }),
      inReleases(national, { scope: '全国' }),
    ],
    'T8f-4': [
      inReleases({ kind: '内部通报典型案例' }, { kind: '内部通报典型案例', cases: 0 }),
      inReleases({ kind: '宣传活动', cases: null }, { cases: null }),
    ],
  },
};

export const t8Examples: readonly FormExamples[] = [
  t8aExamples,
  t8bExamples,
  t8cExamples,
  t8dExamples,
  t8eExamples,
  t8fExamples,
];
