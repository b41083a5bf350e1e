/** Everything `duban merge` says about files, in one place; the catalogue in packages/base has its errors. */
import type { Fate, OfficeStanding, PeriodSource } from './types.js';

const openAndSave = '请在 Excel 或 WPS 中打开，另存为 .xlsx 后放回文件夹。';
const unpack = '请解压后把里面的文件放回文件夹。';
const noFigures = '不取数；如表在其中，请让报送单位改报 .xlsx。';

interface Kind {
  readonly what: string;
  readonly advice: string;
  /** Forms may be in it that nobody has seen. */
  readonly unopened?: true;
}

const word: Kind = { what: 'Word 文档', advice: noFigures };
const picture: Kind = { what: '图片', advice: noFigures };
const slides: Kind = { what: '演示文稿', advice: '' };
const mail: Kind = { what: '邮件', advice: '请把附件另存到文件夹。', unopened: true };
const page: Kind = { what: '网页', advice: openAndSave, unopened: true };

export const names: {
  readonly lock: string;
  readonly system: string;
  readonly temporary: string;
  readonly unknown: Kind;
  readonly link: Kind;
  readonly special: Kind;
  readonly kinds: Readonly<Record<string, Kind>>;
} = {
  lock: 'Excel、WPS 打开文件时的临时锁文件',
  system: '系统文件',
  temporary: '临时文件',
  unknown: { what: '不是表格的文件', advice: '' },
  link: { what: '快捷方式（链接）', advice: '没有跟随，请把文件本身放进文件夹。', unopened: true },
  special: { what: '特殊文件（管道、设备等）', advice: '' },
  kinds: {
    doc: word,
    docx: word,
    odt: { what: 'OpenDocument 文档', advice: noFigures },
    rtf: { what: 'RTF 文档', advice: noFigures },
    wps: { what: 'WPS 文字文档', advice: noFigures },
    pdf: { what: 'PDF 文档', advice: noFigures },
    txt: { what: '纯文本', advice: '' },
    csv: { what: 'CSV 文本', advice: openAndSave, unopened: true },
    xlsb: { what: '二进制工作簿（.xlsb）', advice: openAndSave, unopened: true },
    ods: { what: 'OpenDocument 表格', advice: openAndSave, unopened: true },
    rar: { what: 'RAR 压缩包', advice: unpack, unopened: true },
    '7z': { what: '7z 压缩包', advice: unpack, unopened: true },
    gz: { what: 'gzip 压缩包', advice: unpack, unopened: true },
    jpg: picture,
    jpeg: picture,
    png: picture,
    bmp: picture,
    tif: picture,
    heic: picture,
    ppt: slides,
    dps: slides,
    pptx: slides,
    ofd: { what: 'OFD 版式文件', advice: noFigures },
    eml: mail,
    msg: mail,
    lnk: { what: '快捷方式（链接）', advice: '请把文件本身放进文件夹。', unopened: true },
    json: { what: '数据文件', advice: '' },
    html: page,
    htm: page,
  },
};

export const archives = {
  packed: '超过 100 MB',
  entries: '里面的文件超过 2000 个',
  entry: '里面有超过 20 MB 的文件',
  total: '全部解压后超过 300 MB',
  ratio: '压缩比异常，像是恶意构造的文件',
  size: '里面文件的实际大小与声明不符',
  password: '加了密码',
  broken: '结构不完整，可能没有传完',
  what: '压缩包',
  nested: (depth: number) => `压缩包套压缩包超过${depth}层，没有再打开。${unpack}`,
  twins: '压缩包里有同名文件，这是其中之一',
  twinsAdvice: '没有取数，请解压后改名放回文件夹。',
} as const;

export const folderTexts = {
  closed: '打不开的文件夹',
  closedAdvice: '没有权限查看里面的文件，请换有权限的人运行，或把文件复制出来。',
  deep: (depth: number) => `文件夹超过${depth}层，没有再往下找`,
  deepAdvice: '请把里面的文件移到上层文件夹。',
  many: (most: number) => `文件超过 ${most} 个`,
} as const;

export const sourceNames: Readonly<Record<PeriodSource, string>> = {
  identity: '表内识别信息',
  header: '表头',
  title: '表内标题',
  asOf: '截止日期',
  file: '文件名',
  folder: '文件夹名',
  archive: '压缩包名',
  assumed: '同批其他文件',
};

export const fateNames: Readonly<Record<Fate, string>> = {
  merged: '已计入',
  'to-correct': '退回修改，未计入',
  superseded: '未采用（另有版本）',
  duplicate: '重复文件',
  'other-period': '不是本期',
  'other-form': '不是本次汇总的表',
  'office-unclear': '认不出单位',
  'period-unclear': '认不出统计期',
  'no-form': '没有认识的表',
  unreadable: '打不开',
  'not-a-sheet': '不是表格',
  litter: '忽略',
};

export const standingNames: Readonly<Record<OfficeStanding, string>> = {
  counted: '已报',
  'to-correct': '待修改',
  missing: '未报',
};

export const reasons = {
  toExplain: (warnings: number) => `有${warnings}处需要说明，已标出，请该单位写明原因。`,
  mergedWithErrors: (errors: number) => `有${errors}处必须修改，按 --include-errors 的要求仍计入。`,
  toCorrect: (errors: number) => `有${errors}处必须修改，没有计入（也不按 0 计），请退回该单位。`,
  duplicateOf: (file: string) => `与“${file}”的内容完全相同，只算一份。`,
  duplicateOfOther: (file: string, { named, taken }: { named: string; taken: string }) =>
    `与“${file}”的内容完全相同，但文件名写的是${named}，内容是${taken}的。请核对${named}是否报错了文件。`,
  superseded: (taken: string, why: string) => `采用了“${taken}”：${why}。`,
  superseded_clean: '这一份没有必须修改的问题；如应以它为准，请移走另一份后重新汇总。',
  otherPeriod: (label: string, target: string) => `是${label}的表，本次汇总${target}。`,
  usedToCompare: '已用来与本期数比对。',
  changedMeanwhile: '汇总期间文件被改动，请再运行一次',
  notMarked: (problem: string) => `没能做出标注的副本（${problem}），要改的地方见处理说明。`,
  otherForm: (title: string, wanted: string) => `是“${title}”，本次只汇总“${wanted}”。要汇总它请改 --table。`,
  officeUnclear: (candidates: readonly string[]) =>
    candidates.length === 0
      ? '文件里、文件名里都没有名录上的单位。请把单位名写进文件名，或在名录里补上别名，再重新汇总。'
      : `可能是${candidates.join('、')}，不替您猜。请在文件名里写明单位后重新汇总。`,
  officeUnnamed: '表内没有写单位，又没有单位名录可对。请用 --directory 指定名录，或在表头“填报单位”写明后重新汇总。',
  periodUnclear: (candidates: readonly string[]) =>
    candidates.length === 0
      ? '文件里、文件名里都没有写统计期。请在文件名里写明（如 2023年三季度），或用 --period 指定。'
      : `可能是${candidates.join('、')}，不替您猜。请在文件名里写明统计期后重新汇总。`,
  noForm: '里面没有认识的表（按表内识别信息和表头都对不上）。如果是本次的表，请用下发的模板填写。',
  locked: (code: string) => `没有权限打开，或正被别的程序占用（${code}）。请关闭它，或把文件复制一份再试。`,
  fault: (message: string) =>
    `程序读它时出了意外（${message.split('\n')[0] ?? ''}），其他文件不受影响。请把这个文件交给管理员。`,
  converted: '由旧版格式（.xls、.et）转换后读取。',
  other: (what: string, advice: string) =>
    advice === '' ? `${what}，不取数。` : what === '' ? advice : `${what}：${advice}`,
} as const;

export const doubtTexts = {
  officeCheck: 'office-contradiction',
  periodCheck: 'period-contradiction',
  assumedCheck: 'period-assumed',
  versionCheck: 'version-unclear',
  versionExpected: '分得出哪份是最后报的',
  version: (others: readonly string[], why: string) =>
    `与${others.map((path) => `“${path}”`).join('、')}数据不同，取这一份只凭${why}；请核对以哪份为准，把不要的移走。`,
  identityCheck: 'identity-unverified',
  office: (said: { source: string; text: string; name: string }, taken: { source: string; name: string }) =>
    `${said.source}“${said.text}”写的是${said.name}，${taken.source}写的是${taken.name}；按${taken.source}算作${taken.name}，请核对。`,
  unlisted: (written: string, taken: { source: string; name: string }) =>
    `表里写的单位“${written}”不在名录里；按${taken.source}算作${taken.name}，请核对。`,
  officeExpected: '各处写的单位一致',
  period: (said: { source: string; text: string }, taken: { source: string; label: string }) =>
    `${said.source}“${said.text}”与${taken.source}写的${taken.label}不一致；按${taken.source}算作${taken.label}，请核对。`,
  periodExpected: '各处写的统计期一致',
  monthInQuarter: (text: string, label: string) => `只写了“${text}”，在${label}之内，按${label}处理，请核对。`,
  noYear: (text: string, label: string) => `只写了“${text}”，没有写年份，按${label}处理。`,
  noPeriod: (label: string) => `文件里没有写统计期，按${label}处理，请核对。`,
} as const;

export const versionReasons = {
  consistent: '另一份的文件名写的是别的单位',
  filedOn: (day: string) => `报出日期最晚（${day}）`,
  name: (mark: string) => `文件名注明“${mark}”`,
  notDraft: '另一份注明是初稿或作废',
  clean: '没有必须修改的问题，其他条件分不出先后',
  alike: '几份的数据完全相同',
  time: '文件时间最晚',
  unclear: '名称排在后面（分不出先后，请核对）',
} as const;

export const directoryTexts = {
  given: (title: string, offices: number) => `单位名录：${title}（${offices}家）。`,
  chosen: (title: string, { matched, forms }: { matched: number; forms: number }) =>
    `单位名录：${title}（${forms}份表中有${matched}份能对上；如不对，请用 --campaign 或 --directory 指定）。`,
  none: '没有对得上的单位名录，单位按文件里写的计；不知道应报单位，无法判断谁没报。可用 --directory 指定名录（.xlsx、.csv 或 .yaml）。',
  several: (titles: readonly string[]) =>
    `有几个名录都对得上（${titles.join('、')}），没有替您选；不知道应报单位，无法判断谁没报。请用 --campaign 指定。`,
} as const;

export const periodTexts = {
  asked: (label: string) => `统计期：${label}（由 --period 指定）。`,
  majority: (label: string, { matched, forms }: { matched: number; forms: number }) =>
    `统计期：${label}（${forms}份表中有${matched}份是这一期；如不对，请用 --period 指定）。`,
  folder: (name: string, label: string) =>
    `统计期：${label}（文件里都没有写，取自文件夹名“${name}”；如不对，请用 --period 指定）。`,
  once: '本表只报一次，不分期。',
  /** In the 统计期 cell of the template. */
  onceLabel: '只报一次，不分期',
} as const;

export const officeNotes = {
  versions: (count: number, file: string, why: string) => `共报${count}份，采用“${file}”：${why}。`,
  olderClean: (file: string) => `另有一份没有必须修改的问题：“${file}”。`,
  mention: (file: string, { what, whose }: { what: string; whose: string | null }) =>
    whose === null ? `“${file}”，${what}` : `“${file}”，认作${whose}，${what}`,
  seen: (files: readonly string[]) => `文件夹里有可能相关的文件：${files.join('；')}。`,
} as const;

export const out = {
  merged: '汇总',
  returned: '退回修改',
  explained: '需要说明',
  chase: '催报名单.txt',
  account: '处理说明.txt',
  result: '合并结果.json',
} as const;

export const standingsMerged = {
  counted: '已报',
  withErrors: '已报（待修改）',
  toCorrect: '待修改',
  missing: '未报',
} as const;

export const accountTexts = {
  title: '本次汇总的处理说明（原文件一律没有改动）',
  files: '■ 各文件的处理',
  litter: (count: number) => (count === 0 ? '' : `  另有${count}个系统文件、锁文件等未列出。`),
  counted: (count: number, expected: number | null) =>
    expected === null ? `已计入${count}家。` : `应报${expected}家，已计入${count}家。`,
  notOwed: '单位名录所属的方案没有要求报送这张表，不判断谁没报；要判断请用 --directory 指定应报单位。',
  toCorrect: (names: readonly string[]) => `待修改${names.length}家（没有计入，也不按 0 计）：${names.join('、')}。`,
  missing: (names: readonly string[]) => `未报${names.length}家（没有计入，也不按 0 计）：${names.join('、')}。`,
  total: (message: string) => `  合计：${message}`,
  marked: (path: string) => `标好的表：${path}`,
  rules: '■ 规则',
  rulesList: [
    '  单位：表内识别信息、表头“填报单位”、表内标题、文件名、文件夹名、压缩包名，依次采信；不一致的以前者为准并提示。可能是两家的不猜。',
    '  统计期：表内识别信息、表头“统计期”、表内标题、截止日期、文件名、文件夹名，依次采信。',
    '  同一单位报了几份：先去掉文件名写着别的单位的，再看报出日期，再看文件名（更正、修改、最终、v2 等较新；初稿、作废较旧），再取没有必须修改问题的，最后才看文件时间。内容完全相同的只算一份。',
    '  有必须修改问题的表不计入合计（除非加 --include-errors），也不按 0 计。',
  ],
  chase: (what: string, names: readonly string[]) =>
    names.length === 0 ? '' : `【催报】${names.join('、')}：${what}尚未收到，请尽快报送；如已报送请告知。收到请回复。`,
  chaseCorrect: (what: string, names: readonly string[]) =>
    names.length === 0
      ? ''
      : `【退回修改】${names.join('、')}：${what}有需要修改的地方，已在退回的表中标出，请改好后重新报送。收到请回复。`,
  ask: (what: string, names: readonly string[]) =>
    names.length === 0 ? '' : `【商请】${names.join('、')}：烦请协助提供${what}（不属下级单位，请电话商请）。`,
} as const;

export const differenceTexts = {
  absent: '不适用',
  filled: '填报',
  nth: (n: number) => `第${n}条`,
  again: (key: string, n: number) => `${key}（第${n}条）`,
  record: (ledger: string, key: string) => `${ledger}：${key}`,
  field: (record: string, label: string) => `${record}，${label}`,
  comma: '，',
} as const;

export const outTexts = { locked: '有临时锁文件' } as const;

export const mergedTexts = {
  title: (campaign: string, table: string) => `${campaign}${table}汇总`,
  asOf: '数据截止日期',
  counted: '计入单位',
  countedOf: (count: number, expected: number | null) =>
    expected === null ? `${count}家（应报单位不明）` : `${count}家（应报${expected}家）`,
  left: '未计入单位',
  none: '无',
  standing: (office: string, standing: string) => `${office}（${standing}）`,
} as const;
