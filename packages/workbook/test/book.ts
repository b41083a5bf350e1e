import ExcelJS, { type Cell, type Workbook } from 'exceljs';

/** Opens a workbook the way the tests look at it. */
export async function open(bytes: Uint8Array): Promise<Workbook> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(Buffer.from(bytes) as unknown as ExcelJS.Buffer);
  return book;
}

export async function save(book: Workbook): Promise<Uint8Array> {
  return (await book.xlsx.writeBuffer()) as unknown as Uint8Array;
}

/** Changes single cells of the form, as somebody with Excel would after lifting the protection. */
export async function edit(
  bytes: Uint8Array,
  change: (cell: (address: string) => Cell, book: Workbook) => void,
): Promise<Uint8Array> {
  const book = await open(bytes);
  const form = book.getWorksheet('统计表');
  if (form === undefined) throw new Error('no form');
  change((address) => form.getCell(address), book);
  return save(book);
}
