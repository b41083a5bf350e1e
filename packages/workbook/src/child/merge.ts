import type { MergeInput } from '../contract.js';
import { sheetNames } from '../wording/form.js';
import { bytesOf, newBook } from './book.js';
import { MOST_SIDE_BY_SIDE, writeByOffice } from './by-office.js';
import { writeOverview } from './overview.js';
import { writeSources, writeStandings } from './sources.js';

/** 汇总 (offices as rows), the same upright for reading and printing, 来源, 报送情况. */
export async function merge(input: MergeInput): Promise<Uint8Array> {
  const book = newBook();
  const overview = writeOverview(book.addWorksheet(sheetNames.overview), input, { sources: true });
  if (input.rows.length <= MOST_SIDE_BY_SIDE) {
    const { totals } = overview;
    writeByOffice(book.addWorksheet(sheetNames.byOfficeCurrent), input, { column: 'current', totals });
    writeByOffice(book.addWorksheet(sheetNames.byOfficeCumulative), input, { column: 'cumulative', totals });
  }
  writeSources(book.addWorksheet(sheetNames.sources), input, overview);
  writeStandings(book.addWorksheet(sheetNames.progress), input);
  return bytesOf(book);
}
