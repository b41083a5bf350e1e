import type { Cell, Workbook, Worksheet } from 'exceljs';
import type { SignedIdentity } from '../identity.js';
import { formTexts } from '../wording/form.js';
import { columns, IDENTITY_MARK, IDENTITY_SHEET, marks } from './layout.js';

type ColumnName = keyof typeof formTexts.columns;

/** Where a form's parts stand in a workbook that came back, found by the hidden column and not by the sheet's name. */
export interface Located {
  readonly sheet: Worksheet;
  readonly rowOf: ReadonlyMap<string, number>;
  readonly repeated: ReadonlySet<string>;
  /** Column letters by their title; a title that is gone is absent. */
  readonly columnOf: Readonly<Partial<Record<ColumnName, string>>>;
  /** Header fields to their cells. */
  readonly header: ReadonlyMap<string, string>;
}

/** The form in a workbook; null when no sheet has the hidden marks. */
export function locate(book: Workbook): Located | null {
  for (const sheet of book.worksheets) {
    const keys = keysColumn(sheet);
    if (keys !== null) return located(sheet, keys);
  }
  return null;
}

/** What the hidden sheet says; null when there is none. */
export function hiddenIdentity(book: Workbook): SignedIdentity | null {
  const sheet = book.getWorksheet(IDENTITY_SHEET);
  if (sheet === undefined || textOf(sheet.getCell('A1')) !== IDENTITY_MARK) return null;
  return { text: textOf(sheet.getCell('A2')), mac: textOf(sheet.getCell('A3')) };
}

const FARTHEST = 60;

function keysColumn(sheet: Worksheet): number | null {
  for (let row = 1; row <= 5; row += 1) {
    for (let column = 1; column <= FARTHEST; column += 1) {
      if (textOf(sheet.findCell(row, column)) === marks.sheet) return column;
    }
  }
  return null;
}

function located(sheet: Worksheet, keys: number): Located {
  const rowOf = new Map<string, number>();
  const repeated = new Set<string>();
  const header = new Map<string, string>();
  let columnOf: Located['columnOf'] = {};
  sheet.eachRow((row, number) => {
    const mark = textOf(sheet.findCell(number, keys));
    if (mark === '' || mark === marks.sheet) return;
    if (mark === marks.columns) columnOf = titles(sheet, number);
    else if (mark.startsWith(marks.header)) {
      for (const part of mark.slice(marks.header.length).trim().split(',')) {
        const [field, letter] = part.split('@');
        if (field && letter && /^[A-Z]{1,2}$/.test(letter)) header.set(field, `${letter}${row.number}`);
      }
    } else if (rowOf.has(mark)) repeated.add(mark);
    else rowOf.set(mark, number);
  });
  return { sheet, rowOf, repeated, columnOf, header };
}

function titles(sheet: Worksheet, row: number): Located['columnOf'] {
  const byTitle = new Map<string, string>();
  for (let column = 1; column <= FARTHEST; column += 1) {
    const cell = sheet.findCell(row, column);
    const title = textOf(cell).replace(/\s/g, '');
    if (cell !== undefined && title !== '' && !byTitle.has(title)) byTitle.set(title, cell.address.replace(/\d/g, ''));
  }
  const names = Object.keys(columns).filter((name): name is ColumnName => name in formTexts.columns);
  return Object.fromEntries(
    names.flatMap((name) => {
      const once = name === 'current' ? byTitle.get(formTexts.onceCurrent) : undefined;
      const letter = byTitle.get(formTexts.columns[name]) ?? once;
      return letter === undefined ? [] : [[name, letter]];
    }),
  );
}

/** The visible text of a cell without the blanks around it; formulas give their result. */
export function textOf(cell: Cell | undefined): string {
  if (cell === undefined) return '';
  const { value } = cell;
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'object' && ('formula' in value || 'sharedFormula' in value)) return resultText(cell.result);
  return String(cell.text ?? '').trim();
}

function resultText(result: unknown): string {
  if (result instanceof Date) return result.toISOString().slice(0, 10);
  if (typeof result === 'object' && result !== null && 'error' in result) return String(result.error);
  return result === null || result === undefined ? '' : String(result).trim();
}
