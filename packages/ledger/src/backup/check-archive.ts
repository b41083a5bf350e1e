import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DubanError } from '@duban/base';
import { migrations } from '../migrations/all.js';
import type { Archive, OnShare } from './archive.js';
import { type EntryHash, fileEntry, type TableCopy, tableEntry } from './manifest.js';
import { Meter } from './meter.js';
import { words } from './wording.js';

/**
 * Reads the whole content of an archive and compares it with the manifest; writes nothing anywhere.
 * @throws DubanError `backup-damaged` for an entry that is missing, too many, or not as listed; `backup-newer`, `backup-foreign` when its
 *   tables are not of a state that this program knows
 */
export async function checkArchive(archive: Archive, onShare?: OnShare): Promise<void> {
  const { manifest, name: file } = archive;
  requireKnownTables(archive);
  const listed: { name: string; hash: EntryHash; table: TableCopy | null }[] = [
    ...manifest.tables.map((table) => ({ name: tableEntry(table.name), hash: table, table })),
    ...manifest.files.map((each) => ({ name: fileEntry(each.name), hash: each, table: null })),
  ];
  const names = listed.map(({ name }) => name).sort();
  if (names.join('\n') !== [...archive.entries].sort().join('\n'))
    throw new DubanError('backup-damaged', { file, reason: words.entries });
  const total = listed.reduce((sum, { hash }) => sum + hash.bytes, 0);
  let done = 0;
  for (const { name, hash, table } of listed) {
    const meter = new Meter((bytes) => {
      done += bytes;
      onShare?.(Math.min(1, done / total));
    });
    await pipeline(await archive.open(name), meter, nowhere());
    const found = meter.measured();
    if (found.sha256 !== hash.sha256 || found.bytes !== hash.bytes)
      throw new DubanError('backup-damaged', { file, reason: words.entryOf(name) });
    if (table && meter.lines !== table.rows)
      throw new DubanError('backup-damaged', { file, reason: words.rowsOf(table.name) });
  }
}

/** What we can restore are the states that our own migrations go through. */
function requireKnownTables({ manifest, name: file }: Archive): void {
  const ours = Object.keys(migrations).sort();
  const newer = manifest.migrations.filter((name) => !ours.includes(name));
  if (newer.length > 0) {
    const what = words.migrations(newer.join('、'));
    throw new DubanError('backup-newer', { file, version: manifest.program, what });
  }
  if (manifest.migrations.length === 0 || manifest.migrations.some((name, i) => name !== ours[i]))
    throw new DubanError('backup-foreign', { file, reason: words.tables });
}

function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}
