import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { localOf, type XmlAttributes, type XmlHandler, XmlScan } from './xml-scan.js';

export { localOf, type XmlAttributes, type XmlHandler };

/**
 * Parses a whole part, namespace-tolerant: `x:row` is `row`. Throws at the first thing that is not well-formed, an unexpected end
 * included.
 */
export function parseXml(content: Uint8Array, handler: XmlHandler): void {
  const scan = new XmlScan(handler);
  scan.write(xmlDecoder(content).decode(content));
  scan.close();
}

/** The same over pieces of a part that may be large. */
export async function parsePieces(content: AsyncIterable<Buffer>, handler: XmlHandler): Promise<void> {
  const scan = new XmlScan(handler);
  let decoder: TextDecoder | null = null;
  for await (const piece of content) {
    if (decoder === null) {
      decoder = xmlDecoder(piece);
      // A part that comes in one piece.
      if (isPlain(piece)) {
        scan.write(piece.toString());
        continue;
      }
    }
    for (let at = 0; at < piece.length; at += SLICE) {
      scan.write(decoder.decode(piece.subarray(at, at + SLICE), { stream: true }));
    }
  }
  if (decoder !== null) scan.write(decoder.decode());
  scan.close();
}

/** Whether a part is UTF-8 without a byte order mark, which needs no decoder: that takes twice the time. */
export function isPlain(content: Buffer): boolean {
  return content[0] === LESS_THAN && /^utf-?8$/i.test(encodingOf(content)) && isUtf8(content);
}

const LESS_THAN = 0x3c;
/** Shorter strings than a whole part: what is cut out of one keeps all of it alive. */
const SLICE = 256 * 1024;

/**
 * What parts may be written in: UTF-8 and UTF-16 as OPC says, and what older domestic tools use. All write tags as ASCII does
 * or are known to the census, so that nothing is hidden from it (ISO-2022-JP could hide tags behind its escapes).
 */
const ENCODINGS = /^(utf-?8|utf-16[lb]e|us-ascii|iso-8859-1|windows-1252|gb2312|gbk|gb18030|big5)$/i;

/**
 * By byte order mark, else by the declaration, else UTF-8; strict, for a replaced character would be a silent misread. Throws for
 * an encoding nobody should use.
 */
export function xmlDecoder(head: Uint8Array, { keepMark = false } = {}): TextDecoder {
  const encoding = encodingOf(head);
  if (!ENCODINGS.test(encoding)) throw new Error(`a part in ${encoding}`);
  return new TextDecoder(encoding, { fatal: true, ignoreBOM: keepMark });
}

export function encodingOf(head: Uint8Array): string {
  const [a, b] = head;
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return 'utf-16le';
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return 'utf-16be';
  const start = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, 200)).toString('latin1');
  const declared = /^(?:\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=\s*["']([\w.-]+)["']/.exec(start)?.[1] ?? 'utf-8';
  // A declaration that was read as bytes cannot be UTF-16, whatever it says.
  return /^(utf-?16|ucs-?2)/i.test(declared) ? 'utf-8' : declared;
}

/** `1`, `true` and `on` are true (xsd:boolean, and what older writers put). */
export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true' || value === 'on';
}
