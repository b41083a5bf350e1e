import type { Cell, Workbook, Worksheet } from 'exceljs';
import { unzip } from './zip.js';

/** How the tests look at a workbook of ours. */
export function sheetOf(book: Workbook, name: string): Worksheet {
  const sheet = book.getWorksheet(name);
  if (sheet === undefined) throw new Error(`no sheet ${name} among ${book.worksheets.map((each) => each.name)}`);
  return sheet;
}

/** The texts of a hidden column or row that begin with a mark, with where they stand. */
export function marksOf(sheet: Worksheet, mark: string): { text: string; cell: Cell }[] {
  const found: { text: string; cell: Cell }[] = [];
  sheet.eachRow((row) =>
    row.eachCell((cell) => {
      const text = String(cell.value ?? '');
      if (text.startsWith(mark) && cell.master === cell) found.push({ text, cell });
    }),
  );
  return found;
}

/** All texts of a sheet, those of merged cells once. */
export function textsOf(sheet: Worksheet): string[] {
  const texts: string[] = [];
  sheet.eachRow((row) => row.eachCell((cell) => cell.master === cell && texts.push(String(cell.text ?? ''))));
  return texts;
}

export interface Rule {
  readonly type: string;
  readonly formulae: readonly unknown[];
  readonly prompt?: string;
  readonly error?: string;
  readonly errorStyle?: string;
}
export const validationsOf = (sheet: Worksheet) =>
  (sheet as unknown as { dataValidations: { model: Record<string, Rule> } }).dataValidations.model;

/** A part of the package as text. */
export async function partOf(bytes: Uint8Array, name: RegExp): Promise<string> {
  const part = (await unzip(bytes)).find((each) => name.test(each.name));
  if (part === undefined) throw new Error(`no part ${name}`);
  return Buffer.from(part.data).toString('utf8');
}
