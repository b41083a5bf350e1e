import path from 'node:path';
import { repoRoot } from '@duban/runtime';
import {
  type CellKey,
  cellKey,
  columnsOf,
  cumulate,
  type Grid,
  measuresOf,
  type TableDefinition,
  type Value,
} from '@duban/tables';
import JSZip from 'jszip';
import { inject } from 'vitest';
import { blankSheet } from '../../src/blank-sheet.js';
import { loadTables } from '../../src/load-tables.js';
import {
  type Directory,
  type FolderMerged,
  type FoundFile,
  type MergeFolder,
  mergeFolder,
} from '../../src/merge-folder.js';
import { frugalWorkbooks } from '../frugal-workbooks.ts';

const SECRET = 'a secret of thirty-two characters';
const HEADER = { unitLeader: '负责人', filler: '填报人', phone: '0537-0000000' };
// It serves every file that this process runs, and ends with it.
export const workbooks = frugalWorkbooks(inject('madeFiles'));
const tables = await loadTables(path.join(repoRoot(import.meta.url), 'seeds'));

/** A form of the program's own. */
export function tableOf(id: string): TableDefinition {
  const table = tables.find((each) => each.id === id);
  if (table === undefined) throw new Error(`no form ${id}`);
  return table;
}

/** A list of offices that owe every form. */
export function directoryOf(names: readonly string[]): Directory {
  return {
    title: '名录',
    campaign: null,
    offices: names.map((name) => ({
      id: name,
      name,
      shortName: name,
      code: null,
      aliases: [],
      standing: 'subordinate' as const,
    })),
  };
}

/** A form of zeros but for `figures` (本期 by measure); blocks that are absent stay blank. */
function gridOf(table: TableDefinition, figures: Readonly<Record<string, number>>, absent: readonly string[]): Grid {
  const grid: Partial<Record<CellKey, Value>> = {};
  const blank = new Set(
    table.sections
      .filter(({ block }) => block !== null && absent.includes(block))
      .flatMap(({ measures }) => measures.map(({ key }) => key)),
  );
  for (const measure of measuresOf(table)) {
    if (measure.kind === 'ratio' || measure.kind === 'text' || measure.from !== undefined || blank.has(measure.key))
      continue;
    for (const column of columnsOf(measure)) {
      if (column !== 'adjust') grid[cellKey(measure.key, column)] = figures[measure.key] ?? 0;
    }
  }
  return cumulate(table, grid);
}

/** A sheet to be filled in. */
export interface Sheet {
  readonly table: string;
  readonly office: string;
  readonly period: string;
  readonly figures: Readonly<Record<string, number>>;
  readonly absentBlocks?: readonly string[];
  readonly path: string;
  readonly filedOn?: string;
}

/** A filled-in template, as it lies in the folder. */
export async function fileOf(sheet: Sheet, directory: Directory): Promise<FoundFile> {
  const table = tableOf(sheet.table);
  const office = directory.offices.find(({ id }) => id === sheet.office);
  if (office === undefined) throw new Error(`no office ${sheet.office}`);
  const absentBlocks = sheet.absentBlocks ?? [];
  const { period } = sheet;
  const template = await blankSheet({ workbooks }, { table, directory, office, period, previous: {}, secret: SECRET });
  const bytes = await workbooks.fill({
    bytes: template,
    table,
    grid: gridOf(table, sheet.figures, absentBlocks),
    header: { ...HEADER, filedOn: sheet.filedOn ?? '' },
    absentBlocks,
  });
  return found(sheet.path, { kind: 'sheet', bytes: async () => bytes });
}

/** A file of the folder. */
export function found(name: string, content: FoundFile['content']): FoundFile {
  return { path: name, folders: [], archives: [], name, modifiedAt: null, content };
}

/** What `duban merge` makes of the files. */
export function merge(
  files: readonly FoundFile[],
  directory: Directory,
  change: Partial<MergeFolder> = {},
): Promise<FolderMerged> {
  const asked = { table: null, period: null, includeErrors: false, secret: SECRET, dryRun: false, ...change };
  return mergeFolder({ workbooks }, { name: '报表', files, tables, directory, known: [], ...asked });
}

/** Every text of a workbook's cells, and the names of its sheets. */
export async function textsIn(result: FolderMerged, table: string): Promise<readonly string[]> {
  const name = result.forms.find((form) => form.table === table)?.workbook;
  const bytes = result.outputs.find((file) => file.path === name)?.bytes;
  if (bytes === undefined) throw new Error(`${table} was not merged`);
  const zip = await JSZip.loadAsync(bytes);
  const part = async (at: string) => (await zip.file(at)?.async('string')) ?? '';
  const texts = [...(await part('xl/sharedStrings.xml')).matchAll(/<t[^>]*>([^<]*)</g)];
  const sheets = [...(await part('xl/workbook.xml')).matchAll(/<sheet [^>]*name="([^"]*)"/g)];
  return [...texts, ...sheets].map(([, text]) => text ?? '');
}
