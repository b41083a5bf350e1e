import { admit } from '../gate.js';
import { onUpload } from '../on-upload.js';
import { parsePieces } from '../package/xml.js';
import { bookParts } from './book.js';
import { cellOf } from './content.js';
import { Formulas } from './formulas.js';
import { tablesOf } from './read-cells.js';
import { SheetScan } from './sheet-scan.js';
import type { SheetCell } from './types.js';

/** One row with content, in file order. */
export interface StreamedRow {
  readonly sheet: string;
  readonly row: number;
  readonly hidden: boolean;
  readonly cells: readonly SheetCell[];
}

/**
 * The rows of every worksheet of a ledger-sized workbook, one by one, with the cells as `readCells` gives them and the gate's
 * limits for ledgers. A shared formula that a cell uses before the sheet spells it out is `#REF!` here. Throws like `readCells`.
 */
export async function streamRows(bytes: Uint8Array, name: string, onRow: (row: StreamedRow) => void): Promise<void> {
  const { parts } = await admit(bytes, name, 'ledger');
  // What goes wrong with a row in the caller's hands is no damage of the file.
  let theirs: { readonly error: unknown } | undefined;
  const give = (row: StreamedRow) => {
    try {
      onRow(row);
    } catch (error) {
      theirs = { error };
      throw error;
    }
  };
  const reading = onUpload(name, async () => {
    const book = bookParts(parts);
    const tables = await tablesOf(parts, book);
    for (const { name: sheet, part } of book.sheets) {
      const formulas = new Formulas();
      const scan = new SheetScan(({ row, hidden, cells: raw }) => {
        const cells = raw.map((each) => cellOf(each, tables, formulas.of(each))).filter((cell) => cell !== null);
        formulas.late();
        if (cells.length > 0) give({ sheet, row, hidden, cells });
      });
      await parsePieces(parts.pieces(part), scan);
    }
  });
  await reading.catch((error: unknown) => {
    throw theirs === undefined ? error : theirs.error;
  });
}
