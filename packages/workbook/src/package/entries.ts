import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import { type Entry, fromBufferPromise } from 'yauzl';

/** One entry of a zip as it lies in the file. */
export interface PackedEntry {
  /** With `/` between folders, as yauzl gives it. */
  readonly name: string;
  readonly entry: Entry;
  /** The packed bytes, a view of the file. */
  readonly raw: Buffer;
}

/** Above this an entry is inflated piece by piece: in one piece it would need its size twice. */
const AT_ONCE = 4 * 1024 * 1024;

/** The entries of a zip in the order of its directory; throws yauzl's plain errors. `most`: more entries are not listed, null is given. */
export async function entriesOf(bytes: Uint8Array, most: number): Promise<readonly PackedEntry[] | null> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const zip = await fromBufferPromise(buffer, { lazyEntries: true, autoClose: false });
  try {
    if (zip.entryCount > most) return null;
    const entries: PackedEntry[] = [];
    for await (const entry of zip.eachEntry()) {
      if (entry.isEncrypted()) throw new Error(`encrypted entry: ${entry.fileName}`);
      const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
      const raw = buffer.subarray(fileDataStart, fileDataStart + entry.compressedSize);
      entries.push({ name: entry.fileName, entry, raw });
    }
    return entries;
  } finally {
    zip.close();
  }
}

/** An entry inflated in one piece. Throws when its size or checksum is not what the directory says: a bomb, or damage. */
export function inflated({ name, entry, raw }: PackedEntry): Buffer {
  const { uncompressedSize: size, compressionMethod } = entry;
  // A folder: some archivers call nothing at all deflated.
  if (size === 0 && raw.length === 0) return raw;
  if (compressionMethod === 0) return checked({ name, entry, raw }, raw);
  if (compressionMethod !== 8) throw new Error(`unsupported compression method: ${compressionMethod}`);
  let content: Buffer;
  try {
    content = inflateRawSync(raw, { maxOutputLength: Math.max(size, 1) });
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') throw new Error(`size mismatch: ${name}`);
    throw error;
  }
  return checked({ name, entry, raw }, content);
}

function checked({ name, entry }: PackedEntry, content: Buffer): Buffer {
  if (content.length !== entry.uncompressedSize) throw new Error(`size mismatch: ${name}`);
  if (crc32(content) !== entry.crc32) throw new Error(`checksum mismatch: ${name}`);
  return content;
}

/** An entry inflated piece by piece, with the same promises as {@link inflated}; small ones come in one piece. */
export async function* pieces(packed: PackedEntry): AsyncGenerator<Buffer> {
  const { name, entry, raw } = packed;
  if (entry.uncompressedSize <= AT_ONCE || entry.compressionMethod !== 8) {
    yield inflated(packed);
    return;
  }
  let size = 0;
  let sum = 0;
  const stream = createInflateRaw({ chunkSize: 256 * 1024 });
  stream.end(raw);
  for await (const chunk of stream) {
    const piece = chunk as Buffer;
    size += piece.length;
    if (size > entry.uncompressedSize) throw new Error(`size mismatch: ${name}`);
    sum = crc32(piece, sum);
    yield piece;
  }
  if (size !== entry.uncompressedSize) throw new Error(`size mismatch: ${name}`);
  if (sum !== entry.crc32) throw new Error(`checksum mismatch: ${name}`);
}
