/** Names listed in one note at most; with thousands of offices 报送情况 has the others. */
const MOST_NAMES = 40;

export const mergeTexts = {
  total: '合计',
  columns: { office: '填报单位', standing: '报送情况' },
  note: '说明',
  stock: '期末',
  absent: '—',
  nilReport: '零报告',
  ledgerCounts: '台账记录数',
  records: '（条）',
  sourceRow: '来源',
  sourceLink: '查看',
  totalLink: '合计数',
  counted: '按台账计数',
  recordRows: (sheet: string, first: number, last: number) =>
    first === last ? `${sheet}!第${first}行` : `${sheet}!第${first}–${last}行`,
  sourcesTitle: (title: string) => `${title}：数据来源`,
  sourcesHow: '每一格写明该单位该指标取自其报送文件的哪个单元格；点击“合计数”回到汇总表。',
  sourceColumns: ['序号', '填报单位', '报送情况', '报送文件', '版次', '回执号', '文件校验值（SHA-256）'],
  progressTitle: (title: string) => `${title}：报送情况`,
  progressColumns: ['序号', '填报单位', '报送情况', '报送文件', '版次', '回执号'],
  findingColumns: ['须改正', '须说明', '提示'],
  counts: (counts: readonly (readonly [string, number])[]) =>
    counts.map(([standing, n]) => `${standing} ${n} 家`).join('，'),
  coverage: (present: number, missing: readonly string[]) =>
    missing.length === 0
      ? `注：合计为 ${present} 家填报单位之和。`
      : `注：合计只含有数据的 ${present} 家填报单位；没有数据的 ${missing.length} 家不计入，也不按 0 计：${listed(missing)}。`,
  nilReports: (names: readonly string[]) => `零报告 ${names.length} 家，报明没有发生数：${listed(names)}。`,
  absentBlock: (block: string, names: readonly string[]) =>
    `“${block}”部分标明不适用的 ${names.length} 家，不计入也不按 0 计：${listed(names)}。`,
  upperBound: '带 * 的家数、人数为各单位数相加，未跨单位去重，是上限数。',
  ratios: (labels: readonly string[]) => `${labels.join('、')}由合计数重新计算。`,
  byCodes: '不带 * 的家数、人数已按编码跨单位去重；有单位未报编码的仍带 *，上下限见“去重”工作表。',
  periodHead: (period: string, offices: number) => `${period}（计入${offices}家）`,
  /** null: the campaign asks for no table. */
  campaignHow: (period: string | null) =>
    period === null
      ? '本专项没有统计表，不汇总数字；各填报单位的报送情况见其他工作表。'
      : `“累计”取自“${period}”工作表的合计数，各期数取自同名工作表；各期计入的单位不同时，各期之和不等于累计；带 * 的为未跨单位去重的上限数。`,
  skippedTitle: (title: string) => `${title}：未采用文件`,
  skippedCount: (n: number) => `以下 ${n} 个文件没有取数，请逐个核对是否应当采用。`,
  skippedColumns: ['序号', '文件', '是什么', '未采用的原因'],
  reconciliationsTitle: (title: string) => `${title}：差异核对`,
  reconciliationsHow: '部门之间口径和时点不同，两边的数不强求一致；请逐条核对原因，确有错报的由填报单位更正。',
  reconciliationsNone: '应当核对的数两边都一致。',
  reconciliationColumns: ['序号', '填报单位', '核对内容', '本表数', '对方数', '核对意见', '规则'],
  provisionalTitle: (title: string) => `${title}：快报与定稿`,
  provisionalHow: '快报数是正式报表之前口头报来的数，只供对照，不计入合计；差额 = 定稿数 − 快报数。',
  provisionalColumns: ['序号', '填报单位', '报送情况', '指标', '计量单位', '快报数', '定稿数', '差额'],
  noFinal: '尚无定稿',
  distinctTitle: (title: string) => `${title}：去重`,
  distinctHow: '“家”“人”在几个单位重复出现的只计一次。各单位都报了编码的得出确数；有单位没有报编码的只能给出上下限。',
  distinctColumns: ['指标', '计量单位', '各单位之和', '合计采用', '下限', '上限', '依据'],
  exactByCodes: '按编码去重，确数',
  exactSum: '编码没有重复，或只有一个单位',
  boundedOnly: '部分单位没有编码，上限数',
  sumOnly: '没有编码，上限为各单位之和',
  sharedTitle: '几个单位都报了的编码',
  sharedHow: (n: number) => `共 ${n} 个；同一机构应由一个单位管辖，请核对由谁负责。`,
  sharedNone: '没有几个单位重复报送的编码。',
  sharedColumns: ['编码', '名称', '台账', '单位数', '填报单位'],
  sharedRest: (n: number) => `另有 ${n} 个未列出`,
  ledgerTitle: (title: string, ledger: string) => `${title}：${ledger}`,
  ledgerHow: (records: number, offices: number) =>
    `共 ${records} 条，来自 ${offices} 家填报单位；每条记录的出处见最右两列。`,
  ledgerSource: ['来源文件', '来源位置'],
  ledgerTotal: '筛选后合计',
  recordRow: (sheet: string, row: number) => `${sheet}!第${row}行`,
  chartsTitle: (title: string) => `${title}：图表`,
  chartsHow: '图中数据取自“汇总”工作表，随其变化；没有数据的单位不画，也不画成 0；单位按报送名册的顺序，不作排名。',
  chartsTooMany: (offices: number) => `填报单位 ${offices} 家，按单位的图无法辨认，只画构成。`,
  chartsNone: '没有可以画成图的数据。',
  perOffice: (measure: string, unit: string) => `各单位${measure}（${unit}）`,
  composition: (measure: string, unit: string) => `${measure}构成（${unit}）`,
  perLedger: (ledger: string) => `各单位${ledger}记录数（条）`,
} as const;

export const markedStandings = {
  未报: 'error',
  迟报: 'warning',
  已报待审核: 'warning',
  退回未重报: 'warning',
  审核通过未计入: 'warning',
  待修改: 'warning',
  '已报（待修改）': 'warning',
} as const;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).join('、');
  return names.length <= MOST_NAMES ? shown : `${shown} 等，全部名单见“报送情况”`;
}
