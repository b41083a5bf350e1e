import type { MessageFacts, MessageKind } from '@duban/notify';

const common = {
  campaign: '济宁市2023年医保领域打击欺诈骗保专项整治',
  bureau: '济宁市医疗保障局',
  sentOn: '2023年10月9日',
  to: '任城区医疗保障局 张三同志',
  contact: { name: '李某某', phone: '0537-1234567' },
};
const notice = {
  noticeTitle: '关于开展医保领域打击欺诈骗保专项整治工作的通知',
  noticeNumber: '济医保发〔2023〕11号',
  noticeDate: '2023年8月22日',
  issuers: ['济宁市医疗保障局', '济宁市人民检察院'],
  phases: [{ name: '集中整治', window: '2023年11月底前完成' }],
  contacts: [{ name: '市医保局 李某某', phone: '0537-1234567' }],
  attachments: ['统计表模板.xlsx'],
};
const table = '第三季度医保基金工作情况统计表';
const sheet = { office: '任城区医疗保障局', what: table };

/** One plausible set of facts per kind, with a figure (118) and a telephone number (0537-1234567) that no short text may show. */
export const samples: { readonly [K in MessageKind]: MessageFacts[K] } = {
  launch: {
    ...common,
    ...notice,
    office: '任城区医疗保障局',
    owes: [{ what: table, due: '2023年10月10日（星期二）', asOf: '数据截至2023年9月30日' }],
    handIn: ['填写模板，经 OA 等渠道报我局，由我局代收登记'],
  },
  'launch-info': { ...common, ...notice },
  chase: {
    ...common,
    offices: [
      {
        name: '任城区医疗保障局',
        debts: [{ what: table, due: '2023年10月10日（星期二）', step: 'T-1' }],
      },
    ],
  },
  receipt: {
    ...common,
    ...sheet,
    version: 1,
    fileName: '任城区.xlsx',
    sha256: '0123456789abcdef'.repeat(4),
    receivedAt: '2023-10-09 10:31',
    due: '2023年10月10日（星期二）',
    punctuality: 'on-time',
    findings: [
      {
        severity: 'W',
        place: '统计表 D12',
        label: '处理违法违规机构（本期）',
        message: '处理数118大于检查数，请说明。',
      },
    ],
    next: '我局审核后另行反馈。',
  },
  refusal: {
    ...common,
    fileName: '三季度.xls',
    attemptedAt: '2023-10-09 10:31',
    reason: '请另存为 .xlsx 后重新报送。',
  },
  answer: {
    ...common,
    ...sheet,
    heading: '延期申请已同意',
    outcome: '贵单位延至2023年10月13日的延期申请，经研究同意，请在新的时限前报送。',
    reason: '系统切换，涉及118家机构，电话0537-1234567',
    due: '2023年10月13日',
    originalDue: '2023年10月10日',
  },
  return: {
    ...common,
    ...sheet,
    version: 1,
    receivedAt: '2023-10-09 10:31',
    newDue: '2023年10月12日',
    originalDue: '2023年10月10日',
    findings: [
      {
        severity: 'E',
        place: '统计表 D5',
        label: '检查定点医药机构（本期）',
        found: '120',
        expected: '118',
        message: '应等于医疗机构与零售药店之和。',
      },
    ],
    attachments: ['任城区（标注）.xlsx'],
  },
  change: {
    ...common,
    heading: '时限已调整',
    what: table,
    reason: '省局推迟验收',
    changes: [{ office: '任城区医疗保障局', was: '2023年10月10日（星期二）', due: '2023年10月12日（星期四）' }],
  },
  digest: {
    ...common,
    dueToday: [{ office: '任城区', what: table, due: '今日24时' }],
    calls: [{ office: '微山县', name: '王某某', phone: '0537-1234567', about: '统计表逾期' }],
  },
  'round-merged': {
    ...common,
    round: table,
    cutOff: '2023年10月11日',
    included: 13,
    offices: 15,
    missing: ['微山县', '鱼台县'],
    attachments: ['汇总.xlsx'],
  },
  'report-draft': {
    ...common,
    report: '总结报告',
    snapshot: '定稿数据一',
    drafter: '王某某',
    toFill: ['宣传曝光与舆情'],
  },
  guidance: {
    ...common,
    office: '任城区医疗保障局',
    number: 3,
    change: 'new',
    form: table,
    question: '约谈的机构算不算处理？',
    answer: '约谈118家以下的，计入处理违法违规机构。',
  },
  'fact-check': {
    ...common,
    office: '任城区医疗保障局',
    quarter: '2023年第四季度',
    lapses: [{ what: table, due: '2023年10月10日', how: '10月12日收到' }],
    answerBy: '2024年1月3日（星期三）',
  },
  undelivered: {
    ...common,
    person: '任城区医保局经办人',
    offices: ['任城区'],
    address: 'jg-a@renc.example',
    what: '催报提醒',
    dead: true,
    instead: '任城区医保局B角',
    reason: '550 5.1.1 no such user',
  },
  duty: {
    ...common,
    duties: [
      {
        heading: '上报提醒',
        what: '全市专项治理情况报告',
        due: '2023年11月20日（星期一）',
        standing: '还没有办结，请抓紧拟稿送签。',
        toWhom: '省医保局',
      },
    ],
  },
};
