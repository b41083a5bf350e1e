import type {
  AccountListed,
  Board,
  BoardCell,
  BureauSession,
  Call,
  ClueListed,
  ContactListed,
  DecideBody,
  Messages,
  RegisterBody,
  SubmissionView,
} from '@duban/api/types';

// The board's words (practice.md), in one place.

/** Only what an officer must notice has a word; on time needs none. */
export const punctualityWords: Readonly<Record<BoardCell['punctuality'], string | null>> = {
  pending: null,
  'on-time': null,
  late: '迟报',
  'after-cut-off': '补报',
  never: '未报',
  none: null,
};

export const roleWords: Readonly<Record<BureauSession['role'], string>> = {
  operator: '经办人',
  chief: '科长',
  deputy: '分管副局长',
  superior: '上级部门',
  'system-admin': '系统管理员',
  'security-admin': '安全管理员',
  'audit-admin': '审计管理员',
  leader: '局长',
};
/** What a trial session may act as. */
export const roles: readonly ('operator' | 'chief' | 'deputy' | 'leader')[] = ['operator', 'chief', 'deputy', 'leader'];

export const kindWords: Readonly<Record<AccountListed['kind'], string>> = {
  bureau: '业务账户',
  admin: '管理员账户',
  office: '填报账户',
};

/** What the pages of accounts explain. */
export const accountWords = {
  factorHelp: '手机验证器上的6位数字；手机不在身边时，输入一个备用码。',
  codeHelp: '管理员当面或打电话告诉您的一次性账户码，24小时内有效。',
  passwordHelp: '12–128个字符，不限种类，可以粘贴；不要用常见口令，不要含有“医保”“督办”和登录名。不要求定期更换。',
  loginHelp: '2–32个小写字母、数字、点、横线或下划线，以字母或数字开头。',
  titleHelp: '写岗位，不写姓名，如：基金监管科经办人（二）。',
  scan: '请用手机验证器（任何支持 TOTP 的应用都可以，不用联网）扫描二维码，再输入它显示的动态码。',
  recovery: '每个备用码可代替一次动态码。只显示这一次，请抄下或打印，与手机分开存放。',
  firstAdministrator: '这是系统管理员：建立和停用账户，不办业务，也不授予身份。建立后试用立即结束，登录码失效。',
  noSecurityAdmin:
    '还没有安全管理员，谁也得不到身份。请建立一个管理员账户，点“指定为安全管理员”，再发账户码给他；以后的身份都由安全管理员授予。',
} as const;

export const decisionWords: Readonly<Record<DecideBody['kind'], string>> = {
  accept: '通过',
  return: '退回修改',
  exempt: '免报',
  extend: '延期',
  reopen: '解锁更正',
};

export const channelWords: Readonly<Record<SubmissionView['channel'], string>> = {
  web: '填报端',
  mail: '邮件',
  registered: '代收登记',
};

export const messageStateWords: Readonly<Record<Messages['messages'][number]['state'], string>> = {
  planned: '待发送',
  deferred: '稍后重发',
  unknown: '结果不明，将重发',
  sending: '正在发送',
  sent: '已发送',
  cancelled: '已撤销',
  failed: '发送失败',
};

export const taskStateWords: Readonly<Record<Call['state'], string>> = {
  open: '待办',
  done: '已办',
  cancelled: '已撤销',
};

export const stageWords: Readonly<Record<Board['documents'][number]['stage'], string>> = {
  draft: '拟稿',
  reviewed: '已核稿',
  countersigned: '已会签',
  issued: '已签发',
};

export const phaseWords: Readonly<Record<Board['phases'][number]['standing'], string>> = {
  ahead: '未开始',
  running: '进行中',
  over: '已结束',
};

/** As the office says; beside its state. */
export const progressWords: Readonly<Record<NonNullable<BoardCell['progress']>, string>> = {
  filling: '填报中',
  approving: '待审签',
  sealing: '待用印',
};

export const severityWords = {
  E: '必须更正',
  W: '需要说明',
  I: '提示',
} as const;

/** AB角 and who signs. */
export const contactRoleWords: Readonly<Record<ContactListed['serves'][number]['role'], string>> = {
  A: 'A角',
  B: 'B角',
  leader: '负责人',
};

/** What changes of the directory do, said before they are saved. */
export const contactWords = {
  add: '从下一封邮件起发给此人；报送链接随邮件送达。',
  change: '还没发出的邮件改发新邮箱；换了邮箱的，旧邮箱里的报送链接失效。换人请办“交接”。',
  absent: '这几天的邮件和电话改由代办人接；不选代办人，由本单位另一位联系人接；另一位也外出的，由本单位负责人接。',
  handOver: '到这一天起由接任人接手全部单位，原联系人的报送链接失效。',
  serves:
    '换了单位或职责的，从下一封邮件起按新的安排发；原单位还没发出的改发该单位其他联系人。一个单位至少留一位 A角 或 B角。',
  remove: '此人不再收邮件，报送链接失效；待发的邮件改发本单位其他联系人。',
  withdraw: '撤销后邮件和电话恢复由本人接。',
  accounts: '不用账户也能报送：每封邮件里都有本人的链接。要用口令登录的，建立账户后把账户码当面或打电话告诉本人。',
  login: '小写字母、数字，如 yanzhou-ybj；本人以此登录。',
} as const;

/** Who handed a clue down. */
export const clueLevelWords: Readonly<Record<ClueListed['level'], string>> = {
  nation: '国家交办',
  province: '省级交办',
  city: '市级线索',
  county: '县级线索',
};

/** What the register of clues and cases explains. */
export const caseWords = {
  clue: '收到之日起15个工作日内（上级交办、情况复杂的30个工作日内）决定是否立案，到期前3个工作日列入待办；情况复杂的，经领导批准可以延长。身份证号会自动遮盖。',
  major: '重大的，登记即开始计时上报（电话、书面），夜间和休息日照常；时限写在“待办”里（“接下来”列的是提醒的时间）。',
  file: '由线索立案的，该线索转为“已立案”，不再计办理期限。',
  closed: '办结后不能再改。',
  extend:
    '情况复杂、30个工作日办不完的，经领导批准可以延长：第一次最晚到收到后3个月；特别复杂的再延长，原则上不超过收到后6个月。登记后按新的期限提醒，原来的待办撤下。',
  ordinary:
    '这件线索按收到后15个工作日办理，不能延长。属上级交办、情况复杂的，先改为30个工作日；仍不够的，再报批延长。',
} as const;

/** How a file came when the office did not hand it in itself. */
export const wayWords: Readonly<Record<RegisterBody['way'], string>> = {
  oa: 'OA',
  'group-chat': '工作群',
  confidential: '机要或保密邮件',
  paper: '纸质',
  other: '其他',
};

/** What the bureau does for an office, said before it is done. */
export const officerWords = {
  register: '替单位登记经其他途径报来的材料。是否按时以真实到达时间为准，由另一人复核后确认；登记后即停止催报。',
  nil: '替单位登记经其他途径报来的零报告，须由其负责人签发。是否按时以真实到达时间为准；登记后即停止催报，发现有数的可以退回。',
  progress: '电话里得知的进度，只影响提醒时怎么说、找谁，不影响是否按时。',
  extension: '替单位登记电话或书面提出的延期申请。未答复前仍按原时限催报，到期未答复自动失效。',
  paper: '登记盖章原件的到达时间。不影响电子版是否按时。',
  undoPaper: '撤销后该单位的原件记为未收到。',
  provisional: '电话里先报的数，只用来与报表核对，不计入汇总。再次登记的以最后一次为准。',
  reveal: '只显示这一格，关闭后不再显示；何人、何时、为何查看，记入审计日志。',
} as const;

/** Questions and 口径说明: what an answer does, said before it is sent. */
export const questionWords = {
  answer: '答复成为下一号口径说明，发给所有相关单位；请写成对各家都适用的口径，不写提问单位和数字。',
  phoned: '登记电话里的提问，再统一答复。',
  revise: '修订后重新发给所有相关单位，旧版保留在记录中。',
  withdraw: '撤销后告知所有相关单位，编号不再使用。',
} as const;
