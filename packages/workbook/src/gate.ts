import { DubanError } from '@duban/base';
import { Census, MOST_ENTRIES, packedLimit, reasonsAt, type Scale } from './census.js';
import { entriesOf, type PackedEntry, pieces } from './package/entries.js';
import { PackageParts } from './package/parts.js';
import { encodingOf } from './package/xml.js';
import { sniff, sniffZip } from './sniff.js';
import { unsafe } from './wording/refusals.js';

export interface GateVerdict {
  /** Validations cover whole columns (honest WPS files do): the reader must skip them, for expanding them hangs exceljs. */
  readonly skipValidations: boolean;
  /** The same for defined names. */
  readonly skipNames: boolean;
}

/** A file the gate has let in. */
export interface Admitted {
  readonly verdict: GateVerdict;
  /** Small parts are still inflated: nobody needs to do it again. */
  readonly parts: PackageParts;
}

/**
 * Looks at an upload before any spreadsheet parser does (findings.md "tiny files that kill"). Throws DubanError
 * `file-not-xlsx` saying what it is, `file-unsafe` saying which limit it breaks, `file-unreadable` for a damaged zip.
 */
export async function gate(bytes: Uint8Array, name: string): Promise<GateVerdict> {
  return (await admit(bytes, name)).verdict;
}

/**
 * The same, and what it inflated on the way. The verdict is final before anybody gets a part: every part has been inflated,
 * measured and counted by then. `scale`: a form's limits, or those of a ledger of 100,000 rows.
 */
export async function admit(bytes: Uint8Array, name: string, scale: Scale = 'form'): Promise<Admitted> {
  const actual = sniff(bytes);
  if (actual !== null) throw new DubanError('file-not-xlsx', { name, actual });
  if (bytes.byteLength > packedLimit(scale)) {
    throw new DubanError('file-unsafe', { name, reason: reasonsAt(scale).packed });
  }
  const entries = await listed(bytes, name);
  const census = new Census(name, scale);
  try {
    for (const { entry } of entries) census.declare(entry);
    const kind = sniffZip(entries.map((entry) => entry.name));
    if (kind !== null) throw new DubanError('file-not-xlsx', { name, actual: kind });
    const parts = new PackageParts(entries);
    for (const entry of entries) await measure(entry, { census, parts });
    return { verdict: census.verdict, parts };
  } catch (error) {
    throw asRefusal(error, name);
  }
}

async function listed(bytes: Uint8Array, name: string): Promise<readonly PackedEntry[]> {
  let entries: readonly PackedEntry[] | null;
  try {
    entries = await entriesOf(bytes, MOST_ENTRIES);
  } catch (error) {
    throw asRefusal(error, name);
  }
  if (entries === null) throw new DubanError('file-unsafe', { name, reason: unsafe.entries });
  return entries;
}

/**
 * Really inflates an entry: its declared size may lie. What a reader could take for XML is looked into, whatever it is called:
 * readers follow relationships, not names.
 */
async function measure(entry: PackedEntry, { census, parts }: { census: Census; parts: PackageParts }): Promise<void> {
  let isXml: boolean | null = /\.(xml|rels|vml)$/i.test(entry.name) || null;
  let scan: ReturnType<Census['scanner']> | null = null;
  for await (const piece of pieces(entry)) {
    census.inflated(piece.length);
    isXml ??= couldBeXml(piece);
    if (!isXml) continue;
    if (piece.length === entry.entry.uncompressedSize) parts.keep(entry, piece);
    scan ??= census.scanner(encodingOf(piece));
    scan.take(piece);
  }
  scan?.end();
}

function couldBeXml(head: Buffer): boolean {
  return encodingOf(head).startsWith('utf-16') || /^(?:\xef\xbb\xbf)?\s*(?:<|$)/.test(head.toString('latin1'));
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
