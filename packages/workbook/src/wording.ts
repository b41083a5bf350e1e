import type { Method } from './protocol.js';

/** All Chinese that this room prints, in one place: sheets, labels, findings, refusals. */
export const jobNames: Readonly<Record<Method, string>> = {
  template: '模板',
  fill: '模板',
  read: '报表',
  annotate: '审核意见表',
  merge: '汇总',
  summary: '汇总表',
  readTotals: '汇总表',
  readOffices: '汇总表',
};

export const sheetNames = {
  form: '统计表',
  guidance: '填表说明',
  findings: '审核意见',
  overview: '汇总',
  byOfficeCurrent: '分单位（本期）',
  byOfficeCumulative: '分单位（累计）',
  sources: '来源',
  progress: '报送情况',
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

/** `2023Q3` → `2023年第三季度`, `2023-09` → `2023年9月`; anything else as it is. */
export function periodName(period: string): string {
  const quarter = /^(\d{4})-?Q([1-4])$/.exec(period);
  if (quarter) return `${quarter[1]}年第${'一二三四'.charAt(Number(quarter[2]) - 1)}季度`;
  const month = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(period);
  return month ? `${month[1]}年${Number(month[2])}月` : period;
}

/** `actual` of `file-not-xlsx`. */
export const fileKinds = {
  empty: '空文件，0 字节',
  emptyZip: '空的压缩包',
  pdf: 'PDF 文档',
  rtf: 'RTF 文档',
  rar: 'RAR 压缩包',
  sevenZip: '7z 压缩包',
  gzip: 'gzip 压缩包',
  image: '图片',
  encrypted: '加了打开密码的工作簿，请先取消密码',
  doc: '旧版 Word 文档（.doc）',
  ppt: '旧版 PowerPoint 文档（.ppt）',
  xls: '旧版 Excel 工作簿（.xls 或 .et），只是改了扩展名的也算',
  ole: '旧版 Office 文件',
  unknown: '无法识别的文件',
  html: '网页（HTML），常见于从网站导出后改了扩展名',
  xml2003: 'XML 表格（2003）',
  xml: 'XML 文件',
  csv: 'CSV 文本',
  text: '纯文本（.txt）',
  docx: 'Word 文档（.docx）',
  pptx: 'PowerPoint 文档（.pptx）',
  xlsb: '二进制工作簿（.xlsb）',
  ods: 'OpenDocument 文件（.ods 等）',
  zipOfSheets: '装着工作簿的压缩包，请解压后逐个报送',
  zip: '压缩包（zip）',
} as const;

/** `reason` of `file-unsafe` and `file-unreadable`. */
export const unsafe = {
  packed: '文件超过 10 MB',
  unpacked: '解压后超过 100 MB',
  entries: '内部部件超过 1000 个',
  duplicate: '内部有重名部件',
  path: '内部文件名越出压缩包',
  size: '内部部件的实际大小与声明不符',
  encrypted: '内部部件加了密',
  macros: '含有宏',
  doctype: '含有 DOCTYPE 声明',
  stretch: '内部有异常长的内容',
  rows: '行数过多',
  columns: '列数过多',
  cells: '单元格过多（超过 30 万个）',
  sharedStrings: '文字条目过多（超过 20 万条）',
  merges: '合并单元格过多或过大',
  names: '定义的名称过多（超过 5000 个）',
  brokenZip: '压缩结构不完整，可能没有传完',
  brokenBook: '工作簿内部结构有误',
} as const;

/** What reading a sheet has to say; `check` of each finding is the key here. */
export const readingTexts = {
  onlyNumbers: '只填数字',
  'not-a-number': (label: string, found: string) =>
    `“${label}”填的是“${found}”，不是数字；没有发生的请填 0，不要填文字或符号。`,
  'not-whole': (label: string, found: string) => `“${label}”填的是 ${found}，应为整数。`,
  wholeExpected: '整数',
  'finer-than-fen': (label: string, found: string) =>
    `“${label}”填的是 ${found}，折合后不足 1 分的部分无法入账，请核对。`,
  fenExpected: '精确到分的金额',
  'error-value': (label: string, found: string) => `“${label}”显示错误值 ${found}，请改填数字。`,
  'formula-not-calculated': (label: string, found: string) =>
    `“${label}”是公式 ${found}，文件里没有它的计算结果。请在 Excel 或 WPS 中打开、重新计算并保存，或直接填数字。`,
  calculatedExpected: '带计算结果的公式或数字',
  formula: (label: string, found: string) => `“${label}”是公式（${found}），按其结果采用，请确认引用无误。`,
  formulaExpected: '直接填写数字',
  'formula-stale': (label: string, found: string) =>
    `“${label}”的公式结果是 ${found}，与表内各项不符。请重新计算后保存再报送。`,
  'text-number': (label: string, found: string) => `“${label}”填的是“${found}”，已按数字采用。`,
  textNumberExpected: (taken: string) => `按 ${taken} 采用`,
  'formula-replaced': (label: string) => `“${label}”的公式被改成了数值，按填写的数采用。`,
  formulaKept: '保留公式，自动计算',
  'row-missing': (label: string) => `表样被改动：找不到“${label}”这一行。请用下发的模板重新填写。`,
  'row-repeated': (label: string) => `表样被改动：“${label}”出现了不止一行，只采用第一行。请删去多余的行。`,
  'column-missing': (label: string) => `表样被改动：找不到“${label}”这一列。请用下发的模板重新填写。`,
  'unit-changed': (label: string, found: string) =>
    `“${label}”的计量单位被改成了“${found}”，无法确定填的是什么数。请按原单位填写。`,
  layoutExpected: '与下发的模板一致',
  layoutFound: '没有',
  repeatedFound: '重复',
  'header-blank': (label: string) => `“${label}”没有填写，请补充。`,
  headerExpected: '填写',
  blank: '空白',
} as const;

export const severityNames = { E: '必须修改', W: '需要说明', I: '提示' } as const;

/** The return to the clerk: 审核意见. */
export const returnTexts = {
  title: '审核意见',
  mark: '【审核】',
  file: (name: string) => `报送文件：${name}`,
  count: ({ errors, warnings, notes }: { errors: number; warnings: number; notes: number }) =>
    errors + warnings + notes === 0
      ? '没有发现需要修改的地方。'
      : `共 ${errors + warnings + notes} 条：必须修改 ${errors} 条，需要说明 ${warnings} 条，提示 ${notes} 条。`,
  how: '请在本工作簿的统计表中直接修改标色的单元格：红色必须修改，黄色核对后在说明栏写明原因，蓝色仅供知悉。改好后保存，原样重新报送本文件即可，不必删除本页。',
  columns: ['序号', '级别', '位置', '指标', '填报数', '应为', '审核意见'],
  whole: '整张表',
} as const;

/** The merged workbook and 汇总表. */
export const mergeTexts = {
  total: '合计',
  columns: { number: '序号', office: '填报单位', standing: '报送情况' },
  current: '本期',
  stock: '期末',
  cumulative: '累计',
  absent: '—',
  sourceRow: '来源',
  sourceLink: '查看',
  totalLink: '合计数',
  sourcesTitle: (title: string) => `${title}：数据来源`,
  sourcesHow: '每一格写明该单位该指标取自其报送文件的哪个单元格；点击“合计数”回到汇总表。',
  sourceColumns: ['序号', '填报单位', '报送情况', '报送文件', '版次', '回执号', '文件校验值（SHA-256）'],
  progressTitle: (title: string) => `${title}：报送情况`,
  progressColumns: ['序号', '填报单位', '报送情况', '报送文件', '版次', '回执号'],
  counts: (counts: readonly (readonly [string, number])[]) =>
    counts.map(([standing, n]) => `${standing} ${n} 家`).join('，'),
  coverage: (present: number, missing: readonly string[]) =>
    missing.length === 0
      ? `注：合计为 ${present} 家填报单位之和。`
      : `注：合计只含有数据的 ${present} 家填报单位；没有数据的 ${missing.length} 家不计入，也不按 0 计：${missing.join('、')}。`,
  upperBound: '带 * 的家数、人数为各单位数相加，未跨单位去重，是上限数；核查率由合计数重新计算。',
  measure: '指标',
  unit: '计量单位',
  periodHead: (period: string, offices: number) => `${period}（计入${offices}家）`,
  campaignHow: (period: string) =>
    `“累计”取自“${period}”工作表的合计数，各期数取自同名工作表；各期计入的单位不同时，各期之和不等于累计；带 * 的为未跨单位去重的上限数。`,
} as const;

/** Standings that are printed in a colour; every other one is plain. */
export const markedStandings = { 未报: 'error', 迟报: 'warning' } as const;
