import { createHash } from 'node:crypto';
import { constants, existsSync, mkdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { access, mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DubanError } from '@duban/base';
import { byName } from './folder/known-names.js';
import type { OutputFile } from './folder/types.js';
import { out as names, outTexts } from './folder/wording.js';

/** An out folder that may be written: what an earlier run left there will be replaced. */
export interface OutFolder {
  readonly folder: string;
  /** Files of an earlier run, unchanged since, by their place in the folder. */
  readonly ours: readonly string[];
}

/**
 * Looks whether a folder may be written: it is not there, empty, or holds only what an earlier run wrote and nobody changed.
 * Throws DubanError `out-unwritable`, `out-occupied`, `out-changed`, and `out-busy` while a workbook of it is open.
 */
export async function checkOut(folder: string): Promise<OutFolder> {
  await mustBeWritable(folder);
  const files = await filesIn(folder, '');
  const open = files.find((file) => /(^|\/)(~\$|\.~)/.test(file));
  if (open !== undefined) throw new DubanError('out-busy', { file: open, reason: outTexts.locked });
  const present = files.filter((file) => !isLitter(file));
  const written = await earlierRun(folder);
  for (const file of present) {
    if (file === names.result && written !== null) continue;
    const sha256 = written?.get(file);
    if (sha256 === undefined) throw new DubanError('out-occupied', { folder, file });
    const bytes = await readFile(path.join(folder, file));
    if (createHash('sha256').update(bytes).digest('hex') !== sha256)
      throw new DubanError('out-changed', { folder, file });
  }
  return { folder, ours: present };
}

/** Files being written: `commit` puts them in place all at once, `discard` leaves the folder as it was. Both are synchronous: no signal comes between. */
export interface Staged {
  commit(): void;
  discard(): void;
}

/** Told before the work, not after: files are written beside the folder first, then moved into it. */
async function mustBeWritable(folder: string): Promise<void> {
  const full = path.resolve(folder);
  const places = existsSync(full) ? [full, path.dirname(full)] : [nearest(path.dirname(full))];
  for (const place of places) {
    await access(place, constants.W_OK).catch((cause: unknown) => {
      throw unwritable(folder, cause);
    });
  }
}

function nearest(folder: string): string {
  return existsSync(folder) || path.dirname(folder) === folder ? folder : nearest(path.dirname(folder));
}

function unwritable(folder: string, cause: unknown): DubanError {
  const reason = (cause as NodeJS.ErrnoException).code ?? String(cause);
  return new DubanError('out-unwritable', { folder, reason }, { cause });
}

/** Writes the files beside the out folder, to be put in place by `commit`. Throws DubanError `out-unwritable`. */
export async function stage(out: OutFolder, files: readonly OutputFile[]): Promise<Staged> {
  const parent = path.dirname(path.resolve(out.folder));
  const staging = await mkdir(parent, { recursive: true })
    .then(() => mkdtemp(path.join(parent, `.${path.basename(out.folder)}-`)))
    .catch((cause: unknown) => {
      throw unwritable(out.folder, cause);
    });
  const discard = () => rmSync(staging, { recursive: true, force: true });
  try {
    for (const file of files) {
      const target = path.join(staging, 'new', file.path);
      await mkdir(path.dirname(target), { recursive: true });
      await writeFile(target, file.bytes);
    }
  } catch (error) {
    discard();
    throw unwritable(out.folder, error);
  }
  return {
    commit: () => {
      swap(out, { staging, files: files.map((file) => file.path) });
      discard();
    },
    discard,
  };
}

/** Old files out, new ones in; whatever fails (a workbook open in Excel on Windows) puts everything back. */
function swap(out: OutFolder, { staging, files }: { staging: string; files: readonly string[] }): void {
  const done: { readonly from: string; readonly to: string }[] = [];
  const move = (from: string, to: string): void => {
    mkdirSync(path.dirname(to), { recursive: true });
    renameSync(from, to);
    done.push({ from, to });
  };
  try {
    for (const file of out.ours) move(path.join(out.folder, file), path.join(staging, 'old', file));
    for (const file of files) move(path.join(staging, 'new', file), path.join(out.folder, file));
  } catch (cause) {
    const at = path.basename((cause as NodeJS.ErrnoException).path ?? out.folder);
    for (const { from, to } of done.reverse()) renameSync(to, from);
    throw new DubanError(
      'out-busy',
      { file: at, reason: (cause as NodeJS.ErrnoException).code ?? String(cause) },
      { cause },
    );
  }
  for (const folder of [names.returned, names.explained]) removeIfEmpty(path.join(out.folder, folder));
}

function removeIfEmpty(folder: string): void {
  if (!existsSync(folder)) return;
  try {
    rmdirSync(folder);
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

async function filesIn(folder: string, below: string): Promise<string[]> {
  const entries = await readdir(path.join(folder, below), { withFileTypes: true }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && below === '') return [];
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR')
      throw new DubanError('out-occupied', { folder, file: path.basename(folder) }, { cause: error });
    throw error;
  });
  const found = await Promise.all(
    entries.map((entry) => {
      const file = below === '' ? entry.name : `${below}/${entry.name}`;
      return entry.isDirectory() ? filesIn(folder, file) : [file];
    }),
  );
  return found.flat().sort();
}

function isLitter(file: string): boolean {
  const named = byName(path.basename(file), []);
  return named.kind === 'other' && named.quiet;
}

/** What the run before wrote, by place, with its SHA-256; null when no run of ours did. */
async function earlierRun(folder: string): Promise<ReadonlyMap<string, string> | null> {
  try {
    const result = JSON.parse(await readFile(path.join(folder, names.result), 'utf8')) as {
      by?: unknown;
      written?: { path: string; sha256: string }[];
    };
    return result.by === 'duban merge' ? new Map(result.written?.map((file) => [file.path, file.sha256])) : null;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
