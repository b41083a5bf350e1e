import ExcelJS, { type Workbook } from 'exceljs';
import { gate } from '../gate.js';
import { onUpload } from '../on-upload.js';

export { onUpload };

/** Parts that a reader of figures does not need; each is one thing less that can hang the parser. */
const NOT_FOR_READING = [
  'dataValidations',
  'conditionalFormatting',
  'drawing',
  'picture',
  'tableParts',
  'extLst',
  'rowBreaks',
  'autoFilter',
];

/**
 * Gate, then parse. `purpose: 'figures'` skips what only matters for looks; 'whole' keeps all that exceljs can keep.
 * Throws DubanError as {@link gate} does, and `file-unreadable` when exceljs cannot make sense of it.
 */
export async function openBook(
  bytes: Uint8Array,
  { name, purpose }: { readonly name: string; readonly purpose: 'figures' | 'whole' },
): Promise<Workbook> {
  const { skipValidations, skipNames } = await gate(bytes, name);
  const book = new ExcelJS.Workbook();
  if (purpose === 'figures' || skipNames) dropNames(book);
  const ignoreNodes = purpose === 'figures' ? NOT_FOR_READING : skipValidations ? ['dataValidations'] : [];
  return onUpload(name, () => book.xlsx.load(bytes as unknown as ExcelJS.Buffer, { ignoreNodes }));
}

/** exceljs expands every cell of a defined name; one name over a whole sheet takes gigabytes. */
function dropNames(book: Workbook): void {
  const names = (book as unknown as { _definedNames: object })._definedNames;
  Object.defineProperty(names, 'model', { get: () => [], set: () => undefined });
}
