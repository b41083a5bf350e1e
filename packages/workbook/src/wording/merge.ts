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

export const markedStandings = { 未报: 'error', 迟报: 'warning' } as const;
