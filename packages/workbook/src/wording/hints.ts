import { columnNames } from '@duban/tables';

/** What the form says while it is being filled in. */
export const hintTexts = {
  column: '核对',
  lastPeriod: '上期本期数',
  should: { '==': '应等于', '!=': '应不等于', '<=': '应不大于', '>=': '应不小于', '<': '应小于', '>': '应大于' },
  /** A rule that is more than one comparison. */
  other: (id: string) => `与审核关系 ${id} 不符（见填表说明）`,
  nothingYet: '表内核对：填写后自动核对',
  /** Around live counts. */
  blanks: ['还有 ', ' 格没填'],
  filled: '已填齐',
  agreed: '表内核对：全部相符',
  disagreed: ['表内核对：有 ', ' 行不符，见右侧“核对”栏'],
} as const;

/** Rules in words, by measure labels. */
export const ruleWords = {
  '==': ' = ',
  '!=': ' ≠ ',
  '<=': ' ≤ ',
  '>=': ' ≥ ',
  '<': ' < ',
  '>': ' > ',
  add: ' + ',
  minus: ' − ',
  times: ' × ',
  and: '，且 ',
  or: '，或 ',
  ifThen: (condition: string, then: string) => `${condition} 时，${then}`,
  sum: (items: string) => `${items} 之和`,
  sumOf: (group: string) => `“${group}”各项之和`,
  max: (items: string) => `${items} 中最大的`,
  min: (items: string) => `${items} 中最小的`,
  filled: (name: string) => `${name} 已填`,
  inList: (name: string, choices: readonly string[]) =>
    `${name} 为${choices.map((choice) => `“${choice}”`).join('或')}`,
  near: (left: string, right: string, percent: number) => `${left} 与 ${right} 相差不超过 ${percent}%`,
  days: (from: string, to: string) => `${from} 至 ${to} 的天数`,
  reach: {
    ...columnNames,
    own: '本数',
    prev: '上期累计',
    last: hintTexts.lastPeriod,
    base: '上年同期',
    peer: '各单位中位数',
  },
  tally: {
    count: (ledger: string) => `台账“${ledger}”的记录数`,
    total: (ledger: string, column: string) => `台账“${ledger}”的${column}合计`,
    distinct: (ledger: string, column: string) => `台账“${ledger}”中不重复的${column}数`,
  },
  where: (what: string, condition: string) => `${what}（${condition}）`,
  each: '各项',
  eachOf: (rule: string, labels: readonly string[]) => `${rule}（各项：${labels.join('、')}）`,
  eachAlike: (rule: string, kind: string) => `${rule}（各项：${kind}）`,
  moneyLiteral: (amount: string) => `${amount}元`,
  kinds: {
    'flow-additive': '家次、件、金额等可以相加的全部指标',
    'flow-distinct': '家、人等每家（每人）只计一次的全部指标',
    stock: '全部期末数',
  },
} as const;
