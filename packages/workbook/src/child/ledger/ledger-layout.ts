import { type Ledger, type LedgerColumn, oncePer, type TableDefinition } from '@duban/tables';
import { columnLetters } from '../../cells/address.js';
import { sheetNames } from '../../wording/form.js';
import { labelWithUnit } from '../layout.js';
import { PAGE, POINTS, SLACK } from '../page.js';
import { freeSheetName } from '../sheet-names.js';
import { widthOf } from '../styles.js';

/** Where everything of one ledger's sheet stands. Column A is 序号, the columns of the definition begin in B. */
export interface LedgerLayout {
  readonly ledger: Ledger;
  readonly sheetName: string;
  readonly columns: readonly PlacedColumn[];
  readonly last: string;
  readonly titleRow: number;
  /** Office, period and how to fill it in. */
  readonly infoRow: number;
  /** Live count and sums, in sight above the titles. */
  readonly totalRow: number;
  /** Hidden: the ledger's key and the keys of its columns. */
  readonly markRow: number;
  readonly headRow: number;
  readonly firstRow: number;
  /** The last row offered; records may go on below. */
  readonly lastRow: number;
  /** Down to here cells are checked as they are typed. */
  readonly checkedRow: number;
  /** Down to here live formulas count. */
  readonly farthestRow: number;
}

export interface PlacedColumn {
  readonly column: LedgerColumn;
  readonly letter: string;
  readonly width: number;
}

/** Cells are checked some way below the rows offered; not far, because whoever reads the file expands every cell of a validation. */
const CHECKED_BELOW = 50;
const COUNTED_BELOW = 1_000;

export const ledgerLayouts: (table: TableDefinition) => readonly LedgerLayout[] = oncePer((table) => {
  const { form, cover, guidance, findings } = sheetNames;
  const taken = new Set<string>([form, cover, guidance, findings]);
  return table.ledgers.map((ledger) => {
    const columns = widened(
      ledger.columns.map((column, i) => ({ column, letter: columnLetters(i + 2), width: columnWidth(column) })),
    );
    const firstRow = 6;
    const offered = Math.max(1, ledger.rows);
    return {
      ledger,
      sheetName: freeSheetName(ledger.title, { taken, otherwise: ledger.key }),
      columns,
      last: columnLetters(ledger.columns.length + 1),
      titleRow: 1,
      infoRow: 2,
      totalRow: 3,
      markRow: 4,
      headRow: 5,
      firstRow,
      lastRow: firstRow + offered - 1,
      checkedRow: firstRow + offered + CHECKED_BELOW - 1,
      farthestRow: firstRow + offered + COUNTED_BELOW - 1,
    };
  });
});

export const NUMBER_WIDTH = 6;

/** The columns that are in sight, and on the first page, without scrolling. */
export function firstPage({ columns }: LedgerLayout): { readonly to: string; readonly width: number } {
  let width = NUMBER_WIDTH;
  let to = 'A';
  for (const column of columns) {
    if (to !== 'A' && width + column.width > PAGE.width / POINTS) break;
    width += column.width;
    to = column.letter;
  }
  return { to, width };
}

const WIDTHS: Readonly<Record<LedgerColumn['kind'], number>> = {
  text: 20,
  code: 18,
  choice: 12,
  date: 12.5,
  count: 10,
  money: 15,
  number: 11,
};
const WIDEST = 26;

/** Wide enough for its values; a title wraps into three lines at most. */
function columnWidth(column: LedgerColumn): number {
  const title = Math.ceil(widthOf(labelWithUnit(column)) / 3) + 3;
  const choices = Math.max(0, ...column.choices.map((choice) => Math.min(WIDEST, widthOf(choice) + 4)));
  return Math.min(WIDEST, Math.max(WIDTHS[column.kind], title, choices));
}

/** Leaves no paper white: what a narrow ledger does not need goes to its texts. */
function widened(columns: readonly PlacedColumn[]): readonly PlacedColumn[] {
  const spare = PAGE.width / POINTS - NUMBER_WIDTH - columns.reduce((sum, { width }) => sum + width, 0);
  const texts = columns.filter(({ column }) => column.kind === 'text').length;
  if (spare <= 0 || texts === 0) return columns;
  const more = Math.min(WIDEST, (spare * SLACK) / texts);
  return columns.map((each) => (each.column.kind === 'text' ? { ...each, width: each.width + more } : each));
}
