import { fileKinds } from './wording/refusals.js';

const OLE = 'd0cf11e0a1b11ae1';
/** First bytes in hex → what the file is. */
const SIGNATURES: readonly (readonly [string, string])[] = [
  ['255044462d', fileKinds.pdf],
  ['7b5c727466', fileKinds.rtf],
  ['526172211a07', fileKinds.rar],
  ['377abcaf271c', fileKinds.sevenZip],
  ['1f8b', fileKinds.gzip],
  ['89504e47', fileKinds.image],
  ['ffd8ff', fileKinds.image],
  ['47494638', fileKinds.image],
  ['424d', fileKinds.image],
];

/** What a file that does not start like a zip really is, in Chinese; null for a zip, which has to be opened to know more. */
export function sniff(bytes: Uint8Array): string | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length === 0) return fileKinds.empty;
  const head = buffer.subarray(0, 8).toString('hex');
  if (head.startsWith('504b0304')) return null;
  if (head.startsWith('504b')) return fileKinds.emptyZip;
  if (head === OLE) return sniffOle(buffer);
  for (const [signature, kind] of SIGNATURES) if (head.startsWith(signature)) return kind;
  return sniffText(buffer);
}

/** Old Office files and encrypted new ones share one container; the names inside are UTF-16. */
function sniffOle(buffer: Buffer): string {
  const holds = (name: string) => buffer.includes(Buffer.from(name, 'utf16le'));
  if (holds('EncryptedPackage')) return fileKinds.encrypted;
  if (holds('WordDocument')) return fileKinds.doc;
  if (holds('PowerPoint Document')) return fileKinds.ppt;
  if (holds('Workbook') || holds('Book')) return fileKinds.xls;
  return fileKinds.ole;
}

function sniffText(buffer: Buffer): string {
  const sample = buffer.subarray(0, 4096);
  // Control characters other than tab, line feed, carriage return and form feed do not occur in text (UTF-8 or GBK).
  const isText = sample.every((byte) => byte >= 0x20 || byte === 9 || byte === 10 || byte === 12 || byte === 13);
  if (!isText) return fileKinds.unknown;
  const text = sample
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
    .toLowerCase();
  if (text.includes('<!doctype html') || text.includes('<html') || text.startsWith('<table')) return fileKinds.html;
  if (text.startsWith('<?xml')) return text.includes('excel.sheet') ? fileKinds.xml2003 : fileKinds.xml;
  const lines = text.split(/\r?\n/).filter((line) => line !== '');
  const separated = lines.length > 0 && lines.every((line) => /[,;\t]/.test(line));
  return separated ? fileKinds.csv : fileKinds.text;
}

/** What a zip is, by the names inside; null when it is an .xlsx. */
export function sniffZip(names: readonly string[]): string | null {
  const holds = (pattern: RegExp) => names.some((name) => pattern.test(name));
  // Some writers number the part (`xl/workbook2.xml`) or put it at the top.
  if (holds(/^\/?(xl\/)?workbook\d*\.xml$/i) && holds(/^\[Content_Types\]\.xml$/i)) return null;
  if (holds(/^\/?xl\/workbook\.bin$/i)) return fileKinds.xlsb;
  if (holds(/^word\//i)) return fileKinds.docx;
  if (holds(/^ppt\//i)) return fileKinds.pptx;
  if (holds(/^content\.xml$/i)) return fileKinds.ods;
  if (holds(/\.xlsx$/i)) return fileKinds.zipOfSheets;
  return fileKinds.zip;
}
