import { DubanError } from '@duban/base';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { Census, limits } from './census.js';
import { sniff, sniffZip } from './sniff.js';
import { unsafe } from './wording/refusals.js';

export interface GateVerdict {
  /** Validations cover whole columns (honest WPS files do): the reader must skip them, for expanding them hangs exceljs. */
  readonly skipValidations: boolean;
  /** The same for defined names. */
  readonly skipNames: boolean;
}

/**
 * Looks at an upload before any spreadsheet parser does (findings.md "tiny files that kill"). Throws DubanError
 * `file-not-xlsx` saying what it is, `file-unsafe` saying which limit it breaks, `file-unreadable` for a damaged zip.
 */
export async function gate(bytes: Uint8Array, name: string): Promise<GateVerdict> {
  const actual = sniff(bytes);
  if (actual !== null) throw new DubanError('file-not-xlsx', { name, actual });
  if (bytes.byteLength > limits.packed) throw new DubanError('file-unsafe', { name, reason: unsafe.packed });
  const zip = await opened(bytes, name);
  const census = new Census(name);
  const names: string[] = [];
  try {
    const entries: Entry[] = [];
    for await (const entry of zip.eachEntry()) {
      names.push(entry.fileName);
      census.declare(entry);
      entries.push(entry);
    }
    const kind = sniffZip(names);
    if (kind !== null) throw new DubanError('file-not-xlsx', { name, actual: kind });
    for (const entry of entries) await inflate(zip, { entry, census });
  } catch (error) {
    throw asRefusal(error, name);
  } finally {
    zip.close();
  }
  return census.verdict;
}

async function opened(bytes: Uint8Array, name: string): Promise<ZipFile> {
  try {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const zip = await fromBufferPromise(buffer, { lazyEntries: true, autoClose: false });
    if (zip.entryCount <= limits.entries) return zip;
  } catch (cause) {
    throw new DubanError('file-unreadable', { name, reason: unsafe.brokenZip }, { cause });
  }
  throw new DubanError('file-unsafe', { name, reason: unsafe.entries });
}

/** Really inflates an entry: its declared size may lie. Only XML is looked into. */
async function inflate(zip: ZipFile, { entry, census }: { entry: Entry; census: Census }): Promise<void> {
  if (entry.fileName.endsWith('/')) return;
  const scan = /\.(xml|rels|vml)$/i.test(entry.fileName) ? census.scanner() : null;
  const stream = await zip.openReadStreamPromise(entry);
  for await (const chunk of stream) {
    census.inflated((chunk as Buffer).length);
    scan?.take((chunk as Buffer).toString('latin1'));
  }
  scan?.end();
}

/** yauzl speaks English and in plain errors: what is an attack is `file-unsafe`, what is damage `file-unreadable`. */
function asRefusal(error: unknown, name: string): DubanError {
  if (error instanceof DubanError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const refuse = (reason: string) => new DubanError('file-unsafe', { name, reason }, { cause: error });
  if (/absolute path|relative path|invalid characters/.test(message)) return refuse(unsafe.path);
  if (/too many bytes|not enough bytes|size mismatch/.test(message)) return refuse(unsafe.size);
  if (/encrypt/.test(message)) return refuse(unsafe.encrypted);
  return new DubanError('file-unreadable', { name, reason: unsafe.brokenZip }, { cause: error });
}
