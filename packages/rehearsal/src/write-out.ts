import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { StoredMail } from '@duban/runtime';
import { csvOf } from './csv.js';
import type { OfficeOutcome } from './outcome.js';
import { pageOf } from './page.js';
import { files } from './prove.js';
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
export async function writeOut({ folder, record, mails, refused, offices, title }: Leaving): Promise<void> {
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
  await put('电话清单.csv', callList(record));
  await put('index.html', pageOf({ title, record, timeline, offices }));
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

function callList(record: Record): string {
  const head = ['产生时间', '单位', '事项', '承办', '状态', '通话时间', '接听', '承诺', '记录'];
  const rows = record.calls
    .filter((c) => c.kind === 'call')
    .map((c) => [
      minute(c.createdAt),
      c.office,
      c.title,
      c.by,
      STATES[c.state] ?? c.state,
      minute(c.at),
      c.answeredBy ?? (c.at ? '无人接听' : ''),
      minute(c.promiseUntil),
      c.note ?? '',
    ]);
  return csvOf([head, ...rows]);
}

const STATES: Readonly<{ [state: string]: string }> = { open: '待办', done: '已办', cancelled: '已报送，撤销' };

function minute(iso: string | null): string {
  return iso === null ? '' : iso.slice(0, 16).replace('T', ' ');
}
