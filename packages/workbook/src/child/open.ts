import ExcelJS, { type Workbook } from 'exceljs';
import { gate } from '../gate.js';
import { onUpload } from '../on-upload.js';

/**
 * Gate, then parse with all that exceljs can keep. Throws DubanError as {@link gate} does, and `file-unreadable` when exceljs
 * cannot make sense of it.
 */
export async function openBook(bytes: Uint8Array, name: string): Promise<Workbook> {
  const { skipValidations, skipNames } = await gate(bytes, name);
  const book = new ExcelJS.Workbook();
  if (skipNames) dropNames(book);
  const ignoreNodes = skipValidations ? ['dataValidations'] : [];
  return onUpload(name, () => book.xlsx.load(bytes as unknown as ExcelJS.Buffer, { ignoreNodes }));
}

/** exceljs expands every cell of a defined name; one name over a whole sheet takes gigabytes. */
function dropNames(book: Workbook): void {
  const names = (book as unknown as { _definedNames: object })._definedNames;
  Object.defineProperty(names, 'model', { get: () => [], set: () => undefined });
}
