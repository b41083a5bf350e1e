import { DubanError } from '@duban/base';
import {
  dosDateTimeToDate,
  type Entry,
  fromBufferPromise,
  getFileNameLowLevel,
  parseExtraFields,
  type ZipFile,
} from 'yauzl';
import { archives as words } from './wording.js';

const MB = 1024 * 1024;

/** What an archive may have, before anything of it is inflated. A folder of a thousand county forms is 30 MB. */
export const zipLimits = {
  packed: 100 * MB,
  entries: 2_000,
  /** One file, inflated. The gate of the readers refuses workbooks over 10 MB. */
  entry: 20 * MB,
  /** All files of one run, inflated. */
  total: 300 * MB,
  /** Inflated ÷ packed: a workbook is packed already. */
  ratio: 200,
} as const;

/** What a run may still inflate: shared by all its archives. */
export interface Allowance {
  left: number;
}

export interface ZipEntry {
  /** With `/`, as the archive's maker saw it. */
  readonly path: string;
  readonly modifiedAt: number | null;
  /** Inflates it; throws DubanError `archive-refused` past a limit or when it is damaged or has a password. */
  readonly bytes: () => Promise<Uint8Array>;
}

/**
 * The files of an archive, none inflated yet. Names without the UTF-8 mark are GBK where they are no UTF-8: that is how Windows in
 * Chinese writes them. Throws DubanError `archive-refused`.
 */
export async function openZip(
  bytes: Uint8Array,
  { name, allowance }: { readonly name: string; readonly allowance: Allowance },
): Promise<ZipEntry[]> {
  const refuse = (reason: string, cause?: unknown) =>
    new DubanError('archive-refused', { name, reason }, cause === undefined ? {} : { cause });
  if (bytes.byteLength > zipLimits.packed) throw refuse(words.packed);
  const zip = await opened(bytes, refuse);
  if (zip.entryCount > zipLimits.entries) throw refuse(words.entries);
  const entries: Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) entries.push(entry);
  } catch (error) {
    throw refuse(words.broken, error);
  }
  return entries
    .map((entry) => ({ entry, path: entryName(entry) }))
    .filter(({ path }) => !path.endsWith('/'))
    .map(({ entry, path }) => {
      const claim = claimOnce(entry, allowance);
      return {
        path,
        modifiedAt: dosDateTimeToDate(entry.lastModFileDate, entry.lastModFileTime).getTime(),
        bytes: () => inflate({ zip, entry, claim }, refuse),
      };
    });
}

type Refuse = (reason: string, cause?: unknown) => DubanError;

async function opened(bytes: Uint8Array, refuse: Refuse): Promise<ZipFile> {
  try {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return await fromBufferPromise(buffer, { lazyEntries: true, autoClose: false, decodeStrings: false });
  } catch (cause) {
    throw refuse(words.broken, cause);
  }
}

interface Inflating {
  readonly zip: ZipFile;
  readonly entry: Entry;
  readonly claim: () => boolean;
}

/** Takes the entry's size off the allowance, before it is read because several are at a time, and once although a file to be marked is read again. */
function claimOnce({ uncompressedSize: size }: Entry, allowance: Allowance): () => boolean {
  let claimed = false;
  return () => {
    if (claimed) return true;
    claimed = size <= allowance.left;
    if (claimed) allowance.left -= size;
    return claimed;
  };
}

async function inflate({ zip, entry, claim }: Inflating, refuse: Refuse): Promise<Uint8Array> {
  const { uncompressedSize: size, compressedSize: packed } = entry;
  if ((entry.generalPurposeBitFlag & 1) === 1) throw refuse(words.password);
  if (size > zipLimits.entry) throw refuse(words.entry);
  if (size > MB && size > packed * zipLimits.ratio) throw refuse(words.ratio);
  if (!claim()) throw refuse(words.total);
  const parts: Buffer[] = [];
  let taken = 0;
  try {
    // yauzl ends the stream where the real size is not the declared one.
    for await (const part of await zip.openReadStreamPromise(entry)) {
      taken += (part as Buffer).length;
      if (taken > size) throw refuse(words.size);
      parts.push(part as Buffer);
    }
  } catch (error) {
    throw error instanceof DubanError ? error : refuse(words.broken, error);
  }
  return Buffer.concat(parts);
}

const UTF8_MARK = 0x800;
/** Info-ZIP's Unicode path, which 7-Zip and others write beside a name in the system's own code page. */
const UNICODE_PATH = 0x7075;

function entryName(entry: Entry): string {
  const raw = entry.fileNameRaw;
  const extra = parseExtraFields(entry.extraFieldRaw);
  const marked = (entry.generalPurposeBitFlag & UTF8_MARK) !== 0 || extra.some(({ id }) => id === UNICODE_PATH);
  const name = marked ? getFileNameLowLevel(entry.generalPurposeBitFlag, raw, extra, false) : decoded(raw);
  return name.replaceAll('\\', '/').replace(/^\/+/, '');
}

function decoded(raw: Uint8Array): string {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(raw);
    } catch {
      // Not in this encoding: the next one.
    }
  }
  return Buffer.from(raw).toString('latin1');
}
