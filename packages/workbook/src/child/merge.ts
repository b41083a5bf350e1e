import type { MergeInput } from '../contract.js';
import { sheetNames } from '../wording/form.js';
import { MOST_SIDE_BY_SIDE, writeByOffice } from './by-office.js';
import { writeCharts } from './charts/charts-sheet.js';
import { distinctCell, distinctOf, writeDistinct } from './distinct.js';
import { writeLedgers } from './ledger-sheets.js';
import { mergeBook } from './merge-book.js';
import { asPrinted } from './merge-totals.js';
import { overviewOf, type Targets } from './overview.js';
import { writeOverview } from './overview-sheet.js';
import { hasProvisional, writeProvisional } from './provisional.js';
import { sourceOf, writeSources } from './sources.js';
import { writeReconciliations, writeSkipped, writeStandings } from './standings.js';

/**
 * 汇总 (offices as rows), the same upright for reading and printing, the ledgers, what has to be looked into, charts,
 * 来源 and 报送情况. Sheets without anything to show are left out, but for 差异核对 and 未采用文件 when they were asked for.
 */
export async function merge(given: MergeInput): Promise<Uint8Array> {
  const input = asPrinted(given);
  const book = mergeBook();
  const overview = overviewOf(input);
  const distinct = distinctOf(input, overview);
  const targets: Targets = { source: sourceOf, distinct: (key) => distinctCell(distinct, key) };
  await writeOverview(book, { input, overview, targets });
  if (input.rows.length <= MOST_SIDE_BY_SIDE) {
    for (const column of ['current', 'cumulative'] as const)
      await writeByOffice(book, { input, column, overview, targets });
  }
  await writeLedgers(book, input, Object.values(sheetNames));
  if (hasProvisional(input)) await writeProvisional(book, input);
  if (distinct !== null) await writeDistinct(book, input, { ...distinct, overview });
  if (input.reconciliations !== undefined) await writeReconciliations(book, input);
  if (input.charts === true) await writeCharts(book, input, overview);
  await writeSources(book, input, overview);
  await writeStandings(book, input);
  if (input.skipped !== undefined) await writeSkipped(book, input);
  return book.bytes();
}
