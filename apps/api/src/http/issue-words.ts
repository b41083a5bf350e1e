import type { z } from 'zod';

const TYPES: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: '是或否',
  object: '一组内容',
  array: '一列内容',
};

/** What is wrong with one field, where its schema does not say so itself. Never repeats the value: it may be a code or a token. */
export function issueWords(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? '没有填' : `应为${TYPES[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `只能是 ${issue.values.map(String).join('、')}`;
    case 'too_big':
      return issue.origin === 'string' ? `最多 ${issue.maximum} 个字` : `不能大于 ${issue.maximum}`;
    case 'too_small':
      return issue.origin === 'string' ? `至少 ${issue.minimum} 个字` : `不能小于 ${issue.minimum}`;
    default:
      return '格式不对';
  }
}

/** As the screen calls them; a field that no screen shows keeps its name. */
const FIELDS: Readonly<Record<string, string>> = {
  code: '登录码',
  role: '身份',
  token: '链接',
  seed: '方案',
  digest: '启动确认',
  number: '随机种子',
  obligation: '报送任务',
  submission: '报送材料',
  decision: '审核意见',
  kind: '审核意见',
  reason: '理由',
  due: '时限',
  task: '待办',
  answeredBy: '接听人',
  promiseUntil: '承诺时间',
  note: '备注',
  registration: '代收登记',
  request: '延期申请',
  declaration: '零报告',
  arrivedAt: '到达时间',
  way: '报送渠道',
  until: '延至哪一天',
  progress: '进度',
  figures: '快报数',
  measure: '指标',
  value: '数',
  signedAs: '签发人身份',
  signerTitle: '签发人职务',
  data: '登记内容',
  limit: '条数',
  office: '单位',
  round: '期次汇总',
  document: '文稿',
  part: '格式',
  login: '登录名',
  password: '口令',
  current: '当前口令',
  factor: '动态码',
  proof: '验证器',
  title: '岗位',
  accountKind: '账户类别',
  contact: '联系人',
  campaign: '专项',
  session: '登录',
};

/** `理由`, `a.b` … */
export function fieldWords(path: readonly PropertyKey[]): string {
  return path.map((part) => FIELDS[String(part)] ?? String(part)).join('.');
}
