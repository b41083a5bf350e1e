import { convertLegacy, isLegacy } from '@duban/workbook';

/**
 * The bytes to read: an .xls or .et goes through LibreOffice where there is one. What was handed in is kept as it came; only reading and the
 * marked return use the converted workbook. Throws DubanError `file-not-xlsx` with the way out where it cannot be converted.
 */
export async function modernBytes(file: { readonly name: string; readonly bytes: Uint8Array }): Promise<Uint8Array> {
  return isLegacy(file.bytes) ? convertLegacy(file) : file.bytes;
}
