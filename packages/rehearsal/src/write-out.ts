import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Instant } from '@duban/base';
import { formatMinute } from '@duban/base/time';
import type { StoredMail } from '@duban/runtime';
import type { Assumption } from './assume-answers.js';
import { csvOf } from './csv.js';
import type { OfficeOutcome } from './outcome.js';
import { pageOf } from './page.js';
import { files } from './proof-basis.js';
import type { Record } from './record.js';
import { timelineOf } from './timeline.js';
import type { World } from './world.js';

export interface Leaving {
  readonly folder: string;
  readonly record: Record;
  readonly mails: readonly StoredMail[];
  readonly refused: World['refused'];
  readonly offices: readonly OfficeOutcome[];
  readonly title: string;
  readonly assumed: readonly Assumption[];
}

/** Folders and files that a rehearsal writes; whatever else lies in the output folder is left alone. */
const OURS = [
  '邮件',
  '报送材料',
  '退回修改',
  '拒收',
  '期次汇总',
  '催报单草稿',
  files.report,
  files.summary,
  files.snapshot,
  'timeline.json',
  '电话清单.csv',
  'index.html',
  'summary.json',
] as const;

/** Empties what an earlier rehearsal left in the folder, so that nothing stale is taken for a result. */
export async function clearOut(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of OURS) await rm(path.join(folder, name), { recursive: true, force: true });
}

/** Writes everything the play left: mails, sheets, returns, merged workbooks, report, letters, timeline, call list and the page. */
export async function writeOut({ folder, record, mails, refused, offices, title, assumed }: Leaving): Promise<void> {
  const put = async (name: string, content: string | Uint8Array): Promise<void> => {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  };
  const timeline = timelineOf(record);
  await put(files.report, record.document.docx);
  await put(files.summary, record.document.xlsx);
  await put(files.snapshot, `${JSON.stringify(record.document.snapshot, null, 1)}\n`);
  await put('timeline.json', `${JSON.stringify(timeline, null, 1)}\n`);
  await put('电话清单.csv', callSheet(record));
  await put('index.html', pageOf({ title, record, timeline, offices, assumed }));
  for (const round of record.rounds) if (round.workbook) await put(files.merged(round.period), round.workbook);
  for (const sheet of record.sheets) {
    await put(sheet.path, sheet.bytes);
    if (sheet.returnedAs && sheet.marked) await put(sheet.returnedAs, sheet.marked);
  }
  for (const [i, file] of refused.entries()) await put(`拒收/${i + 1}-${file.name}`, file.bytes);
  for (const [i, letter] of record.letters.entries())
    await put(
      `催报单草稿/${String(i + 1).padStart(2, '0')}-${letter.task.split('：')[1]?.split('，')[0] ?? '单位'}.docx`,
      letter.bytes,
    );
  await mkdir(path.join(folder, '邮件'), { recursive: true });
  for (const mail of mails) await copyFile(mail.file, path.join(folder, '邮件', path.basename(mail.file)));
}

function callSheet(record: Record): string {
  const head = [
    '应致电时间',
    '单位',
    '联系人',
    '电话',
    '事项',
    '时限',
    '怎么说',
    '由谁打',
    '状态',
    '通话时间',
    '接听',
    '承诺',
    '记录',
  ];
  const minute = (at: Instant | null): string => (at === null ? '' : formatMinute(at));
  const rows = record.calls.map((c) => [
    minute(c.slot),
    c.office,
    c.person?.title ?? '',
    c.person?.phone ?? '',
    c.what,
    c.due,
    c.script,
    c.by,
    STATES[c.state],
    minute(c.call?.at ?? null),
    c.call ? (c.call.answeredBy ?? '无人接听') : '',
    minute(c.call?.promiseUntil ?? null),
    c.call?.note ?? '',
  ]);
  return csvOf([head, ...rows]);
}

const STATES = { open: '待办', done: '已办', cancelled: '撤销（已报送或已汇总）' } as const;
