import type { Instant } from '@duban/base';
import { formatMinute } from '@duban/base/time';
import type { ReceivedWay, RegistrationState } from '@duban/ledger';

export const wayLabels: Readonly<Record<ReceivedWay, string>> = {
  oa: 'OA',
  'group-chat': '工作群',
  confidential: '机要或保密邮件',
  paper: '纸质',
  other: '其他',
};

export const registrationLabels: Readonly<Record<RegistrationState, string>> = {
  pending: '待复核',
  confirmed: '已复核',
  rejected: '已驳回',
};

export const texts = {
  verbs: {
    register: '代收登记',
    confirm: '复核代收登记',
    reject: '驳回代收登记',
    ask: '申请延期',
    answerExtension: '答复延期申请',
    withdraw: '撤回延期申请',
    nil: '零报告',
    returnNil: '退回零报告',
    paper: '登记纸质原件',
    unmarkPaper: '撤销纸质原件登记',
    progress: '标注进度',
    provisional: '登记快报数',
  },
  missing: {
    reason: '理由',
    evidence: '凭证（附件或说明）',
    signer: '签发人的职务',
    until: '延至哪一天',
    note: '说明',
  },
  arrival: {
    future: '比现在还晚',
    early: (since: string) => `早于这项任务下达的时间（${since}）`,
    notEarlier: (at: string) => `同一份文件已于${at}收到，登记的时间并不更早`,
  },
  confirmTask: (what: string, way: string) => `复核代收登记：${what}（${way}）`,
  extensionTask: (what: string, until: string) => `答复延期申请：${what}，申请延至${until}`,
  registrationRejected: {
    heading: '代收登记未通过复核',
    outcome: '市局代收登记的材料经复核未予认定，不计为已报送，请按时限报送。',
  },
  nilTaken: { heading: '零报告已收到', outcome: '贵单位本期零报告已收到，特此回执。没有另行通知即无需再做什么。' },
  nilReturned: { heading: '零报告已退回', outcome: '贵单位的零报告经审核予以退回，请按实际情况填报后报送。' },
  paper: {
    arrived: (at: Instant, by: string) => `已由${by}登记为${formatMinute(at)}收到`,
    notArrived: '还没有登记收到',
  },
  figure: {
    noTable: '这项任务不是统计表',
    unknown: '本表没有这个指标',
    notInteger: '快报数要写成整数（金额以分为单位）',
    negative: '快报数不能是负数',
  },
} as const;
