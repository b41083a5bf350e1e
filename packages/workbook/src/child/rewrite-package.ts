import { crc32, deflateRawSync } from 'node:zlib';
import { entriesOf, inflated } from '../package/entries.js';

/** What becomes of the parts of a finished package; the others are copied as they are, still packed. */
export interface PackageChanges {
  readonly touches: (part: string, has: (part: string) => boolean) => boolean;
  /** The new text of a part that `touches` named. */
  readonly change: (part: string, read: PartReader) => string;
  readonly add: ReadonlyMap<string, string>;
}

/** The text of a part as it was; '' for one that is not there. */
export type PartReader = (part: string) => string;

interface Packed {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly size: number;
  readonly data: Buffer;
}

const STORED = 0;
const DEFLATED = 8;
/** 1980-01-01: a package of the same figures is the same bytes whenever it is made. */
const NO_DATE = 0x21;
const UTF8_NAMES = 0x0800;

/** Our own package with some parts changed and some added; every other part keeps its packed bytes. */
export async function rewritePackage(bytes: Uint8Array, changes: PackageChanges): Promise<Uint8Array> {
  const entries = new Map(((await entriesOf(bytes, Infinity)) ?? []).map((each) => [each.name, each]));
  const read: PartReader = (part) => {
    const entry = entries.get(part);
    return entry === undefined ? '' : inflated(entry).toString('utf8');
  };
  const parts: Packed[] = [];
  for (const [name, { entry, raw }] of entries) {
    const { compressionMethod: method, crc32: crc, uncompressedSize: size } = entry;
    if (!changes.touches(name, (part) => entries.has(part))) parts.push({ name, method, crc, size, data: raw });
    else parts.push(packed(name, Buffer.from(changes.change(name, read))));
  }
  for (const [name, xml] of changes.add) parts.push(packed(name, Buffer.from(xml)));
  return zipped(parts);
}

function packed(name: string, content: Buffer): Packed {
  return { name, method: DEFLATED, crc: crc32(content), size: content.length, data: deflateRawSync(content) };
}

function zipped(parts: readonly Packed[]): Uint8Array {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name);
    const about = Buffer.alloc(26);
    about.writeUInt16LE(part.method === STORED ? 10 : 20, 0);
    about.writeUInt16LE(UTF8_NAMES, 2);
    about.writeUInt16LE(part.method, 4);
    about.writeUInt16LE(NO_DATE, 8);
    about.writeUInt32LE(part.crc, 10);
    about.writeUInt32LE(part.data.length, 14);
    about.writeUInt32LE(part.size, 18);
    about.writeUInt16LE(name.length, 22);
    files.push(signature(0x04034b50), about, name, part.data);
    const where = Buffer.alloc(14);
    where.writeUInt32LE(offset, 10);
    directory.push(signature(0x02014b50), Buffer.from([20, 0]), about, where, name);
    offset += 4 + about.length + name.length + part.data.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(entries.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, entries, signature(0x06054b50), end]);
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
