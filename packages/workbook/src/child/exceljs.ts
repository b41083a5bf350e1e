import { createRequire } from 'node:module';
import type { stream, Workbook as WorkbookClass } from 'exceljs';

/**
 * The two classes of exceljs that this room uses, each from its own file: the package's entry loads its streaming reader too,
 * which nobody here uses, with 300 modules to unzip for it, and takes twice as long.
 */
const load = createRequire(import.meta.url);

export function newWorkbook(): WorkbookClass {
  const Workbook = load('exceljs/lib/doc/workbook.js') as typeof WorkbookClass;
  return new Workbook();
}

export function newWorkbookWriter(
  ...options: ConstructorParameters<typeof stream.xlsx.WorkbookWriter>
): stream.xlsx.WorkbookWriter {
  const Writer = load('exceljs/lib/stream/xlsx/workbook-writer.js') as typeof stream.xlsx.WorkbookWriter;
  return new Writer(...options);
}
