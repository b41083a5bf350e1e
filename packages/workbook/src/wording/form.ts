export const sheetNames = {
  form: '统计表',
  guidance: '填表说明',
  findings: '审核意见',
  overview: '汇总',
  byOfficeCurrent: '分单位（本期）',
  byOfficeCumulative: '分单位（累计）',
  sources: '来源',
  progress: '报送情况',
  byOfficeOnce: '分单位',
  provisional: '快报与定稿',
  distinct: '去重',
  reconciliations: '差异核对',
  skipped: '未采用文件',
  charts: '图表',
  campaign: '累计汇总',
} as const;

export const formTexts = {
  columns: {
    number: '序号',
    measure: '指标',
    unit: '计量单位',
    previous: '上期累计',
    current: '本期',
    adjust: '上期调整数',
    cumulative: '累计',
    remark: '说明',
  },
  legend: (unit: string) =>
    `黄色单元格由填报单位填写，没有发生的填 0（空白视为漏填）；灰色单元格不适用；白色“累计”自动计算。金额除另有注明外以${unit}为单位。`,
  notApplicable: '—',
  due: '报送期限',
  seal: '（单位盖章）',
  printFooter: '第 &P 页，共 &N 页',
  guidanceTitle: (title: string) => `${title}填表说明`,
  guidanceColumns: ['序号', '指标', '计量单位', '计数方式', '口径'],
  generalGuidance: '一、填报要求',
  measureGuidance: '二、指标口径',
} as const;

export const semanticsNames = {
  'flow-additive': '发生数，可相加',
  'flow-distinct': '去重数，只计一次',
  stock: '期末数',
  ratio: '自动计算',
  text: '文字',
} as const;

export const inputTexts = {
  countTitle: '请填整数',
  count: (unit: string) => `请填不小于 0 的整数（单位：${unit}）。没有发生的填 0。`,
  moneyTitle: '请填金额',
  money: (unit: string) => `请填不小于 0 的数，单位：${unit}，只填数字。没有发生的填 0。`,
  adjustTitle: '上期调整数',
  adjustCount: (unit: string) => `更正以前各期的数，可为负数（单位：${unit}），并在说明栏写明原因。没有调整的不填。`,
  adjustMoney: (unit: string) => `更正以前各期的数，可为负数，单位：${unit}，并在说明栏写明原因。没有调整的不填。`,
  refusedTitle: '填写有误',
} as const;

export function periodName(period: string): string {
  const quarter = /^(\d{4})-?Q([1-4])$/.exec(period);
  if (quarter) return `${quarter[1]}年第${'一二三四'.charAt(Number(quarter[2]) - 1)}季度`;
  const month = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(period);
  return month ? `${month[1]}年${Number(month[2])}月` : period;
}
