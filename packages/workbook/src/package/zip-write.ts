import { crc32, deflateRawSync } from 'node:zlib';
import type { PackedEntry } from './entries.js';

/**
 * A zip whose untouched entries lie in it as they lay in the old one: same order, names, dates, attributes and packed bytes.
 * Changed entries keep their place; new ones come last. No zip library installed here can put packed bytes in as they are (yazl
 * and jszip pack anew; zip.js can, but writes names, dates and flags its own way), so the headers are written by hand.
 * `changes` by stored name; null removes.
 */
export function rezipped(entries: readonly PackedEntry[], changes: ReadonlyMap<string, Uint8Array | null>): Uint8Array {
  const known = new Set(entries.map(({ name }) => name));
  const kept = entries.flatMap((entry) => {
    const change = changes.get(entry.name);
    if (change === null) return [];
    return [change === undefined ? asItWas(entry) : packedAnew(entry, change)];
  });
  const added = [...changes].flatMap(([name, content]) =>
    known.has(name) || content === null ? [] : [fresh(name, content)],
  );
  const all = [...kept, ...added];
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const header of all) {
    const local = Buffer.concat([
      u32(0x04034b50),
      common(header),
      u16(header.name.length),
      u16(header.extra.length),
      header.name,
      header.extra,
    ]);
    pieces.push(local, header.data);
    directory.push(directoryEntry(header, offset));
    offset += local.length + header.data.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.concat([
    u32(0x06054b50),
    u32(0),
    u16(all.length),
    u16(all.length),
    u32(listing.length),
    u32(offset),
    u16(0),
  ]);
  return Buffer.concat([...pieces, listing, end]);
}

interface Header {
  readonly name: Buffer;
  readonly data: Buffer;
  readonly version: number;
  readonly madeBy: number;
  readonly flags: number;
  readonly method: number;
  readonly time: number;
  readonly date: number;
  readonly crc: number;
  readonly size: number;
  readonly internal: number;
  readonly external: number;
  readonly comment: Buffer;
  readonly extra: Buffer;
}

/** Bit 3: sizes follow the data. They are in the header here, so nothing follows. */
const SIZES_FOLLOW = 0x0008;
const UTF8 = 0x0800;
/** 1980-01-01, the first day of a zip's calendar: what we add bears no clock's time. */
const FIRST_DAY = 0x21;

function asItWas({ entry, raw }: PackedEntry): Header {
  return {
    name: entry.fileNameRaw,
    data: raw,
    version: entry.versionNeededToExtract,
    madeBy: entry.versionMadeBy,
    flags: entry.generalPurposeBitFlag & ~SIZES_FOLLOW,
    method: entry.compressionMethod,
    time: entry.lastModFileTime,
    date: entry.lastModFileDate,
    crc: entry.crc32,
    size: entry.uncompressedSize,
    internal: entry.internalFileAttributes,
    external: entry.externalFileAttributes,
    comment: entry.fileCommentRaw,
    extra: extraOf(entry),
  };
}

/** Longer times and names in other encodings; not the sizes of zip64 (field 1), for ours stand in the header. */
function extraOf({ extraFields }: PackedEntry['entry']): Buffer {
  const fields = extraFields.filter(({ id }) => id !== 1);
  return Buffer.concat(fields.flatMap(({ id, data }) => [u16(id), u16(data.length), data]));
}

/** What a header says of content that we deflate. */
function deflated(content: Uint8Array): Pick<Header, 'data' | 'version' | 'method' | 'crc' | 'size'> {
  return { data: deflateRawSync(content), version: 20, method: 8, crc: crc32(content), size: content.length };
}

function packedAnew(entry: PackedEntry, content: Uint8Array): Header {
  return { ...asItWas(entry), ...deflated(content) };
}

function fresh(name: string, content: Uint8Array): Header {
  return {
    ...deflated(content),
    name: Buffer.from(name),
    madeBy: 20,
    flags: UTF8,
    time: 0,
    date: FIRST_DAY,
    internal: 0,
    external: 0,
    comment: Buffer.alloc(0),
    extra: Buffer.alloc(0),
  };
}

function common({ version, flags, method, time, date, crc, data, size }: Header): Buffer {
  return Buffer.concat([
    u16(version),
    u16(flags),
    u16(method),
    u16(time),
    u16(date),
    u32(crc),
    u32(data.length),
    u32(size),
  ]);
}

function directoryEntry(header: Header, offset: number): Buffer {
  const { name, madeBy, internal, external, comment, extra } = header;
  const lengths = [u16(name.length), u16(extra.length), u16(comment.length), u16(0)];
  const rest = [u16(internal), u32(external), u32(offset), name, extra, comment];
  return Buffer.concat([u32(0x02014b50), u16(madeBy), common(header), ...lengths, ...rest]);
}

function u16(value: number): Buffer {
  const buffer = Buffer.alloc(2);
  buffer.writeUInt16LE(value);
  return buffer;
}

function u32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(value);
  return buffer;
}
