import type { DataValidation, Worksheet, XlsxWriteOptions } from 'exceljs';
// Its own file, as the writer's in merge-book.ts: the package's entry loads a streaming reader too, which nobody here uses, with 300
// modules to unzip for it, and takes twice as long.
import Workbook from 'exceljs/lib/doc/workbook.js';
import { entriesOf } from '../package/entries.js';
import { rezipped } from '../package/zip-write.js';
import { CREATOR } from './layout.js';
import { runsOf } from './runs.js';

/** A new workbook that Excel, WPS and LibreOffice compute afresh when they open it. */
export function newBook(): Workbook {
  const book = new Workbook();
  book.creator = CREATOR;
  book.calcProperties.fullCalcOnLoad = true;
  return book;
}

export async function bytesOf(book: Workbook): Promise<Uint8Array> {
  for (const { pageSetup } of book.worksheets) {
    // exceljs writes `$A1:$H90`, which LibreOffice does not take for an area: everything would be printed.
    if (pageSetup?.printArea) pageSetup.printArea = pageSetup.printArea.replace(/([A-Z])(\d)/g, '$1$$$2');
  }
  // exceljs deflates in JavaScript, a tenth of the time that a form takes: it stores, and zlib packs.
  const stored = { zip: { compression: 'STORE' } } as unknown as Partial<XlsxWriteOptions>;
  // exceljs types its result as ArrayBuffer; it is a Node Buffer.
  const bytes = (await book.xlsx.writeBuffer(stored)) as unknown as Uint8Array;
  const entries = (await entriesOf(bytes, Number.POSITIVE_INFINITY)) ?? [];
  return rezipped(entries, new Map(entries.map(({ name, raw }) => [name, raw])));
}

interface Validations {
  model: Record<string, DataValidation | undefined>;
}

/** exceljs keeps validations by range, but its types do not say so. */
export function validationsOf(sheet: Worksheet): Validations {
  return (sheet as unknown as { dataValidations: Validations }).dataValidations;
}

/** Puts cells that share one validation together, column by column: a form has hundreds of cells and a dozen rules. */
export function regroupValidations(sheet: Worksheet): void {
  const validations = validationsOf(sheet);
  const cells = Object.entries(validations.model).flatMap(([address, validation]) => {
    const m = /^([A-Z]+)(\d+)$/.exec(address);
    return m && validation
      ? [{ column: m[1] as string, row: Number(m[2]), validation, content: JSON.stringify(validation) }]
      : [];
  });
  cells.sort((a, b) => (a.column === b.column ? a.row - b.row : a.column < b.column ? -1 : 1));
  const model: Validations['model'] = {};
  const follows = (cell: (typeof cells)[number], before: (typeof cells)[number]) =>
    cell.column === before.column && cell.row === before.row + 1 && cell.content === before.content;
  for (const { first, last } of runsOf(cells, follows)) {
    const range =
      last === first ? `${first.column}${first.row}` : `${first.column}${first.row}:${last.column}${last.row}`;
    model[range] = first.validation;
  }
  validations.model = model;
}
