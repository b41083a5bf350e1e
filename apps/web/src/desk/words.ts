/** All Chinese of the desk that is not composed from figures; words of practice.md. */
export const severityWords = {
  E: { title: '必须改', hint: '不改不能通过审核' },
  W: { title: '需说明', hint: '数字无误的，请在表内“情况说明”（或该行“说明”栏）写明原因' },
  I: { title: '提示', hint: '供核对，不影响收件' },
} as const;

export const channelWords = { web: '网页上传', mail: '邮件报送', registered: '市局代收登记' } as const;

export const punctualityWords = {
  pending: '',
  'on-time': '按时报送',
  late: '迟报',
  'after-cut-off': '补报',
  never: '未报',
  none: '',
} as const;

/** What a refusal says when the server did not answer with words of its own. */
export const refusalWords = {
  network: '网络中断，没有收到服务器的答复。',
  busy: '服务器暂时忙。',
  ended: '登录已失效。',
  tooLarge: '文件超过 10 MB，服务器不能接收。请删去图片和多余的工作表后重新选择。',
  unknown: '服务器没有给出可读的答复。请刷新本页后再试；仍不行的，请与市局联系。',
  changed: '这个文件选择以后又改动过，或正被 Excel、WPS 占用，浏览器读不到它。请保存并关闭文件，再重新选择一次。',
} as const;

/** What to do next, by kind of refusal, when a file is waiting. */
export const refusalHints = {
  network: '文件还保留在本页：请检查网络后点“重试”。同一文件重复报送不会重复登记。',
  busy: '已自动重试 3 次仍未成功。文件还保留在本页：请稍等一分钟再点“重试”，或与市局联系。',
  ended: '请重新打开最近一封督办邮件里的报送链接，再回到本页点“重试”。已选的文件还保留在本页。',
  refused: '',
} as const;

/** The same for a download. */
export const downloadHints = {
  network: '没有下载成功，请检查网络后再点一次。',
  busy: '没有下载成功，请稍等一分钟再点一次。',
  ended: '请重新打开最近一封督办邮件里的报送链接，再下载。',
  refused: '',
} as const;

export const linkWords = {
  needed: '请打开最近一封督办邮件里的报送链接',
  neededHint:
    '本页不用注册账号：邮件里的链接就是您的入口。找不到邮件的，请拨打邮件落款或通知上的市局电话，请对方重发。',
  broken: '这个链接打不开',
  brokenHint: '如果是手工复制的，请把链接整条复制，一个字符也不能少。',
  ended: '这个链接已停用',
  away: '暂时连不上服务器',
  awayHint: '正在自动重新连接。长时间连不上的，请检查网络，或与市局联系。',
  opening: '正在打开……',
} as const;

/** Of accounts, for clerks who have one. */
export const accountWords = {
  door: '有填报账户的，用账户登录',
  login: '登录名',
  password: '口令',
  factor: '动态码',
  factorHint: '手机验证器上的6位数字；手机不在身边时，输入一个备用码。',
  enter: '登录',
  setUp: '首次登录或忘记口令',
  code: '账户码',
  codeHint: '市局经办人告诉您的一次性账户码。',
  newPassword: '新口令',
  passwordHint: '12–128个字符，不限种类，可以粘贴；不要用常见口令，不要含有“医保”“督办”和登录名。',
  finish: '完成设置',
  next: '下一步',
  isSet: '口令已设置，请登录。',
  back: '返回',
  missing: '请把每一栏都填上。',
  change: '修改口令',
  current: '当前口令',
  changed: '口令已修改，别处的登录已结束。',
  campaign: '专项',
} as const;

export const progressWords = { filling: '填报中', approving: '待审签', sealing: '待用印' } as const;

export const aroundWords = {
  progress: '填报进度',
  progressHint: '只用于提醒时说明情况，不影响是否按时。再点一次可取消。',
  nil: '零报告',
  nilHint: '本期确实没有发生数的，由负责人签发后在此申报；有数的请报表，空表不算零报告。',
  nilReason: '理由',
  signedAs: '签发人身份（如：分管负责人）',
  signerTitle: '签发人职务（不写姓名）',
  scan: '盖章扫描件（可选）',
  declare: '申报零报告',
  extend: '申请延期',
  extendHint: '须在时限前申请；未获答复前，仍按原时限报送。',
  until: '延至',
  extendReason: '理由',
  ask: '提交申请',
  withdraw: '撤回申请',
} as const;

export const questionWords = {
  title: '口径说明和提问',
  none: '还没有口径说明。',
  whole: '整个专项',
  ask: '向市局提问',
  hint: '市局统一答复，编号后发给所有相关单位。请不要写身份证号和个人信息。',
  office: '单位',
  about: '关于',
  text: '要问的问题',
  send: '提交提问',
  sent: '提问已送达市局。答复后会发邮件给您，也会出现在这里。',
  missing: '请写要问的问题。',
  waiting: '待答复',
} as const;
