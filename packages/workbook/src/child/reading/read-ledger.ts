import type { Finding, Ledger, LedgerColumn, LedgerRow, Value } from '@duban/tables';
import { addressOf, columnLetters } from '../../cells/address.js';
import type { CellSheet } from '../../cells/types.js';
import type { LedgerPlaces } from '../../contract.js';
import { readingTexts as texts } from '../../wording/reading.js';
import { exampleWords, noteWords, signWords, totalWords } from '../../wording/reading-words.js';
import { hiddenSheet } from './hidden-and-merged.js';
import { labelOf } from './labels.js';
import { readRecordCell } from './ledger-cell.js';
import type { LedgerSpot } from './located.js';
import type { Problem } from './problem.js';
import { onSheet, textAt } from './spots.js';

export interface ReadLedger {
  readonly records: readonly LedgerRow[];
  readonly places: LedgerPlaces;
  readonly findings: readonly Finding[];
}

/** So many empty rows end a list: what stands below is something else. */
const GAP = 20;
const totals: ReadonlySet<string> = new Set(totalWords);

/** The numbers of the rows that hold anything, from one on. */
function rowsOf(sheet: CellSheet, from: number): readonly number[] {
  const rows = new Set<number>();
  for (const { row } of sheet.cells.values()) if (row >= from) rows.add(row);
  return [...rows].sort((a, b) => a - b);
}

/** The records of one ledger. Totals, examples and notes below are no records. */
export function readLedger(ledger: Ledger, spot: LedgerSpot): ReadLedger {
  return new LedgerReader(ledger, spot).read();
}

interface Found extends LedgerColumn {
  readonly column: number;
  readonly named: string | null;
}

class LedgerReader {
  readonly #ledger: Ledger;
  readonly #spot: LedgerSpot;
  readonly #columns: readonly Found[];
  /** From left to right. */
  readonly #sorted: readonly Found[];
  readonly #records: LedgerRow[] = [];
  readonly #rows: number[] = [];
  readonly #findings: Finding[] = [];

  constructor(ledger: Ledger, spot: LedgerSpot) {
    this.#ledger = ledger;
    this.#spot = spot;
    this.#columns = ledger.columns.flatMap((column) => {
      const at = spot.columns.get(column.key);
      return at === undefined ? [] : [{ ...column, column: at.column, named: at.unit }];
    });
    this.#sorted = [...this.#columns].sort((a, b) => a.column - b.column);
    this.#findings.push(...spot.findings);
  }

  read(): ReadLedger {
    const { sheet, firstRow } = this.#spot;
    let last = firstRow - 1;
    // Not every row up to the last: a blank typed by mistake may stand in row 1,048,576.
    const rows = rowsOf(sheet, firstRow).filter((row) => !this.#isEmpty(row));
    for (const [i, row] of rows.entries()) {
      if (row - last > GAP) {
        this.#afterGap(rows.slice(i));
        break;
      }
      last = row;
      if (!this.#skipped(row)) this.#record(row);
    }
    this.#hidden();
    this.#merged();
    const columns = Object.fromEntries(this.#columns.map(({ key, column }) => [key, columnLetters(column)]));
    return {
      records: this.#records,
      places: { sheet: sheet.name, columns, rows: this.#rows },
      findings: this.#findings,
    };
  }

  #text(row: number, column: number): string {
    return textAt({ sheet: this.#spot.sheet, row, column });
  }

  #isEmpty(row: number): boolean {
    return this.#columns.every(({ column }) => this.#text(row, column) === '') && !totals.has(this.#first(row));
  }

  /** What stands first on a row: in the column of numbers, or in the first of the list. */
  #first(row: number): string {
    const { number } = this.#spot;
    const numbered = number === null ? '' : this.#text(row, number);
    const own = /^[\d.]*$/.test(numbered) ? '' : numbered;
    return labelOf(own || (this.#sorted.map(({ column }) => this.#text(row, column)).find((text) => text !== '') ?? ''))
      .text;
  }

  #skipped(row: number): boolean {
    const { number, sheet } = this.#spot;
    const columns = [...(number === null ? [] : [number]), ...this.#sorted.slice(0, 3).map(({ column }) => column)];
    const shown = columns
      .map((column) => ({ column, text: this.#text(row, column) }))
      .filter(({ text }) => text !== '');
    const { title } = this.#ledger;
    const { column, text: found } = shown[0] ?? { column: 1, text: title };
    const skip = (check: 'total-row-skipped' | 'example-row-skipped') => {
      const [expected, message] = [texts.skippedExpected, texts[check](found)];
      const problem: Problem = { check, severity: 'I', found, expected, message };
      this.#findings.push(onSheet(problem, { label: title, spot: { sheet, row, column } }));
      return true;
    };
    if (totals.has(this.#first(row))) return skip('total-row-skipped');
    if (shown.some(({ text }) => exampleWords.test(text.replace(/\s/gu, '')))) return skip('example-row-skipped');
    // Notes and signatures below the list: one text over several columns, or label：value.
    const filled = this.#columns.filter((each) => this.#text(row, each.column) !== '').length;
    const plain = found.replace(/\s/gu, '');
    return (filled === 1 && noteWords.test(plain)) || (filled <= 3 && signWords.test(plain));
  }

  #record(row: number): void {
    const index = this.#records.length;
    const record: Record<string, Value> = {};
    const { sheet } = this.#spot;
    for (const found of this.#columns) {
      const address = addressOf(row, found.column);
      const { value, problems } = readRecordCell(sheet.cells.get(address), { column: found, unit: found.named });
      record[found.key] = value;
      for (const problem of problems) {
        this.#findings.push({
          ...problem,
          key: null,
          record: { ledger: this.#ledger.key, row: index, column: found.key },
          label: found.label,
          place: { sheet: sheet.name, cell: address },
        });
      }
    }
    this.#records.push(record);
    this.#rows.push(row);
  }

  /** What stands far below is a note, a signature or a slip of the hand; two fields in a row are a record, and it would be lost. */
  #afterGap(rows: readonly number[]): void {
    const { sheet } = this.#spot;
    const filled = rows.map((row) => ({
      row,
      shown: this.#sorted.filter((each) => this.#text(row, each.column) !== ''),
    }));
    const isNote = ({ row, shown }: (typeof filled)[number]) => {
      const plain = this.#text(row, shown[0]?.column ?? 1).replace(/\s/gu, '');
      return noteWords.test(plain) || signWords.test(plain) || totals.has(this.#first(row));
    };
    const left = filled.filter((each) => !isNote(each));
    const record = left.find(({ shown }) => shown.length > 1);
    const first = record ?? left[0];
    if (first === undefined) return;
    const { row } = first;
    const column = first.shown[0]?.column ?? 1;
    const found = this.#text(row, column);
    const problem = {
      check: 'row-after-gap',
      severity: record === undefined ? 'W' : 'E',
      found,
      expected: texts.gapExpected,
      message: texts['row-after-gap'](row),
    } as const;
    this.#findings.push(onSheet(problem, { label: this.#ledger.title, spot: { sheet, row, column } }));
  }

  /** Records and columns that nobody sees but that were taken. */
  #hidden(): void {
    const { sheet } = this.#spot;
    const label = this.#ledger.title;
    if (this.#records.length > 0) this.#findings.push(...hiddenSheet(sheet, label));
    for (let index = 0; index < this.#rows.length; index += 1) {
      const row = this.#rows[index] ?? 0;
      if (!sheet.hiddenRows.has(row)) continue;
      const first = index;
      // A filter hides many at once: one word for each run of them.
      while (this.#rows[index + 1] === (this.#rows[index] ?? 0) + 1 && sheet.hiddenRows.has(this.#rows[index + 1] ?? 0))
        index += 1;
      const column = this.#sorted.find((each) => this.#text(row, each.column) !== '')?.column ?? 1;
      const found = texts.hiddenRows(row, this.#rows[index] ?? row);
      const message = texts['hidden-row'](found, this.#text(row, column));
      const problem = { check: 'hidden-row', severity: 'W', found, expected: texts.hiddenExpected, message } as const;
      const record = { ledger: this.#ledger.key, row: first, column: null };
      this.#findings.push({ ...onSheet(problem, { label, spot: { sheet, row, column } }), record });
    }
    for (const { column, label: name, key } of this.#columns) {
      if (!sheet.hiddenColumns.has(column) || this.#records.every((record) => record[key] === null)) continue;
      const found = texts.hiddenColumn(columnLetters(column));
      const problem = {
        check: 'hidden-column',
        severity: 'W',
        found,
        expected: texts.hiddenExpected,
        message: texts['hidden-column'](found),
      } as const;
      this.#findings.push(onSheet(problem, { label: name, spot: { sheet, row: this.#spot.firstRow, column } }));
    }
  }

  /** One cell over several records: only the first has a value, and whether the others mean the same cannot be told. */
  #merged(): void {
    const { sheet } = this.#spot;
    const indices = new Map(this.#rows.map((row, index) => [row, index]));
    for (const merge of sheet.merges) {
      const rows: number[] = [];
      for (let row = merge.top; row <= Math.min(merge.bottom, sheet.lastRow); row += 1)
        if (indices.has(row)) rows.push(row);
      const found = this.#columns.filter(({ column }) => column >= merge.left && column <= merge.right);
      const [column] = found;
      if (column === undefined || (rows.length < 2 && found.length < 2) || rows.length === 0) continue;
      const text = this.#text(merge.top, merge.left);
      const message = texts['merged-records'](column.label, `${merge.top}—${merge.bottom}`);
      const problem = {
        check: 'merged-records',
        severity: 'E',
        found: text || texts.blank,
        expected: texts.unmergedExpected,
        message,
      } as const;
      const record = { ledger: this.#ledger.key, row: indices.get(rows[0] ?? 0) ?? 0, column: column.key };
      this.#findings.push({
        ...onSheet(problem, { label: column.label, spot: { sheet, row: merge.top, column: merge.left } }),
        record,
      });
    }
  }
}
