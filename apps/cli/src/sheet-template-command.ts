import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { blankSheet, officeNamed, periodNamed } from '@duban/actions/blank-sheet';
import { formsOf } from '@duban/actions/check-sheet-file';
import { loadDirectories, loadDirectory } from '@duban/actions/load-directories';
import { campaignFolders } from '@duban/actions/load-seed';
import { loadTables } from '@duban/actions/load-tables';
import type { Directory } from '@duban/actions/merge-folder';
import { readDirectory } from '@duban/actions/read-directory';
import { DubanError } from '@duban/base';
import { cumulate, type Grid, type TableDefinition } from '@duban/tables';
import type { WorkbookPool } from '@duban/workbook';
import { EXIT } from './exit-codes.js';
import { signingSecret } from './merge/signing-secret.js';
import { readSheetFile } from './sheet/read-file.js';
import { seedsFolder } from './sheet/seeds-folder.js';
import { withWorkbooks } from './sheet/with-workbooks.js';
import { sheetWords as words } from './sheet/wording.js';
import { WrongUse } from './sheet/wrong-use.js';

export interface SheetTemplateOptions {
  readonly table: string;
  readonly office: string;
  readonly period?: string;
  readonly campaign?: string;
  readonly directory?: string;
  readonly previous?: string;
  readonly out: string;
  readonly force?: boolean;
  readonly data?: string;
}

/**
 * `duban sheet template`: the blank form of one office and period, signed with the secret of the data folder (made there once, mode 600): on
 * this machine `duban merge` then knows whose a file is whatever it is called. Returns the exit code.
 */
export function sheetTemplateCommand(options: SheetTemplateOptions): Promise<number> {
  return withWorkbooks(async (workbooks) => {
    const tables = await loadTables(seedsFolder());
    const table = tableNamed(tables, options.table);
    const period = periodOf(table, options.period);
    const directory = await directoryOf(options, workbooks);
    const office = officeNamed(directory, options.office);
    const secret = await signingSecret(options);
    const previous = await previousOf(options, { workbooks, table, secret });
    const bytes = await blankSheet({ workbooks }, { table, directory, office, period, previous, secret });
    const out = path.resolve(options.out);
    await writeFile(out, bytes, { flag: options.force ? 'w' : 'wx' }).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') throw new WrongUse(words.exists(options.out), { cause: error });
      throw error;
    });
    console.log(words.made(options.out));
    return EXIT.ok;
  });
}

function tableNamed(tables: readonly TableDefinition[], id: string): TableDefinition {
  const table = tables.find((each) => each.id.toUpperCase() === id.toUpperCase());
  if (table !== undefined) return table;
  throw new DubanError('table-unknown', {
    table: id,
    known: tables.map((each) => `${each.id} ${each.title}`).join('、'),
  });
}

function periodOf(table: TableDefinition, text: string | undefined): string {
  if (text === undefined) {
    if (table.frame === 'once') return 'final';
    throw new WrongUse(words.periodNeeded);
  }
  return periodNamed(text);
}

/** The list of offices asked for; without one, the only campaign that has such an office. */
async function directoryOf(
  { campaign, directory, office }: SheetTemplateOptions,
  workbooks: WorkbookPool,
): Promise<Directory> {
  if (directory !== undefined) return readDirectory(directory, (file) => workbooks.rows(file));
  const seeds = seedsFolder();
  if (campaign !== undefined) return loadDirectory(seeds, campaign);
  const [only, ...more] = (await loadDirectories(seeds)).filter((known) => hasOffice(known, office));
  if (only !== undefined && more.length === 0) return only;
  throw new WrongUse(words.campaignNeeded((await campaignFolders(seeds)).join('、')));
}

function hasOffice(directory: Directory, office: string): boolean {
  try {
    officeNamed(directory, office);
    return true;
  } catch (error) {
    if (error instanceof DubanError) return false;
    throw error;
  }
}

async function previousOf(
  { previous }: SheetTemplateOptions,
  { workbooks, table, secret }: { workbooks: WorkbookPool; table: TableDefinition; secret: string },
): Promise<Grid> {
  if (previous === undefined) return {};
  const [form] = await formsOf(await readSheetFile(previous), { workbooks, tables: [table], secret });
  return form === undefined ? {} : cumulate(table, form.grid);
}
