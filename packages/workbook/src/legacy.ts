import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DubanError } from '@duban/base';
import { packedLimit } from './census.js';
import { sniff } from './sniff.js';
import { fileKinds, unsafe } from './wording/refusals.js';

/** LibreOffice takes about two seconds for a county's sheet; one that takes longer than this is after something else. */
const SECONDS = 60;

export interface LegacyFile {
  readonly bytes: Uint8Array;
  readonly name: string;
}

export interface Converter {
  /** The program of LibreOffice. */
  readonly soffice?: string;
  readonly seconds?: number;
}

/** Whether a file is an old Excel workbook (.xls, or the .et of WPS), whatever its name says. */
export function isLegacy(bytes: Uint8Array): boolean {
  return sniff(bytes) === fileKinds.xls;
}

/**
 * An old workbook as .xlsx, by LibreOffice in a folder, a profile and a process group of its own; what comes out is an upload like any
 * other and has to pass the gate. Throws DubanError `file-not-xlsx`, which says how to save it as .xlsx, when the file is no such
 * workbook or there is no LibreOffice; `file-unsafe` above the size of any upload; `file-unreadable` when it cannot be converted;
 * `reader-gave-up` after a minute.
 */
export async function convertLegacy(
  { bytes, name }: LegacyFile,
  { soffice = process.env.DUBAN_SOFFICE ?? 'soffice', seconds = SECONDS }: Converter = {},
): Promise<Uint8Array> {
  const actual = sniff(bytes);
  if (actual !== fileKinds.xls) throw new DubanError('file-not-xlsx', { name, actual: actual ?? fileKinds.unknown });
  if (bytes.byteLength > packedLimit('form')) throw new DubanError('file-unsafe', { name, reason: unsafe.packed });
  const folder = await mkdtemp(join(tmpdir(), 'duban-legacy-'));
  try {
    const out = join(folder, 'out');
    await mkdir(out);
    await writeFile(join(folder, 'sheet.xls'), bytes);
    await run({ soffice, seconds, folder, name });
    return await readFile(join(out, 'sheet.xlsx'));
  } catch (cause) {
    if (cause instanceof DubanError) throw cause;
    if ((cause as NodeJS.ErrnoException).syscall?.startsWith('spawn'))
      throw new DubanError('file-not-xlsx', { name, actual }, { cause });
    throw new DubanError('file-unreadable', { name, reason: unsafe.notConverted }, { cause });
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

interface Run {
  readonly soffice: string;
  readonly seconds: number;
  readonly folder: string;
  readonly name: string;
}

/** Ends when the program does; it writes nothing but the folder, and says nothing that would help. */
async function run({ soffice, seconds, folder, name }: Run): Promise<void> {
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
  const quiet = ['--headless', '--norestore', '--nolockcheck', '--nodefault', '--nofirststartwizard'];
  const child = spawn(
    soffice,
    [profile, ...quiet, '--convert-to', 'xlsx', '--outdir', join(folder, 'out'), join(folder, 'sheet.xls')],
    {
      cwd: folder,
      // A process group of its own: soffice is a script that starts another program, and both have to end.
      detached: true,
      stdio: 'ignore',
      // Neither the user's settings nor a way out: links of the workbook are not followed.
      env: {
        PATH: process.env.PATH ?? '',
        HOME: folder,
        TMPDIR: folder,
        LANG: 'C.UTF-8',
        http_proxy: DEAD_END,
        https_proxy: DEAD_END,
      },
    },
  );
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    endGroup(child);
  }, seconds * 1000);
  try {
    await new Promise<void>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', () => resolve());
    });
  } finally {
    clearTimeout(timer);
    endGroup(child);
  }
  if (late) throw new DubanError('reader-gave-up', { name, seconds });
}

const DEAD_END = 'http://127.0.0.1:9';

/** Ends whatever the conversion has started and left behind. */
function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // All of it has ended by itself.
  }
}
