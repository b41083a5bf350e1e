const starts = (bytes: Uint8Array, signature: readonly number[]) => signature.every((byte, i) => bytes[i] === byte);
const latin = (text: string) => [...text].map((character) => character.charCodeAt(0));
const utf16 = (text: string) => latin(text).flatMap((code) => [code, 0]);

/** Signatures of what gets sent in place of a .docx, with the name a clerk knows it by. */
const SIGNATURES: readonly { readonly bytes: readonly number[]; readonly name: string }[] = [
  { bytes: latin('%PDF'), name: 'PDF 文件' },
  { bytes: latin('{\\rtf'), name: 'RTF 文档' },
  { bytes: latin('Rar!'), name: 'RAR 压缩包' },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], name: '7z 压缩包' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], name: 'PNG 图片' },
  { bytes: [0xff, 0xd8, 0xff], name: 'JPEG 图片' },
];
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
export const ZIP = [0x50, 0x4b, 0x03, 0x04];

/** What bytes that are no zip look like, in a clerk's words; null when they begin like a zip. */
export function describeForeign(bytes: Uint8Array): string | null {
  if (starts(bytes, ZIP)) return null;
  if (bytes.length === 0) return '空文件';
  if (starts(bytes, OLE)) {
    // An OLE file names its streams in UTF-16: an encrypted .docx is one around an "EncryptedPackage".
    if (includes(bytes, utf16('EncryptedPackage'))) return '加了密码的文档';
    return includes(bytes, utf16('Workbook')) ? '旧版 .xls 表格' : '旧版 .doc 文档';
  }
  const known = SIGNATURES.find((signature) => starts(bytes, signature.bytes));
  if (known) return known.name;
  const beginning = new TextDecoder().decode(bytes.subarray(0, 2048)).trimStart();
  if (/^<(!doctype html|html|head|body)/i.test(beginning)) return '网页';
  if (/^<\?xml/.test(beginning)) return 'XML 文件';
  return bytes.subarray(0, 2048).includes(0) ? '无法识别的文件' : '纯文本';
}

/** What a zip without a Word document in it is. */
export function describeZip(names: readonly string[]): string {
  if (names.some((name) => name.startsWith('xl/'))) return 'Excel 工作簿';
  if (names.some((name) => name.startsWith('ppt/'))) return '演示文稿';
  if (names.includes('mimetype') && names.includes('content.xml')) return 'ODF 文档（.odt）';
  return '压缩包';
}

function includes(bytes: Uint8Array, wanted: readonly number[]): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(wanted));
}
