// Above 300 lines: there is one list only; in one literal the compiler refuses a code that is there twice.
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
  // deadline phrases
  'phrase-unreadable': {
    kind: 'bad-input',
    message: '时限“{text}”从第 {position} 个字“{found}”起读不懂。请核对原文，或改用“2023年12月10日前”这样的写法。',
    details: { text: 'the phrase as written', position: '1-based place in it', found: 'what stands there' },
  },
  'phrase-impossible': {
    kind: 'bad-input',
    message: '时限“{text}”第 {position} 个字起的“{found}”不存在（{reason}）。请与发文单位核对日期。',
    details: {
      text: 'the phrase as written',
      position: '1-based place in it',
      found: 'the impossible day or hour',
      reason: 'why there is no such day',
    },
  },
  'phrase-inverted': {
    kind: 'bad-input',
    message: '时限“{text}”的止期 {to} 早于起期 {from}。请与发文单位核对起止日期。',
    details: { text: 'the phrase as written', from: 'first day', to: 'last day' },
  },
  'calendar-day-invalid': {
    kind: 'bad-input',
    message: '工作日调整表第 {line} 行的日期“{date}”不存在或重复。请改成 2027-02-05 这样的日期，每天只写一行。',
    details: { line: '1-based line of the table', date: 'what stands there' },
  },
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
  'port-taken': {
    kind: 'conflict',
    message: '端口 {port} 已被别的程序占用。请用 --port 换一个端口，或停止占用它的程序后重试。',
    details: { port: 'the port that was asked for' },
  },
  'setting-invalid': {
    kind: 'bad-input',
    message: '设置 {name} 不能用：{problem}。请改正后重试。',
    details: { name: 'the option or environment variable', problem: 'what is wrong with it' },
  },
  'changed-meanwhile': {
    kind: 'conflict',
    message: '{what}刚刚被别人改过（现在是第 {current} 版，您看到的是第 {expected} 版），没有保存。请刷新后再改。',
    details: {
      what: 'what was to be changed',
      current: 'its revision now',
      expected: 'the revision that was looked at',
    },
  },
  'not-running': {
    kind: 'refused',
    message: '督办没有在运行（数据文件夹 {folder}）。请先运行 npm start。',
    details: { folder: 'the data folder' },
  },
  // Temporal
  'temporal-away': {
    kind: 'unavailable',
    message:
      '连不上 Temporal（{address}：{reason}）。请确认它在运行，并核对 TEMPORAL_ADDRESS、TEMPORAL_TLS_* 和 TEMPORAL_API_KEY。',
    details: { address: 'host and port', reason: 'what the connection said' },
  },
  'payload-key-unknown': {
    kind: 'unavailable',
    message:
      '流程数据由密钥 {id} 加密，这里没有这把密钥。请把它补进 DUBAN_PAYLOAD_KEYS 指定的密钥文件，或换回原来的 secret，再重新启动。',
    details: { id: 'the id of the key that sealed it' },
  },
  'payload-damaged': {
    kind: 'internal',
    message:
      '流程数据用密钥 {id} 打不开，密钥不对或数据已被改动。请核对密钥文件；不行就运行 duban doctor --mend 重建流程。',
    details: { id: 'the id of the key that sealed it' },
  },
  // backup
  'backup-foreign': {
    kind: 'bad-input',
    message: '“{file}”不是督办的备份（{reason}），没有恢复任何内容。请选择 duban backup 生成的文件。',
    details: { file: 'the file', reason: 'what it lacks' },
  },
  'backup-damaged': {
    kind: 'bad-input',
    message: '备份“{file}”已损坏或不完整：{reason}。没有恢复任何内容，请重新拷贝一次，或换一份备份。',
    details: { file: 'the file', reason: 'what does not fit' },
  },
  'backup-newer': {
    kind: 'bad-input',
    message: '备份“{file}”由更新的版本（{version}）做成，本程序还读不了（{what}）。请用那个版本或更新的版本恢复。',
    details: { file: 'the file', version: 'the program that made it', what: 'what is newer' },
  },
  'backup-locked': {
    kind: 'bad-input',
    message: '备份“{file}”是加密的，{problem}。请用 --passphrase-file 指定备份时用的口令文件。',
    details: { file: 'the file', problem: 'no passphrase, or another one' },
  },
  'backup-exists': {
    kind: 'conflict',
    message: '“{file}”已经存在，没有覆盖。请换一个文件名，或先把它移走。',
    details: { file: 'the file that was to be written' },
  },
  'backup-unwritable': {
    kind: 'refused',
    message: '备份写不到“{file}”（{reason}），没有留下半个文件。请换一个有写入权限、空间够的地方。',
    details: { file: 'the file', reason: 'what the system said, e.g. ENOSPC' },
  },
  'restore-not-empty': {
    kind: 'conflict',
    message:
      '{place}不是空的（有 {found}），没有恢复任何内容。请先停止督办（duban down）并把它移走，或另选一个空的地方。',
    details: { place: 'a data folder or a database', found: 'what is there' },
  },
  'restore-secret': {
    kind: 'bad-input',
    message:
      '{problem}，没有恢复任何内容。请用 --secret-file 指定原来数据文件夹里的 secret 文件；找不到时可用 --new-secret 换新的，但以前发出的链接、模板标识和审计检查点的签名会全部失效。',
    details: { problem: 'no secret, or not the one of the backup' },
  },
  'archive-early': {
    kind: 'conflict',
    message: '“{campaign}”还没有办结，不能归档。请先办结专项。',
    details: { campaign: 'its title' },
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
  'sheet-not-recognised': {
    kind: 'bad-input',
    message:
      '“{name}”里没有找到要报的表（{tables}）：既没有下发模板的识别信息，表头也对不上。请把数据填入下发的模板；自制表格请保留表样中的指标名和栏目名。',
    details: { name: 'file name', tables: 'titles of the tables that were looked for' },
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
  // merging a folder of files
  'folder-unknown': {
    kind: 'not-found',
    message: '没有文件夹“{folder}”。请核对路径；路径里有空格时要加引号。',
    details: { folder: 'what was asked for' },
  },
  'folder-too-large': {
    kind: 'refused',
    message: '这个文件夹太大（{reason}），没有处理。请把要汇总的报表单独放进一个文件夹。',
    details: { reason: 'which limit it breaks' },
  },
  'archive-refused': {
    kind: 'bad-input',
    message: '压缩包“{name}”没有打开：{reason}。请解压后把里面的文件放回文件夹。',
    details: { name: 'the archive', reason: 'which limit it breaks' },
  },
  'table-unknown': {
    kind: 'not-found',
    message: '没有编号为“{table}”的表。可用的表：{known}。',
    details: { table: 'what was asked for', known: 'the forms there are' },
  },
  'period-unknown': {
    kind: 'bad-input',
    message: '看不懂统计期“{period}”。请写成 2023Q3（季度）、2023-09（月）或 2023（年）。',
    details: { period: 'what was asked for' },
  },
  'office-unknown': {
    kind: 'not-found',
    message: '名录里没有“{office}”，或不止一家。名录里有：{known}。',
    details: { office: 'what was asked for', known: 'ids and names of the directory' },
  },
  'provisional-unreadable': {
    kind: 'bad-input',
    message: '快报数清单“{name}”不能用：{reason}。清单要有“单位”“指标”“快报数”三列，一行一个数，请改好后再运行。',
    details: { name: 'the file', reason: 'what is wrong with it' },
  },
  'directory-unreadable': {
    kind: 'bad-input',
    message: '单位名录“{name}”不能用：{reason}。名录要有“单位名称”一列，可以再有简称、区划代码、别名。',
    details: { name: 'the file', reason: 'what is wrong with it' },
  },
  'sheet-form-unknown': {
    kind: 'bad-input',
    message: '“{name}”里没有认识的表。请确认用的是下发的模板，或用 --table 指定是哪张表。',
    details: { name: 'the file' },
  },
  'out-occupied': {
    kind: 'conflict',
    message: '输出文件夹“{folder}”里已有别的文件（如“{file}”），没有写入。请用 --out 换一个空文件夹。',
    details: { folder: 'the out folder', file: 'one of the files that are not ours' },
  },
  'out-changed': {
    kind: 'conflict',
    message:
      '输出文件夹“{folder}”里的“{file}”在上次汇总后被改动过，没有覆盖。请先把它移到别处，或用 --out 换一个文件夹。',
    details: { folder: 'the out folder', file: 'what somebody changed by hand' },
  },
  'out-unwritable': {
    kind: 'refused',
    message: '结果文件夹“{folder}”写不进去（{reason}）。请用 --out 换一个有写入权限、空间够的文件夹。',
    details: { folder: 'the out folder', reason: 'what the system said, e.g. EACCES, ENOSPC' },
  },
  'out-busy': {
    kind: 'conflict',
    message: '“{file}”写不进去（{reason}）。如果它正在 Excel 或 WPS 里打开，请先关闭再重新运行。',
    details: { file: 'which file', reason: 'what the system said' },
  },
  // definitions
  'definition-invalid': {
    kind: 'bad-input',
    message: '定义文件有误：\n{problems}',
    details: { problems: 'one line per problem: file, place, found, allowed' },
  },
  'crosswalk-missing': {
    kind: 'refused',
    message: '“{table}”第 {to} 版没有从“{from}”沿用数据的对照表。请在定义中补写 crosswalk，或按新表样重新填报。',
    details: { table: 'title', to: 'version of the new form', from: 'id and version of the old one' },
  },
  'seed-unknown': {
    kind: 'not-found',
    message: '没有名为“{name}”的方案。可用的方案：{known}。',
    details: { name: 'what was asked for', known: 'folders under seeds/' },
  },
  'nothing-to-rehearse': {
    kind: 'refused',
    message: '“{campaign}”里没有带日期的报送任务，没有可以推演的。只列职责和节点的通知请看 duban plan。',
    details: { campaign: 'title of the campaign' },
  },
  'rehearsal-undated': {
    kind: 'bad-input',
    message: '“{campaign}”没有印发日期，也没有写起止的阶段，不知道从哪一天演起。请用 --launch 写明启动日期。',
    details: { campaign: 'title of the campaign' },
  },
  'profile-unknown': {
    kind: 'not-found',
    message: '没有推演设定“{name}”。请写设定文件的路径，或自带的设定：{known}。',
    details: { name: 'what was asked for', known: 'profiles that come with the program' },
  },
  'profile-office-unknown': {
    kind: 'bad-input',
    message: '推演设定给不在“{campaign}”里的单位安排了角色：{offices}。可以写的单位编号：{known}。',
    details: { offices: 'ids in the profile file', campaign: 'its title', known: 'ids of the campaign' },
  },
  'seeds-missing': {
    kind: 'not-found',
    message: '没有方案文件夹 {folder}，或者打不开。请核对 --seeds 或环境变量 DUBAN_SEEDS。',
    details: { folder: 'where campaigns were looked for' },
  },
  'question-open': {
    kind: 'refused',
    message: '还有 {count} 个问题没有答复：{questions}。请在 answers.yaml 里补上。',
    details: {
      count: 'how many',
      questions: 'their titles with the notice’s words, what is proposed, and the ids to answer by',
    },
  },
  'not-an-amendment': {
    kind: 'bad-input',
    message: '“{name}”没有写明它修改哪个专项。请在通知的 extends 里写明，或在命令里给出正在进行的专项。',
    details: { name: 'the seed' },
  },
  'urgent-unclear': {
    kind: 'bad-input',
    message: '“{phrase}”看不出唯一的截止时刻：{readings}。请写明几点，如“今日17:00前”。',
    details: { phrase: 'the words as given', readings: 'what they may mean' },
  },
  'urgent-past': {
    kind: 'bad-input',
    message: '“{phrase}”是 {due}，已经过去。请另定时刻。',
    details: { phrase: 'the words as given', due: 'what they mean' },
  },
  'campaign-closed': {
    kind: 'conflict',
    message: '“{campaign}”已经结束，不能再报送或修改。确有需要的，请与市局联系。',
    details: { campaign: 'title' },
  },
  'campaign-open': {
    kind: 'conflict',
    message: '“{campaign}”还有没办完的：{open}。请先办完；确需现在结束的，请写明理由。',
    details: { campaign: 'title', open: 'what is not settled, merged or issued' },
  },
  'reason-missing': {
    kind: 'bad-input',
    message: '没有写明{verb}的理由。请补上后再办。',
    details: { verb: 'what was to be done' },
  },
  'entry-invalid': {
    kind: 'bad-input',
    message: '{what}不能登记：{problem}。请改正后再保存。',
    details: { what: 'what was to be entered', problem: 'what is wrong with it' },
  },
  'entry-unknown': {
    kind: 'not-found',
    message: '没有找到{what}：{id}。请刷新页面后再看。',
    details: { what: 'what was looked for', id: 'its id or number' },
  },
  'entry-state': {
    kind: 'conflict',
    message: '{what}现在是“{state}”，不能{verb}。请刷新页面后再看。',
    details: { what: 'what was to be changed', state: 'where it stands', verb: 'what was tried' },
  },
  'clue-not-complex': {
    kind: 'conflict',
    message:
      '{what}按收到后15个工作日办理，不能延长，请在{due}前决定是否立案。属上级交办、情况复杂的，请先改为“上级交办、情况复杂（30个工作日）”，仍不够的再延长。',
    details: { what: 'the clue', due: 'the last day to decide it' },
  },
  'clue-extension-day': {
    kind: 'bad-input',
    message: '{what}的新期限{until}不能用：最早为{from}，须晚于现在的期限{due}，也不早于今天。请重新填写。',
    details: { what: 'the clue', until: 'the day asked for', from: 'the earliest day', due: 'its last day so far' },
  },
  'clue-extension-first': {
    kind: 'bad-input',
    message:
      '{what}是第一次延长，最晚到收到后3个月的{limit}，不能到{until}。请改为{limit}或以前；届时仍办不完、情况特别复杂的，再报批延长一次。',
    details: { what: 'the clue', until: 'the day asked for', limit: 'three months after receipt' },
  },
  'clue-extension-principle': {
    kind: 'conflict',
    message:
      '{what}延长到{until}，超过收到后6个月的{limit}，原则上不允许。请改为{limit}或以前；领导确已同意超过的，请勾选“超过6个月”后再办。',
    details: { what: 'the clue', until: 'the day asked for', limit: 'six months after receipt' },
  },
  'office-without-contact': {
    kind: 'conflict',
    message: '这样{office}就没有可以联系的人了。请先为它添加联系人，或办理交接。',
    details: { office: 'the offices that would be left alone' },
  },
  'task-not-yours': {
    kind: 'refused',
    message: '“{title}”由{assigned}办理，您现在的身份是{actor}。请由{assigned}办理；您兼有这项职责的，请先切换身份。',
    details: { title: 'the task', assigned: 'the function it is assigned to', actor: 'the function that tried' },
  },
  'same-person': {
    kind: 'refused',
    message: '“{title}”是您拟的稿，不能由您核稿。请换一位同志核稿。',
    details: { title: 'the document' },
  },
  'document-stale': {
    kind: 'conflict',
    message: '“{title}”依据的汇总数据已有变动（{reason}），不能{verb}。请先重新编制，再送审。',
    details: { title: 'the document', reason: 'whose figures, and why', verb: 'what was tried' },
  },
  'correction-open': {
    kind: 'refused',
    message: '{what}的更正还没有了结：{offices}。请先审核更正后的材料，再重新汇总。',
    details: { what: 'what the round collects', offices: 'whose sheets were in the figures' },
  },
  'campaign-folder-taken': {
    kind: 'conflict',
    message: '文件夹 {folder} 已经存在。请换一个名称，已有的内容没有改动。',
    details: { folder: 'the folder that would have been written' },
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
  'preview-outdated': {
    kind: 'conflict',
    message: '“{campaign}”在您预览之后有了变化，没有启动。请重新打开预览，核对后再确认。',
    details: { campaign: 'title of the campaign' },
  },
  'sign-in-refused': {
    kind: 'refused',
    message: '登录码不对、已经用过或已过期（有效期30分钟，只能用一次）。请核对后重输，或另取一个登录码。',
    details: {},
  },
  'link-invalid': {
    kind: 'refused',
    message: '这个链接无效或已停用，请使用最近一封邮件里的链接，或致电市局（电话见邮件末尾）。',
    details: {},
  },
  'link-handed-over': {
    kind: 'refused',
    message:
      '这个链接已停用：这项填报工作已经交接给他人。请与接手的同事联系；仍由您负责的，请致电市局（{phone}）核对通讯录。',
    details: { phone: 'of the bureau, as every mail has it' },
  },
  'link-withdrawn': {
    kind: 'refused',
    message: '这个链接已由市局停用。请使用之后收到的督办邮件里的链接；没有收到的，请致电市局（{phone}）。',
    details: { phone: 'of the bureau, as every mail has it' },
  },
  // accounts
  'credentials-refused': {
    kind: 'refused',
    message:
      '登录名、口令或动态码不对，或者账户已锁定、已停用。连续输错5次锁定15分钟。请核对后重试；忘记口令或换了手机，请找管理员。',
    details: {},
  },
  'second-factor-needed': {
    kind: 'refused',
    message: '口令正确。请再输入手机验证器上的6位动态码；手机不在身边时，可以用一个备用码。',
    details: {},
  },
  'set-up-needed': {
    kind: 'refused',
    message: '这个账户还没有绑定验证器，不能登录。请向系统管理员领取账户码，在“首次登录或忘记口令”里重新设置。',
    details: {},
  },
  'account-without-role': {
    kind: 'refused',
    message: '登录名和口令都对，但这个账户还没有授予身份。请联系安全管理员授予身份后再登录。',
    details: {},
  },
  'account-without-campaign': {
    kind: 'refused',
    message: '登录名和口令都对，但这个账户没有关联任何专项的填报单位。请联系市局经办人。',
    details: {},
  },
  'account-elsewhere': {
    kind: 'refused',
    message: '这个账户请从{place}登录。',
    details: { place: 'which page: 调度台 or 填报端' },
  },
  'password-refused': {
    kind: 'bad-input',
    message: '这个口令不能用：{reason}。可以用几个不相干的词连成一句话，长而好记，也可以由口令管理器生成。',
    details: { reason: 'which rule it breaks; never the password' },
  },
  'password-wrong': {
    kind: 'refused',
    message: '当前口令或动态码不对，没有改动。连续输错5次锁定15分钟。请核对后重试。',
    details: {},
  },
  'enrolment-refused': {
    kind: 'bad-input',
    message: '动态码与二维码不符，或打开设置页已超过15分钟。请确认手机时间准确，重新打开设置页，扫码后立即输入。',
    details: {},
  },
  'account-code-refused': {
    kind: 'refused',
    message: '账户码不对、已经用过或已过期（有效期24小时，只能用一次）。请核对后重输，或请发码的人另发一个。',
    details: {},
  },
  'account-unknown': {
    kind: 'not-found',
    message: '没有这个账户：{account}。请刷新账户名单后重试。',
    details: { account: 'id or login' },
  },
  'account-disabled': {
    kind: 'conflict',
    message: '账户“{login}”已停用。请先启用，再办理。',
    details: { login: 'login' },
  },
  'login-taken': {
    kind: 'conflict',
    message: '登录名“{login}”已有人用。请换一个登录名。',
    details: { login: 'login' },
  },
  'login-invalid': {
    kind: 'bad-input',
    message: '登录名“{login}”不能用。请用2–32个小写字母、数字、点、横线或下划线，以字母或数字开头。',
    details: { login: 'login' },
  },
  'roles-exclusive': {
    kind: 'conflict',
    message:
      '“{login}”已是{held}，不能再任{role}：系统、安全、审计管理员必须由三个账户分任（三员分立）。请另建一个管理员账户。',
    details: { login: 'login', held: 'the administration it has', role: 'the one that was asked for' },
  },
  'role-not-of-kind': {
    kind: 'refused',
    message: '“{login}”是{kind}账户，不能授予{role}：管理员不办业务，业务人员不管系统。请另建相应类别的账户。',
    details: { login: 'login', kind: 'kind of the account', role: 'the role that was asked for' },
  },
  'last-administrator': {
    kind: 'refused',
    message: '“{login}”是最后一个可用的{role}，不能停用或收回。请先让另一个账户担任{role}。',
    details: { login: 'login', role: 'the administration' },
  },
  'security-admin-there': {
    kind: 'conflict',
    message: '已经有安全管理员，身份由安全管理员授予。请联系安全管理员。',
    details: {},
  },
  'trial-over': {
    kind: 'refused',
    message: '本系统已启用账户，登录码不再使用。请用账户登录；要为某个账户取账户码：npx duban code --account 登录名。',
    details: {},
  },
  'session-unknown': {
    kind: 'not-found',
    message: '没有这个登录，或它已经结束。请刷新后再看。',
    details: {},
  },
  'contact-unknown': {
    kind: 'not-found',
    message: '没有找到联系人“{contact}”。请在联系人名单中核对后重试。',
    details: { contact: 'contact id' },
  },
  'task-unknown': { kind: 'not-found', message: '没有这项待办：{task}。', details: { task: 'task id' } },
  'file-unknown': {
    kind: 'not-found',
    message: '没有这份文件（{file}）。请刷新页面后重新点击下载。',
    details: { file: 'id of the submission, decision, round, document or task whose file was asked for' },
  },
  'message-unknown': {
    kind: 'not-found',
    message: '没有这封邮件：{message}。请刷新发送记录。',
    details: { message: 'message id' },
  },
  'not-accelerated': {
    kind: 'refused',
    message: '本系统按真实时间运行，不能快进。只有演示或测试用的系统（启动时注明加速）才能快进。',
    details: {},
  },
  'jump-backwards': {
    kind: 'bad-input',
    message: '时间只能往后走：现在已是{now}。请选一个更晚的时间。',
    details: { now: 'campaign time' },
  },
  'jump-not-now': {
    kind: 'conflict',
    message: '现在还不能快进：{step}正在进行。请等几秒再试。',
    details: { step: 'what is being carried out' },
  },
  'nothing-ahead': {
    kind: 'conflict',
    message: '后面没有到时要做的事，不需要快进。如有待审核的材料或待办，请先办理。',
    details: {},
  },
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
  // around a sheet: registered by hand, nil, extension, paper, figures phoned in
  'verb-incomplete': {
    kind: 'bad-input',
    message: '{verb}还缺{missing}，请补充后重新提交。',
    details: { verb: 'what was to be done', missing: 'which part' },
  },
  'arrival-invalid': {
    kind: 'bad-input',
    message: '到达时间{at}不能登记：{problem}。请按材料实际到达的时间填写。',
    details: { at: 'the time given', problem: 'why it cannot be' },
  },
  'registration-unknown': {
    kind: 'not-found',
    message: '没有这条代收登记：{registration}。请刷新后再看。',
    details: { registration: 'its id' },
  },
  'registration-settled': {
    kind: 'conflict',
    message: '这条代收登记已由{by}{decision}，不能再办。请刷新后再看。',
    details: { by: 'who decided', decision: 'confirmed or rejected' },
  },
  'same-hand': {
    kind: 'refused',
    message: '这条代收登记由{by}登记，须由另一人复核。请换一位同志办理（试用期间请换一个岗位登录）。',
    details: { by: 'who registered it' },
  },
  'extension-late': {
    kind: 'conflict',
    message: '{what}的时限{due}已过，不能再申请延期。请尽快报送；有困难的，请致电市局说明。',
    details: { what: 'office and what it owes', due: 'the day that is over' },
  },
  'extension-pending': {
    kind: 'conflict',
    message: '{what}已有延期申请（延至{until}）在等市局答复。请等待答复，或先撤回再重新申请。',
    details: { what: 'office and what it owes', until: 'the day asked for' },
  },
  'extension-unknown': {
    kind: 'not-found',
    message: '没有这份延期申请：{request}。请刷新后再看。',
    details: { request: 'its id' },
  },
  'extension-settled': {
    kind: 'conflict',
    message: '这份延期申请{state}，不能再{verb}。请刷新后再看。',
    details: { state: 'what became of it', verb: 'what was tried' },
  },
  'paper-settled': {
    kind: 'conflict',
    message: '{what}的纸质原件{state}。请刷新后再看。',
    details: { what: 'office and what it owes', state: 'that it is registered already, or is not' },
  },
  'figure-unknown': {
    kind: 'bad-input',
    message: '快报数“{measure}”不能登记：{problem}。请从本表“本期”的指标中选择，填写整数。',
    details: { measure: 'the measure as given', problem: 'why it has no place' },
  },
  'task-elsewhere': {
    kind: 'refused',
    message:
      '“{title}”要在它所说的报送任务或线索里办理，不能直接办结。请打开该报送任务作出答复，或登记线索的办理情况。',
    details: { title: 'the task' },
  },
  // the API
  'request-invalid': {
    kind: 'bad-input',
    message: '提交的内容有误：{problems}。请改正后重新提交。',
    details: { problems: 'each bad field and what is wrong with it' },
  },
  'request-unreadable': {
    kind: 'bad-input',
    message: '请求无法识别（{reason}）。请刷新页面后重试。',
    details: { reason: 'what could not be read' },
  },
  'page-unknown': {
    kind: 'not-found',
    message: '没有这个地址：{path}。请从首页重新进入。',
    details: { path: 'what was asked for' },
  },
  'sign-in-needed': {
    kind: 'refused',
    message: '还没有登录，或登录已过期。市局人员请重新登录，填报单位请重新打开邮件里的链接，或用账户登录。',
    details: {},
  },
  'cross-site': {
    kind: 'refused',
    message: '这个操作来自别的网站，没有执行。请在督办的页面上重新操作。',
    details: {},
  },
  'too-many-tries': {
    kind: 'refused',
    message: '尝试次数过多，请 {seconds} 秒后再试。',
    details: { seconds: 'how long to wait' },
  },
  'key-reused': {
    kind: 'refused',
    message: '这个 Idempotency-Key 已用于另一项内容不同的操作，这一次没有执行。请换一个新的键后重新提交。',
    details: {},
  },
  'call-running': {
    kind: 'conflict',
    message: '同一项操作正在办理，没有重复执行。请几秒后再试，届时会得到它的结果。',
    details: {},
  },
  'too-many-streams': {
    kind: 'refused',
    message: '同一登录打开的页面太多，这一页不能自动更新。请关掉几个页面后刷新。',
    details: {},
  },
  'not-yours': {
    kind: 'not-found',
    message: '没有这项内容，或者它不属于您的单位。请从填报端首页重新进入；确属本单位的，请致电市局。',
    details: {},
  },
  'reason-too-short': {
    kind: 'bad-input',
    message: '{verb}要写明理由，至少 {least} 个字；理由会记入办理记录。请补充后重试。',
    details: { verb: 'what was tried', least: 'the least number of characters' },
  },
  'personal-unknown': {
    kind: 'not-found',
    message: '{submission}的“{place}”里没有证件号码。请核对位置；不在表内的，请下载原件核对。',
    details: { submission: 'submission id', place: 'sheet and cell' },
  },
  'file-too-large': {
    kind: 'bad-input',
    message: '文件超过 {limit} MB，没有收。请删去图片和多余的工作表，另存后重新报送。',
    details: { limit: 'the limit in MB' },
  },
  'file-missing': {
    kind: 'bad-input',
    message: '没有收到文件。请选择一个文件（且只选一个）后重新提交。',
    details: {},
  },
  'mail-unknown': {
    kind: 'not-found',
    message: '本机收件箱里没有这封邮件或附件：{mail}。请刷新收件箱。',
    details: { mail: 'its number, and that of the attachment' },
  },
  'mailbox-elsewhere': {
    kind: 'refused',
    message: '这里没有本机收件箱：邮件已交给真正的邮件服务器。请在各自的邮箱里查看。',
    details: {},
  },
  'rehearsal-running': {
    kind: 'conflict',
    message: '“{seed}”的推演还在进行，一次只能推演一个。请等它结束后再开始。',
    details: { seed: 'what is being rehearsed' },
  },
  'rehearsal-unknown': {
    kind: 'not-found',
    message: '没有这次推演或这个结果文件：{what}。请重新推演。',
    details: { what: 'the rehearsal or its file' },
  },
  'seal-algorithm-missing': {
    kind: 'unavailable',
    message: '本机的 Node.js 不带 {algorithm} 算法，不能封存或核验审计记录。请改用带 OpenSSL 3 的 Node.js 20 官方版。',
    details: { algorithm: 'sha256 or sm3' },
  },
  'audit-broken': {
    kind: 'internal',
    message:
      '审计链与数据文件夹里的记录不符（{what}）。请保留现场，不要重启或恢复，立即报告审计管理员，并运行 duban audit verify 查明位置。',
    details: { what: 'which place of the chain' },
  },
  'audit-witness-missing': {
    kind: 'bad-input',
    message: '找不到或打不开检查点文件“{file}”。请核对路径。',
    details: { file: 'the file that was named' },
  },
  'audit-witness-invalid': {
    kind: 'bad-input',
    message:
      '{source} 第 {line} 行不是审计链的记录。请换用 audit/checkpoints.jsonl，或写成“序号:摘要”（如 120345:9f86…）。',
    details: { source: 'the file or option', line: '1-based line' },
  },
  'database-away': {
    kind: 'unavailable',
    message: '数据库暂时连不上，没有办成。一般几秒内恢复，请稍后重试。',
    details: {},
  },
  'unexpected-failure': {
    kind: 'internal',
    message: '系统出了意外，没有办成。请稍后重试；如再次出现，请把编号 {request} 告诉管理员。',
    details: { request: 'the request id in the log' },
  },
  'figure-unbound': {
    kind: 'internal',
    message: '文稿里的数字“{text}”没有对应的定稿数据，不能出稿。',
    details: { text: 'the number' },
  },
} as const satisfies Record<string, Entry>;

export type ErrorCode = keyof typeof entries;
export const catalogue: Readonly<Record<ErrorCode, Entry>> = entries;
