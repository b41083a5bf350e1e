import type { ErrorKind } from './errors.js';

/**
 * The one list of errors. `message` is Chinese, names what was found and what to do next; `{name}` is filled from the details;
 * `details` documents each of them. docs/errors.md is generated from here.
 */
interface Entry {
  readonly kind: ErrorKind;
  readonly message: string;
  readonly details: Readonly<Record<string, string>>;
}

const entries = {
  // runtime
  'binary-missing': {
    kind: 'unavailable',
    message:
      '找不到程序 {name}，自动获取也没有成功（{reason}）。请设置环境变量 {variable} 指向该程序，或安装 Python 与 pip 后重试。',
    details: {
      name: 'which program',
      reason: 'why fetching failed',
      variable: 'the environment variable that names it',
    },
  },
  'binary-damaged': {
    kind: 'unavailable',
    message: '下载的 {name} 与登记的校验值不符，已弃用。请检查网络代理后重试。',
    details: { name: 'which program' },
  },
  'service-not-ready': {
    kind: 'unavailable',
    message: '{name} 在 {seconds} 秒内没有就绪。最后的输出：{output}',
    details: { name: 'which service', seconds: 'how long we waited', output: 'its last lines' },
  },
  'database-needs-user': {
    kind: 'unavailable',
    message:
      '数据库不能以 root 身份运行，本机又不能换用普通用户（{reason}）。请改用普通用户运行，或用 DATABASE_URL 指定已有的 PostgreSQL。',
    details: { reason: 'what was tried' },
  },
  'service-exited': {
    kind: 'unavailable',
    message: '{name} 启动失败或中途退出（{reason}）。最后的输出：{output}',
    details: { name: 'which service', reason: 'exit code, signal or system error', output: 'its last lines' },
  },
  'database-programs-missing': {
    kind: 'unavailable',
    message:
      '没有可用的 PostgreSQL 程序（{reason}）。请重新运行 npm install，或用 DATABASE_URL 指定已有的 PostgreSQL。',
    details: { reason: 'what was tried' },
  },
  'database-version': {
    kind: 'refused',
    message:
      '数据文件夹 {folder} 由 PostgreSQL {found} 建立，本程序自带的是 {expected}，不能打开。请用原来版本的程序备份，再恢复到新的数据文件夹。',
    details: { folder: 'the data folder', found: 'its PG_VERSION', expected: 'major version of our programs' },
  },
  'data-folder-busy': {
    kind: 'conflict',
    message: '数据文件夹 {folder} 正被另一个进程（{pid}）使用。请先停止它，再重新启动。',
    details: { folder: 'the data folder', pid: 'process id of the server that holds it' },
  },
  'data-folder-foreign': {
    kind: 'refused',
    message:
      '数据文件夹 {folder} 属于另一个系统用户，当前用户打不开（{reason}）。请换回原来的用户运行，或更改该文件夹的属主。',
    details: { folder: 'the data folder', reason: 'what the system said' },
  },
  'data-folder-incomplete': {
    kind: 'unavailable',
    message: '数据文件夹 {folder} 不完整，缺少 {missing}。请从备份恢复，或换一个空文件夹重新开始。',
    details: { folder: 'the data folder', missing: 'which file' },
  },
  // files handed in
  'file-not-xlsx': {
    kind: 'bad-input',
    message:
      '“{name}”不是 .xlsx 工作簿（实际是：{actual}）。请在 Excel 或 WPS 中打开下发的模板填写，另存为 .xlsx 后重新报送。',
    details: { name: 'file name', actual: 'what it looks like' },
  },
  'file-not-docx': {
    kind: 'bad-input',
    message: '“{name}”不是 .docx 文档（实际是：{actual}）。请在 Word 或 WPS 中另存为 .docx 后重新报送。',
    details: { name: 'file name', actual: 'what it looks like' },
  },
  'file-unsafe': {
    kind: 'bad-input',
    message: '“{name}”不能安全打开：{reason}。请用下发的模板重新填写后报送。',
    details: { name: 'file name', reason: 'which limit it broke' },
  },
  'file-unreadable': {
    kind: 'bad-input',
    message: '“{name}”打不开或已损坏（{reason}）。请在 Excel 或 WPS 中打开确认后另存为 .xlsx 再报送。',
    details: { name: 'file name', reason: 'what the reader said' },
  },
  'document-unreadable': {
    kind: 'bad-input',
    message: '“{name}”打不开或已损坏（{reason}）。请在 Word 或 WPS 中打开确认后另存为 .docx 再报送。',
    details: { name: 'file name', reason: 'what the reader said' },
  },
  'sheet-other-office': {
    kind: 'refused',
    message: '这张表是“{actual}”的模板，不能作为“{expected}”的报送材料。请下载本单位的模板填写。',
    details: { actual: 'office in the sheet', expected: 'office that hands it in' },
  },
  'sheet-other-period': {
    kind: 'refused',
    message: '这张表是{actual}的，现在要报的是{expected}。请下载本期模板填写。',
    details: { actual: 'period in the sheet', expected: 'period owed' },
  },
  'sheet-other-form': {
    kind: 'refused',
    message: '这张表是“{actual}”，现在要报的是“{expected}”。请下载对应的模板填写。',
    details: { actual: 'form in the sheet', expected: 'form owed' },
  },
  'sheet-identity-missing': {
    kind: 'refused',
    message: '“{name}”里没有本系统的表识别信息，不是下发的模板。请把数据填入下发的模板后报送。',
    details: { name: 'file name' },
  },
  'sheet-identity-altered': {
    kind: 'refused',
    message: '“{name}”的表识别信息被改动过。请重新下载模板，把数据复制进去后报送。',
    details: { name: 'file name' },
  },
  'reader-gave-up': {
    kind: 'bad-input',
    message: '“{name}”在 {seconds} 秒内没有读完，已停止。请删去多余的空行、空列和图片后重新报送。',
    details: { name: 'file name', seconds: 'the limit' },
  },
  'report-too-thin': {
    kind: 'bad-input',
    message: '“{name}”正文只有 {found} 个字，不像一份总结报告（至少 {expected} 个字）。请确认选对了文件。',
    details: { name: 'file name', found: 'characters found', expected: 'the least accepted' },
  },
  // definitions
  'definition-invalid': {
    kind: 'bad-input',
    message: '定义文件有误：\n{problems}',
    details: { problems: 'one line per problem: file, place, found, allowed' },
  },
  'seed-unknown': {
    kind: 'not-found',
    message: '没有名为“{name}”的方案。可用的方案：{known}。',
    details: { name: 'what was asked for', known: 'folders under seeds/' },
  },
  'question-open': {
    kind: 'refused',
    message: '启动前还有 {count} 个问题没有答复：{questions}。请在 answers.yaml 里补上。',
    details: { count: 'how many', questions: 'their titles' },
  },
  'answer-unknown': {
    kind: 'bad-input',
    message: '这些答复对应的问题不存在：{questions}。请核对 answers.yaml 中的 question，可以答复的是：{known}。',
    details: { questions: 'the questions that were answered', known: 'the questions of the definition' },
  },
  // verbs
  'campaign-exists': {
    kind: 'conflict',
    message: '“{campaign}”已经启动，不能重复启动。',
    details: { campaign: 'campaign id' },
  },
  'campaign-unknown': { kind: 'not-found', message: '没有找到“{campaign}”。', details: { campaign: 'campaign id' } },
  'obligation-unknown': {
    kind: 'not-found',
    message: '没有这项报送任务：{obligation}。请核对单位、事项和期次。',
    details: { obligation: 'obligation id' },
  },
  'obligation-settled': {
    kind: 'conflict',
    message: '{what}已经是“{state}”，不能再{verb}。如需更改，由市局先解锁更正。',
    details: {
      what: 'office and what it owes, e.g. 兖州区2023年第三季度统计表',
      state: 'its state',
      verb: 'what was tried',
    },
  },
  'decision-conflict': {
    kind: 'conflict',
    message: '这份材料已由 {by} 作出审核意见“{decision}”，请刷新后再看。',
    details: { by: 'who decided', decision: 'what was decided' },
  },
  'sheet-superseded': {
    kind: 'conflict',
    message: '{what}已有第{version}版，您看到的是旧版本。请刷新后对新版本出具审核意见。',
    details: { what: 'office and what it owes', version: 'the latest version' },
  },
  'decision-incomplete': {
    kind: 'bad-input',
    message: '审核意见“{decision}”还缺{missing}，请补充后重新提交。',
    details: { decision: 'what was to be decided', missing: 'which part' },
  },
  'due-not-allowed': {
    kind: 'bad-input',
    message: '新的时限{due}不能用：不得早于{from}，也不得晚于本期最迟汇总的{to}。请重新填写时限。',
    details: { due: 'the day asked for', from: 'the earliest day', to: 'the last day of the round' },
  },
  'not-allowed': {
    kind: 'refused',
    message: '{actor} 没有权限{verb}。请联系市局管理员。',
    details: { actor: 'who tried', verb: 'what was tried' },
  },
  'task-closed': {
    kind: 'conflict',
    message: '待办“{title}”{state}，不能再登记。请刷新待办清单。',
    details: { title: 'what was to be done', state: 'that it is done or cancelled' },
  },
  'task-unknown': { kind: 'not-found', message: '没有这项待办：{task}。', details: { task: 'task id' } },
  'round-not-ready': {
    kind: 'refused',
    message: '{what}还有报送任务没有了结，最迟汇总时间未到，不能汇总。请先审核或等到{cutOff}之后。',
    details: { what: 'what it collects', cutOff: 'the last day it waits' },
  },
  'rounds-open': {
    kind: 'refused',
    message: '还有{count}个期次没有汇总，不能编制总结报告。请先完成汇总。',
    details: { count: 'how many rounds' },
  },
  'address-invalid': {
    kind: 'bad-input',
    message: '邮箱地址“{address}”不合规则，没有发送。请在联系人里改正。',
    details: { address: 'the address' },
  },
  'figure-unbound': {
    kind: 'internal',
    message: '文稿里的数字“{text}”没有对应的定稿数据，不能出稿。',
    details: { text: 'the number' },
  },
} as const satisfies Record<string, Entry>;

export type ErrorCode = keyof typeof entries;
export const catalogue: Readonly<Record<ErrorCode, Entry>> = entries;
