import { mkdtempSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { blankSheet, officeNamed } from '@duban/actions/blank-sheet';
import { loadDirectory } from '@duban/actions/load-directories';
import { loadTables } from '@duban/actions/load-tables';
import { type FileLine, type FolderMerged, type MergeFolder, mergeFolder } from '@duban/actions/merge-folder';
import { readFolder } from '@duban/actions/read-folder';
import { dice } from '@duban/base/dice';
import { repoRoot } from '@duban/runtime';
import type { Grid, TableDefinition } from '@duban/tables';
import { createWorkbookPool } from '@duban/workbook';
import { inject, vi } from 'vitest';
import type { MessyFile } from '../src/example/messy-folder.js';
import { plainSheet } from '../src/example/plain-sheet.js';
import { simulatedGrid } from '../src/figures.js';

export const SECRET = 'a secret of thirty-two characters';
export const SEED = 7;
const seeds = path.join(repoRoot(import.meta.url), 'seeds');
export const workbooks = createWorkbookPool();
/** Two cores are shared with other suites. */
vi.setConfig({ testTimeout: 120_000 });
// Files of one worker share this module, in whatever order they come: what one of them closed or removed, the next would miss. The pool's
// children end with the worker, the folder with the run.
const home = mkdtempSync(path.join(inject('rehearsed'), 'merged-'));

const tables = await loadTables(seeds);
export const table: TableDefinition = formOf('T1');
export const directory = await loadDirectory(seeds, 'jining-2023');

function formOf(id: string): TableDefinition {
  const found = tables.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
}

let made = 0;
/** What `duban merge` makes of a folder with these files; campaigns' directories are known, none is named. */
export async function merged(files: readonly MessyFile[], change: Partial<MergeFolder> = {}): Promise<FolderMerged> {
  made += 1;
  const folder = path.join(home, String(made));
  await mkdir(folder);
  for (const file of files) {
    await mkdir(path.dirname(path.join(folder, file.path)), { recursive: true });
    await writeFile(path.join(folder, file.path), file.bytes);
  }
  const input = {
    name: '报表',
    tables,
    directory: null,
    known: [directory],
    table: null,
    period: null,
    includeErrors: false,
  };
  const found = await readFolder(folder);
  return mergeFolder({ workbooks }, { ...input, files: found, secret: SECRET, dryRun: false, ...change });
}

export const fates = (result: FolderMerged) => Object.fromEntries(result.files.map(({ file, fate }) => [file, fate]));
export const lineOf = (result: FolderMerged, file: string): FileLine => {
  const line = result.files.find((each) => each.file === file);
  if (line === undefined) throw new Error(`no line for ${file}`);
  return line;
};
export const standings = (result: FolderMerged) =>
  Object.fromEntries(result.forms[0]?.offices.map(({ office, standing }) => [office, standing]) ?? []);

/** Figures of an office of middling size; another name, other figures. */
export function figures(name: string): Grid {
  return simulatedGrid({ table, dice: dice(SEED, name), previous: {}, size: 3 });
}

/** A sheet typed without the template; `unit` is what its header says. */
export function typed(title: string, unit: string): Promise<Uint8Array> {
  return plainSheet({ table, grid: figures(title), title, header: [['填报单位', unit]] });
}

/** The template of an office, filled in. */
export async function filled(id: string, { period, current }: { period: string; current: Grid }) {
  const office = officeNamed(directory, id);
  const sheet = { table, directory, office, period, previous: {}, secret: SECRET };
  return workbooks.fill({
    bytes: await blankSheet({ workbooks }, sheet),
    table,
    grid: current,
    header: { unitLeader: '甲', filler: '乙', phone: '0537-0000000' },
  });
}
