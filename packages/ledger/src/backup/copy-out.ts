import type { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { to } from 'pg-copy-streams';
import type { ZipFile } from 'yazl';
import type { OnShare } from './archive.js';
import { quoted, quotedName, sequencesOf, type TableShape } from './catalogue.js';
import { type Manifest, type TableCopy, tableEntry } from './manifest.js';
import { Meter } from './meter.js';
import type { Snapshot } from './snapshot.js';

/** The archive that entries go into. */
export interface Entries {
  readonly zip: ZipFile;
  /** Nobody takes any more. */
  readonly stop: AbortSignal;
  readonly mtime: Date;
}

/** A fast packing: most of a ledger are workbooks, which are packed already; what is won back are the hex digits of COPY. */
const LEVEL = 1;
/** COPY writes two hex digits for a byte. */
const TEXT_PER_BYTE = 2;

/** Copies every table of the snapshot into the archive, one after the other. */
export async function copyOut(
  snapshot: Snapshot,
  entries: Entries,
  onShare?: OnShare,
): Promise<Pick<Manifest, 'tables' | 'sequences'>> {
  const total = snapshot.tables.reduce((sum, { size }) => sum + size, 0);
  const tables: TableCopy[] = [];
  let before = 0;
  for (const table of snapshot.tables) {
    let copied = 0;
    const onBytes = (bytes: number): void => {
      copied += bytes;
      onShare?.((before + Math.min(table.size, copied / TEXT_PER_BYTE)) / total);
    };
    tables.push(await copyTable(snapshot, { entries, table }, onBytes));
    before += table.size;
  }
  // Read last: a sequence may be ahead of the rows that were copied, never behind.
  return { tables, sequences: await sequencesOf(snapshot.client) };
}

async function copyTable(
  { client }: Snapshot,
  { entries, table }: { entries: Entries; table: TableShape },
  onBytes: (bytes: number) => void,
): Promise<TableCopy> {
  const { name, columns } = table;
  const rows = client.query(to(`copy ${quoted(name)} (${columns.map(quotedName).join(', ')}) to stdout`));
  const meter = new Meter(onBytes);
  addStream(entries, tableEntry(name), meter);
  await Promise.all([
    pipeline(rows, meter, { signal: entries.stop }),
    finished(meter, { writable: false, signal: entries.stop }),
  ]);
  return { name, columns, rows: meter.lines, ...meter.measured() };
}

function addStream({ zip, mtime }: Entries, name: string, content: Readable): void {
  zip.addReadStreamLazy(name, { mtime, compressionLevel: LEVEL }, (give) => give(null, content));
}
