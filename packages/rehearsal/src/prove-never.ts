import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { proveDocument, readReport } from '@duban/documents';
import { type Check, files, type Proving } from './proof-basis.js';
import { tablePeriods } from './prove-totals.js';

/**
 * Who never filed stands by name as 未报, and nowhere as a figure: not in the report (no control names a figure of the office), not in its row of the merged
 * workbook (no number, not even 0).
 */
export async function proveNever(docx: Uint8Array, proving: Proving): Promise<Check> {
  const { folder, ledgered, snapshot, workbooks } = proving;
  const { text } = await readReport(docx, files.report);
  const lines = text.split('\n');
  const { figures } = proveDocument(docx, snapshot);
  const problems: string[] = [];
  const names = new Set<string>();
  for (const { office, period } of ledgered.obligations.filter((o) => o.standing === 'never')) {
    const name = ledgered.offices.find((o) => o.id === office)?.shortName ?? office;
    names.add(name);
    if (!lines.some((line) => line.includes(name) && line.includes('未报'))) problems.push(`报告没有写明${name}未报`);
    const { table } = ledgered;
    if (table === null) continue;
    const printed = figures.find((f) => f.key.startsWith(`${table.id}.${period}.${office}.`));
    if (printed) problems.push(`报告印了未报单位${name}的数：${printed.text}`);
    if (!tablePeriods(proving).includes(period)) continue;
    const rows = await workbooks.readOffices({
      bytes: await readFile(path.join(folder, files.merged(period))),
      table,
    });
    const row = rows[name];
    if (row?.standing !== '未报') problems.push(`${period}汇总中${name}写的是“${row?.standing ?? '没有这一行'}”`);
    if (Object.keys(row?.grid ?? {}).length > 0) problems.push(`${period}汇总中未报单位${name}有数`);
  }
  return {
    id: 'never',
    title: '未报单位写明“未报”，报告和汇总里都没有它的数，也没有零',
    passed: problems.length === 0,
    detail:
      problems.length === 0 ? `${names.size}家：${[...names].join('、') || '无'}` : problems.slice(0, 5).join('；'),
  };
}
