export const sheetNames = {
  form: '统计表',
  cover: '报送封面',
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
  /** 本期 of a form that is filled in once. */
  onceCurrent: '填报数',
  legend: ({ unit, grey, white }: { unit: string | null; grey: boolean; white: readonly string[] }) =>
    [
      '黄色单元格由填报单位填写，没有发生的填 0（空白视为漏填）',
      ...(grey ? ['灰色单元格不适用'] : []),
      ...white.map((text) => `白色${text}`),
    ].join('；') + (unit === null ? '。' : `。金额除另有注明外以${unit}为单位。`),
  rolledForward: '“累计”自动计算',
  countedLegend: '数字由台账自动计算，不用填写',
  coverLegend: '本表由若干台账组成，请在各台账工作表中逐条填写；下列记录数自动计算。',
  notApplicable: '—',
  due: '报送期限',
  seal: '（单位盖章）',
  printFooter: '第 &P 页，共 &N 页',
  counted: '由台账自动计算',
  ledgerColumns: ['序号', '台账', '计量单位', '记录数'],
  ledgerUnit: '条',
} as const;

export const registrationTexts = {
  number: '表　　号',
  authority: '制定机关',
  approval: '批准文号',
  validUntil: '有效期至',
  open: '长期',
} as const;

export const blockTexts = {
  present: '填报',
  absent: '不适用',
  hint: '← 没有该部门或该部门不报的，选“不适用”',
  promptTitle: '本部门是否填报',
  prompt: '选“填报”则本部门各行必须填写；选“不适用”则不填，也不按 0 计。',
} as const;

export const semanticsNames = {
  'flow-additive': '发生数，可相加',
  'flow-distinct': '去重数，只计一次',
  stock: '期末数',
  ratio: '自动计算',
  text: '文字',
} as const;

export function periodName(period: string): string {
  const quarter = /^(\d{4})-?Q([1-4])$/.exec(period);
  if (quarter) return `${quarter[1]}年第${'一二三四'.charAt(Number(quarter[2]) - 1)}季度`;
  const month = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(period);
  return month ? `${month[1]}年${Number(month[2])}月` : period;
}
