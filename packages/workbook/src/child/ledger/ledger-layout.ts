import type { Ledger, LedgerColumn, TableDefinition } from '@duban/tables';
import { letterOf } from '../letters.js';
import { widthOf } from '../styles.js';
import { ledgerSheetNames } from './sheet-names.js';

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
  /** Down to here cells are checked as they are typed, and counted. */
  readonly farthestRow: number;
}

export interface PlacedColumn {
  readonly column: LedgerColumn;
  readonly letter: string;
  readonly width: number;
}

/** The gate strips validations of more cells than this from what it reads (census.ts). */
const VALIDATED = 40_000;
/** Live formulas look this far below what is offered. */
const BELOW = 1_000;

export function ledgerLayouts(table: TableDefinition): readonly LedgerLayout[] {
  const names = ledgerSheetNames(table);
  const width = table.ledgers.reduce((sum, ledger) => sum + ledger.columns.length, 0);
  return table.ledgers.map((ledger) => {
    const columns = ledger.columns.map((column, i) => ({
      column,
      letter: letterOf(i + 2),
      width: columnWidth(column),
    }));
    const firstRow = 6;
    const offered = Math.max(1, ledger.rows);
    const checked = Math.min(offered + BELOW, Math.floor(VALIDATED / Math.max(1, width)));
    return {
      ledger,
      sheetName: names.get(ledger.key) ?? ledger.key,
      columns,
      last: letterOf(ledger.columns.length + 1),
      titleRow: 1,
      infoRow: 2,
      totalRow: 3,
      markRow: 4,
      headRow: 5,
      firstRow,
      lastRow: firstRow + offered - 1,
      farthestRow: firstRow + Math.max(offered, checked) - 1,
    };
  });
}

/** The title of a column as it is printed: `涉案金额（元）`. */
export function columnTitle({ label, unit }: Pick<LedgerColumn, 'label' | 'unit'>): string {
  return unit === '' || label.includes(`（${unit}）`) ? label : `${label}（${unit}）`;
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
  const title = Math.ceil(widthOf(columnTitle(column)) / 3) + 3;
  const choices = Math.max(0, ...column.choices.map((choice) => Math.min(WIDEST, widthOf(choice) + 4)));
  return Math.min(WIDEST, Math.max(WIDTHS[column.kind], title, choices));
}
