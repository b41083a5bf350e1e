import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { proveDocument } from '@duban/documents';
import type { Snapshot } from '@duban/tables';
import type { WorkbookPool } from '@duban/workbook';
import { type Check, files, type Ledgered } from './proof-basis.js';
import { proveNever } from './prove-never.js';
import { provePeople } from './prove-people.js';
import { proveTotals } from './prove-totals.js';

/**
 * Proves the outcome from the files of `folder`: every figure of the report equals its frozen value, every total is added up again from the sheets that were
 * handed in, and nobody was chased wrongly. Reads nothing of the ledger but the lists in `ledgered`.
 */
export async function proveOutcome(folder: string, ledgered: Ledgered, workbooks: WorkbookPool): Promise<Check[]> {
  const snapshot = JSON.parse(await readFile(path.join(folder, files.snapshot), 'utf8')) as Snapshot;
  const docx = await readFile(path.join(folder, files.report));
  return [
    proveFigures(docx, snapshot),
    ...(await proveTotals({ folder, ledgered, snapshot, workbooks })),
    await proveNever(docx, { folder, ledgered, snapshot, workbooks }),
    ...provePeople(ledgered),
  ];
}

/** Every digit of the report stands in a control that names its snapshot key and equals that value. */
export function proveFigures(docx: Uint8Array, snapshot: Snapshot): Check {
  const { figures, problems } = proveDocument(docx, snapshot);
  return {
    id: 'figures',
    title: '总结报告的每个数字都等于定稿数据',
    passed: problems.length === 0 && figures.length > 0,
    detail: problems.length === 0 ? `${figures.length}处数字逐一核对` : problems.slice(0, 5).join('；'),
  };
}
