import type { Manifest } from '@duban/ledger';

/** What backup, restore, recover and archive say. */
export const backupWords = {
  copying: '正在备份',
  sealing: '正在核对整个文件',
  checking: '正在核对内容',
  filling: '正在写入数据库',
  interrupted: '已中断，没有留下半个文件。',
  restoreInterrupted: '已中断，没有恢复任何内容。',
  backedUp: (file: string, size: string) => `备份完成：${file}（${size}）`,
  counts: (manifest: Manifest, seconds: string) =>
    `${manifest.tables.length} 张表，${rowsOf(manifest)} 行，${seconds} 秒。`,
  open: '没有加密，也不含密钥：请按内部资料保管，并把数据文件夹里的 secret 文件另外存一份。',
  locked: '已加密，含密钥：单凭它和口令就能恢复；口令请与备份分开保管，丢了就打不开。',
  intact: (file: string) => `备份完好：${file}`,
  made: (when: string, program: string) => `${when} 做成，程序版本 ${program}。`,
  restored: (place: string) => `已恢复到 ${place}。`,
  lost: (when: string) =>
    `${when} 之后的报送、审核和发信记录不在备份里：请核对；那以后已发出的邮件会以同一邮件编号再发一次。`,
  newSecret: '换了新密钥：以前发出的链接和模板标识已全部失效，请重新发链接。',
  next: (option: string) =>
    `下一步：运行 npm start${option === '' ? '' : ` --${option}`}，再运行 duban recover${option}。`,
  noSecret: '备份里没有密钥，也没有给',
  otherSecret: '给的密钥不是这份备份的',
  otherStands: '启动时仍会用数据文件夹里的 secret（或环境变量 DUBAN_SECRET），与它不同，请先移走',
  running: '正在运行的督办',
  dataFolder: (folder: string) => `数据文件夹 ${folder}`,
  passphraseShort: (least: number) => `第一行要有至少 ${least} 个字符的口令`,
  unreadable: (reason: string) => `读不了（${reason}）`,
  allRunning: (count: number) => `流程都在运行（${count} 个），没有缺的。`,
  recovered: (missing: number, running: number) => `重新启动了 ${missing} 个流程，另有 ${running} 个本来就在运行。`,
  nothingToRun: '没有进行中的专项，不需要流程。',
  archived: (file: string, size: string, count: number) => `归档完成：${file}（${size}，${count} 个文件）`,
  verify: '核对：解压后在其中运行 sha256sum -c SHA256SUMS。',
} as const;

function rowsOf({ tables }: Manifest): string {
  return tables.reduce((sum, { rows }) => sum + rows, 0).toLocaleString('zh-CN');
}

/** `12.3 MB` */
export function sizeText(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
