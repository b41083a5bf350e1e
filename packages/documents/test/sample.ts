import type { PunctualityLine, ReportMeasure, SummaryReportInput } from '@duban/documents';
import type { Figure } from '@duban/tables';

export const OFFICES = [
  '任城区',
  '兖州区',
  '微山县',
  '鱼台县',
  '金乡县',
  '嘉祥县',
  '汶上县',
  '泗水县',
  '梁山县',
  '曲阜市',
  '邹城市',
  '济宁高新区',
  '太白湖新区',
  '济宁经开区',
  '兖矿能源集团',
].map((name, i) => ({
  id: i < 11 ? `3708${String(i + 11)}` : `zone-${String.fromCharCode(97 + i - 11)}`,
  name,
  standing: name === '泗水县' ? '未报' : '按时',
}));

const count = (key: string, label: string, more: Partial<ReportMeasure> = {}): ReportMeasure => ({
  key,
  label,
  unit: '家',
  semantics: 'flow-distinct',
  indent: label.startsWith('其中') ? 1 : 0,
  section: '检查情况',
  ...more,
});
const money = (key: string, label: string): ReportMeasure =>
  count(key, label, { unit: '万元', semantics: 'flow-additive', section: '基金追回' });

export const MEASURES: readonly ReportMeasure[] = [
  count('instHosp', '定点医疗机构总数', { semantics: 'stock', section: '基本情况' }),
  count('instPharm', '定点零售药店总数', { semantics: 'stock', section: '基本情况' }),
  count('chkInst', '检查定点医药机构'),
  count('chkHosp', '其中：医疗机构'),
  count('chkPharm', '其中：零售药店'),
  count('chkVisits', '检查家次', { unit: '家次', semantics: 'flow-additive' }),
  ...[
    ['hdlInst', '处理违法违规机构'],
    ['hdlTalk', '约谈'],
    ['hdlRectify', '限期整改'],
    ['hdlCircular', '通报批评'],
    ['hdlSuspend', '暂停（中止）医保服务协议'],
    ['hdlTerminate', '解除医保服务协议'],
    ['hdlAdmin', '行政处罚（涉及机构）'],
  ].map(([key = '', label = '']) => count(key, label, { section: '处理处罚' })),
  count('admCases', '行政处罚案件', { unit: '件', semantics: 'flow-additive', section: '处理处罚' }),
  count('trfPoliceInst', '移送公安（司法）机关机构', { section: '移送' }),
  count('trfPoliceCase', '移送公安机关案件', { unit: '件', semantics: 'flow-additive', section: '移送' }),
  count('trfDiscip', '移送纪检监察机关问题线索', { unit: '件', semantics: 'flow-additive', section: '移送' }),
  count('persHandled', '处理参保人员', { unit: '人', section: '参保人员' }),
  count('persSuspend', '其中：暂停联网结算', { unit: '人', section: '参保人员' }),
  count('persPolice', '其中：移送司法', { unit: '人', section: '参保人员' }),
  money('amtRecover', '追回医保基金合计'),
  money('amtSelf', '其中：自查自纠退回'),
  money('amtCheck', '其中：检查核查追回'),
  money('amtFee', '违约金'),
  money('amtFine', '行政罚款'),
  count('clueRecv', '上级下发线索', { unit: '条', semantics: 'flow-additive', section: '线索核查' }),
  count('clueDone', '已核查', { unit: '条', semantics: 'flow-additive', section: '线索核查' }),
  count('clueTrue', '属实', { unit: '条', semantics: 'flow-additive', section: '线索核查' }),
  count('clueRate', '核查率', { unit: '%', semantics: 'ratio', section: '线索核查' }),
  count('expPub', '公开曝光典型案例', { unit: '起', semantics: 'flow-additive', section: '宣传曝光' }),
  count('note', '情况说明', { unit: '', semantics: 'text', section: '其他' }),
];

const number = (value: number, unit: string): Figure => ({ kind: 'count', value, unit, display: String(value) });
const text = (display: string): Figure => ({ kind: 'text', value: display, unit: '', display });

/** A small snapshot with the same keys: for tests that try every digit. */
export function smallInput(): SummaryReportInput {
  return sampleInput({ offices: OFFICES.slice(7, 9), measures: MEASURES.filter(({ key }) => SMALL.has(key)) });
}

const SMALL = new Set([
  'instHosp',
  'chkInst',
  'hdlInst',
  'hdlTerminate',
  'hdlAdmin',
  'trfPoliceInst',
  'trfDiscip',
  'persHandled',
  'amtRecover',
  'note',
]);

/** 12 + 2 + 1 of 15. */
function filedHow(period: string, label: string): PunctualityLine {
  const key = (what: string) => `count.T1.${period}.${what}`;
  const parts = [
    { label: '按时报送', count: key('onTime') },
    { label: '迟报', count: key('late') },
    { label: '未报', count: key('missing') },
  ];
  return { label, offices: key('offices'), parts, exempt: null };
}

/** Fifteen offices, two quarters, one office that never filed: a realistic snapshot with every key the template wants. */
export function sampleInput({ offices = OFFICES, measures = MEASURES } = {}): SummaryReportInput {
  const figures: Record<string, Figure> = {
    'meta.campaign': text('济宁市2023年医保领域打击欺诈骗保专项整治'),
    'meta.noticeNumber': text('济医保发〔2023〕11号'),
    'meta.noticeDate': text('2023年8月22日'),
    'meta.asOf': text('2023年12月10日'),
    'count.offices': number(15, '个'),
    'count.included': number(14, '个'),
    'count.missing': number(1, '个'),
    'count.afterCutOff': number(0, '个'),
    'count.late': number(2, '个'),
  };
  const filed = offices.filter(({ name }) => name !== '泗水县');
  for (const [p, period] of ['2023Q3', '2023Q4'].entries()) {
    for (const [m, measure] of measures.entries()) {
      const { key, unit, semantics } = measure;
      if (semantics === 'text') continue;
      const columns = semantics === 'stock' || semantics === 'ratio' ? ['current'] : ['current', 'cumulative'];
      for (const column of columns) {
        const of = (o: number) => (o + 3) * (m + 2) + p * 7 + (column === 'cumulative' ? 40 * (p + 1) : 0);
        const print = (value: number): Figure =>
          unit === '万元'
            ? { kind: 'money', value: value * 1_234_500, unit, display: (value * 1.2345).toFixed(2) }
            : semantics === 'ratio'
              ? { kind: 'ratio', value: 0.9, unit, display: '90.0' }
              : number(value, unit);
        for (const [o, office] of filed.entries()) figures[`T1.${period}.${office.id}.${key}.${column}`] = print(of(o));
        figures[`T1.${period}.total.${key}.${column}`] = print(filed.reduce((sum, _, o) => sum + of(o), 0));
      }
    }
    for (const [i, what] of ['onTime', 'late', 'missing', 'included', 'offices'].entries())
      figures[`count.T1.${period}.${what}`] = number([12, 2, 1, 14, 15][i] ?? 0, '个');
  }
  figures['T1.2023Q4.total.trfDiscip.cumulative'] = { kind: 'count', value: null, unit: '件', display: '' };
  return {
    snapshot: { id: 'jn23-final', figures },
    facts: {
      bureau: '济宁市医疗保障局',
      issuers: ['济宁市医疗保障局', '济宁市人民检察院', '济宁市公安局', '济宁市财政局', '济宁市卫生健康委员会'],
      offices,
      missing: [{ name: '泗水县', what: '第四季度统计表、总结报告' }],
      late: [
        { name: '梁山县', what: '第四季度统计表' },
        { name: '金乡县', what: '第三季度统计表' },
      ],
      unsettled: [],
      afterCutOff: [{ name: '鱼台县', what: '总结报告' }],
      left: [{ label: '未报', count: 'count.missing' }],
      table: 'T1',
      tableTitle: '医保基金工作情况统计表',
      periods: [
        { id: '2023Q3', label: '第三季度', included: 'count.T1.2023Q3.included' },
        { id: '2023Q4', label: '第四季度', included: 'count.T1.2023Q4.included' },
      ],
      latestPeriod: '2023Q4',
      measures,
      punctuality: [filedHow('2023Q3', '第三季度统计表'), filedHow('2023Q4', '第四季度统计表')],
      notes: ['检查、处理家数按各单位填报数相加，未跨单位去重。'],
      narrative: {},
    },
  };
}
