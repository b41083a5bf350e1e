import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { lstat, open, rename, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DubanError, type Instant } from '@duban/base';
import { ZipFile } from 'yazl';
import type { OnShare } from './archive.js';
import { copyOut, type Entries } from './copy-out.js';
import { Encrypting, newKey } from './encryption.js';
import { fileEntry, type Installation, LABEL, MANIFEST, type Manifest } from './manifest.js';
import { Meter } from './meter.js';
import { Sealing, UNSEALED } from './seal.js';
import { inSnapshot, type Snapshot } from './snapshot.js';
import { words } from './wording.js';

export interface Backup {
  /** The ledger's database. */
  readonly url: string;
  /** Where the archive is to be; nothing may be there yet. */
  readonly file: string;
  /** Encrypts the whole archive; null leaves it readable. */
  readonly passphrase: string | null;
  /** What the data folder holds beside the database. */
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  readonly installation: Installation;
  /** The program's version. */
  readonly program: string;
  /** Server time. */
  readonly now: Instant;
  /** Breaks off; nothing is left behind. */
  readonly signal?: AbortSignal;
  readonly onShare?: OnShare;
}

export interface WrittenBackup {
  readonly manifest: Manifest;
  /** Of the finished file. */
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Writes an archive of every table as of one moment, on a ledger that others go on writing to, and of the files given. Nobody but its
 * owner may read it; it appears under its name only when it is complete. Memory stays flat however large the files in the ledger are.
 * @throws DubanError `backup-exists`, `backup-unwritable`; AbortError; what PostgreSQL says
 */
export async function writeBackup(backup: Backup): Promise<WrittenBackup> {
  const part = `${backup.file}.${randomBytes(4).toString('hex')}.part`;
  await requireFree(backup.file);
  try {
    const written = await inSnapshot(backup.url, (snapshot) => write(backup, snapshot, part));
    await flush(part);
    await requireFree(backup.file);
    await rename(part, backup.file);
    await flush(dirname(backup.file)).catch(() => undefined);
    return written;
  } catch (error) {
    throw refusalOf(error, backup.file);
  } finally {
    await rm(part, { force: true });
  }
}

async function write(backup: Backup, snapshot: Snapshot, part: string): Promise<WrittenBackup> {
  const { passphrase, signal } = backup;
  const zip = new ZipFile();
  const whole = new Meter();
  const broken = new AbortController();
  const out = createWriteStream(part, { mode: 0o600, flags: 'wx' });
  const encrypting = passphrase === null ? [] : [new Encrypting(await newKey(passphrase))];
  const through = [zip.outputStream, new Sealing(), ...encrypting, whole, out];
  const written = pipeline(through, signal === undefined ? {} : { signal });
  // Whatever feeds the archive must not wait for ever for a disk that is full.
  written.catch((error: unknown) => broken.abort(error));
  const entries: Entries = { zip, stop: broken.signal, mtime: new Date(backup.now) };
  try {
    zip.addBuffer(Buffer.from(words.label), LABEL, { mtime: entries.mtime });
    const copied = await copyOut(snapshot, entries, backup.onShare);
    const files = backup.files.map(({ name, bytes }) => {
      const meter = new Meter();
      meter.end(bytes);
      meter.resume();
      zip.addBuffer(Buffer.from(bytes), fileEntry(name), { mtime: entries.mtime, mode: 0o600 });
      return { name, meter };
    });
    const { installation, program, now } = backup;
    const manifest: Manifest = {
      ...(await snapshot.about(now)),
      ...copied,
      program,
      madeAt: now,
      installation,
      files: files.map(({ name, meter }) => ({ name, ...meter.measured() })),
    };
    zip.addBuffer(Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`), MANIFEST, { mtime: entries.mtime });
    zip.end({ forceZip64Format: false, comment: UNSEALED });
    await written;
    return { manifest, ...whole.measured() };
  } catch (error) {
    out.destroy();
    await written.catch(() => undefined);
    throw broken.signal.aborted ? broken.signal.reason : error;
  }
}

/** Not a hard link that fails by itself when the name is taken: a USB disk or a share knows none. */
async function requireFree(file: string): Promise<void> {
  const taken = await lstat(file).catch(() => null);
  if (taken !== null) throw new DubanError('backup-exists', { file });
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function refusalOf(error: unknown, file: string): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined || !['open', 'write', 'rename', 'fsync', 'close'].includes(syscall))
    return error;
  return new DubanError('backup-unwritable', { file: basename(file), reason: code }, { cause: error });
}
