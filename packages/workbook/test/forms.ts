import type { Ledger, LedgerColumn, Measure, TableDefinition } from '@duban/tables';

/** Small tables that have one of everything a definition can say, apart from the real ones in seeds/tables. */
const header: TableDefinition['header'] = [
  { key: 'reportUnit', label: '填报单位', required: true, kind: 'text', prefilled: true },
  { key: 'period', label: '统计期', required: true, kind: 'text', prefilled: true },
  { key: 'unitLeader', label: '单位负责人', required: true, kind: 'text', prefilled: false },
  { key: 'reviewer', label: '审核人', required: false, kind: 'text', prefilled: false },
  { key: 'filler', label: '填报人', required: true, kind: 'text', prefilled: false },
  { key: 'phone', label: '联系电话', required: true, kind: 'phone', prefilled: false },
  { key: 'filedOn', label: '报出日期', required: false, kind: 'date', prefilled: false },
];

const empty = {
  version: 2,
  registration: null,
  frame: 'periodic',
  blocks: [],
  ledgers: [],
  crosswalk: null,
  reconciliations: [],
  header,
  sections: [],
  checks: [],
  guidance: ['没有发生的填 0。'],
  options: {},
} as const satisfies Partial<TableDefinition>;

function measure(key: string, label: string, rest: Partial<Measure> = {}): Measure {
  const kind = rest.kind ?? 'count';
  return {
    key,
    label,
    kind,
    unit: kind === 'money' ? '万元' : kind === 'text' ? '' : '件',
    decimals: kind === 'money' ? 2 : 0,
    semantics: kind === 'text' ? 'text' : 'flow-additive',
    indent: 0,
    required: kind !== 'text',
    source: 'test',
    ...rest,
  };
}

function column(key: string, kind: LedgerColumn['kind'], rest: Partial<LedgerColumn> = {}): LedgerColumn {
  return {
    key,
    label: key,
    kind,
    unit: kind === 'money' ? '元' : kind === 'count' ? '人' : '',
    decimals: kind === 'money' ? 2 : 0,
    required: false,
    choices: [],
    pattern: null,
    source: 'test',
    ...rest,
  };
}

const violations = ['重复收费', '分解收费', '超标准收费', '串换收费', '不实收费', '虚假结算', '超医保支付政策范围'];
const matrixColumns = [
  { key: 'cases', label: '违规例（次）数', unit: '例次' },
  { key: 'amt', label: '违规金额', unit: '万元' },
  { key: 'remark', label: '备注', unit: '' },
] as const;

/** 自查自纠: violations × 例次, 金额, 备注, after two figures of a list; filled in once; registered. */
export const matrixForm: TableDefinition = {
  ...empty,
  id: 'X2',
  title: '定点医疗机构自查情况统计表',
  frame: 'once',
  registration: {
    number: '医保监管 2 表',
    authority: '某市医疗保障局',
    approval: '某统制〔2024〕6号',
    validUntil: null,
  },
  sections: [
    {
      key: null,
      title: '一、自查概况',
      block: null,
      matrix: null,
      measures: [
        measure('instDue', '应自查机构', {
          unit: '家',
          semantics: 'stock',
          once: true,
          note: '本单位管辖的全部定点医药机构。',
        }),
        measure('instDone', '已自查机构', { unit: '家', semantics: 'flow-distinct', once: true }),
        measure('doneRate', '自查完成率', {
          kind: 'ratio',
          unit: '%',
          decimals: 1,
          semantics: 'ratio',
          once: true,
          required: false,
          ratio: { of: 'instDone.current', over: 'instDue.current' },
        }),
      ],
    },
    {
      key: 'self',
      title: '二、自查发现的违规行为',
      block: null,
      matrix: {
        rowTitle: '违规行为',
        rows: violations.map((label, i) => ({
          key: `r${i + 1}`,
          label,
          ...(i === 0 ? { note: '同一项目重复计费。' } : {}),
        })),
        columns: matrixColumns,
      },
      measures: violations.flatMap((label, i) => [
        measure(`r${i + 1}Cases`, `${label}：例次`, {
          unit: '例次',
          once: true,
          cell: { row: `r${i + 1}`, column: 'cases' },
        }),
        measure(`r${i + 1}Amt`, `${label}：金额`, {
          kind: 'money',
          once: true,
          cell: { row: `r${i + 1}`, column: 'amt' },
        }),
        measure(`r${i + 1}Remark`, `${label}：备注`, {
          kind: 'text',
          once: true,
          cell: { row: `r${i + 1}`, column: 'remark' },
        }),
      ]),
    },
  ],
};

/** Two departments, one of which may be 不适用 and has two sections. */
export const blockForm: TableDefinition = {
  ...empty,
  id: 'X7',
  title: '部门协同情况统计表',
  blocks: [
    { key: 'medical', label: '医保', optional: false },
    { key: 'police', label: '公安', optional: true },
  ],
  sections: [
    {
      key: null,
      title: '一、医保部门',
      block: 'medical',
      matrix: null,
      measures: [measure('transferred', '移送公安机关'), measure('fined', '行政罚款', { kind: 'money' })],
    },
    {
      key: null,
      title: '二、公安机关：受理与立案',
      block: 'police',
      matrix: null,
      measures: [measure('received', '接收移送'), measure('filed', '其中：立案', { indent: 1 })],
    },
    {
      key: null,
      title: '三、公安机关：追缴',
      block: 'police',
      matrix: null,
      measures: [
        measure('recovered', '追缴金额', { kind: 'money', unit: '元' }),
        measure('note', '情况说明', { kind: 'text' }),
      ],
    },
  ],
};

const sources = ['国家大数据', '省大数据', '市大数据', '举报', '12345', '部门移送', '飞检', '舆情'];

export const clues: Ledger = {
  key: 'clues',
  title: '线索台账',
  unique: ['clueNo'],
  rows: 20,
  optional: false,
  columns: [
    column('clueNo', 'code', {
      label: '线索编号',
      required: true,
      pattern: '[A-Z]{2}[0-9]{8}',
      note: '下发时的编号，原样填写。',
    }),
    column('source', 'choice', { label: '来源', required: true, choices: sources }),
    column('instName', 'text', { label: '涉及机构', required: true }),
    column('receivedOn', 'date', { label: '接收日期', required: true }),
    column('status', 'choice', {
      label: '核查状态',
      required: true,
      choices: ['待分派', '核查中', '待复核', '已办结'],
    }),
    column('amt', 'money', { label: '违规金额' }),
    column('persons', 'count', { label: '涉及参保人' }),
    column('penalty', 'choice', {
      label: '处理方式',
      choices: ['约谈', '警告,通报批评', '罚款', '其他'],
    }),
    column('multiple', 'number', { label: '罚款倍数', decimals: 1 }),
    column('remark', 'text', { label: '备注' }),
  ],
};

/** Figures counted from a ledger, beside one that is typed. */
export const countedForm: TableDefinition = {
  ...empty,
  id: 'X3',
  title: '线索核查反馈表',
  ledgers: [clues],
  sections: [
    {
      key: null,
      title: '一、线索核查情况',
      block: null,
      matrix: null,
      measures: [
        measure('due', '应核查', { unit: '条', semantics: 'stock', from: 'count(clues)' }),
        measure('done', '已办结', { unit: '条', semantics: 'stock', from: "count(clues where status == '已办结')" }),
        measure('found', '违规金额', {
          kind: 'money',
          semantics: 'stock',
          from: "total(clues.amt where status in ('待复核', '已办结'))",
        }),
        measure('insts', '涉及机构', { unit: '家', semantics: 'stock', from: 'distinct(clues.instName)' }),
        measure('visits', '现场核查', { unit: '次' }),
      ],
    },
  ],
};

/** Ledgers and nothing else, one of them as wide as a case file. */
export const ledgersOnly: TableDefinition = {
  ...empty,
  id: 'X4',
  title: '案件查办台账',
  ledgers: [
    {
      key: 'cases',
      title: '案件台账：立案/查办 [2024]',
      unique: [],
      rows: 30,
      optional: false,
      columns: Array.from({ length: 28 }, (_, i) =>
        column(`c${i + 1}`, (['code', 'text', 'date', 'money', 'choice'] as const)[i % 5] ?? 'text', {
          label: `栏目${i + 1}`,
          required: i < 3,
          choices: i % 5 === 4 ? ['是', '否'] : [],
        }),
      ),
    },
    { ...clues, key: 'more', rows: 5, optional: true },
  ],
};
