import { blankSheet, findOffice, officeNamed, periodOf } from '@duban/actions/blank-sheet';
import { formsOf } from '@duban/actions/check-sheet-file';
import { loadDirectories, loadDirectory } from '@duban/actions/load-directories';
import { loadTables, tableNamed } from '@duban/actions/load-tables';
import type { Directory } from '@duban/actions/merge-folder';
import { readDirectory } from '@duban/actions/read-directory';
import { cumulate, type Grid, type TableDefinition } from '@duban/tables';
import type { WorkbookPool } from '@duban/workbook';
import { EXIT } from './exit-codes.js';
import { signingSecret } from './merge/signing-secret.js';
import { programSeeds } from './seeds-folder.js';
import { readSheetFile } from './sheet/read-file.js';
import { withWorkbooks } from './sheet/with-workbooks.js';
import { sheetWords as words } from './sheet/wording.js';
import { writeSheetFile } from './sheet/write-file.js';
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
    const tables = await loadTables(programSeeds());
    const table = tableNamed(tables, options.table);
    const period = periodOf(table, options.period ?? null);
    if (period === null) throw new WrongUse(words.periodNeeded);
    const directory = await directoryOf(options, workbooks);
    const office = officeNamed(directory, options.office);
    const secret = await signingSecret(options);
    const previous = await previousOf(options, { workbooks, table, secret });
    const bytes = await blankSheet({ workbooks }, { table, directory, office, period, previous, secret });
    await writeSheetFile(options.out, { bytes, force: options.force ?? false });
    console.log(words.made(options.out));
    return EXIT.ok;
  });
}

/** The list of offices asked for; without one, the only campaign that has such an office. */
async function directoryOf(
  { campaign, directory, office }: SheetTemplateOptions,
  workbooks: WorkbookPool,
): Promise<Directory> {
  if (directory !== undefined) return readDirectory(directory, workbooks);
  if (campaign !== undefined) return loadDirectory(programSeeds(), campaign);
  const all = await loadDirectories(programSeeds());
  const having = all.filter((known) => findOffice(known, office) !== null);
  const [only] = having;
  if (only !== undefined && having.length === 1) return only;
  const titles = (having.length === 0 ? all : having).map(({ title }) => title);
  throw new WrongUse(having.length === 0 ? words.officeNowhere(office, titles) : words.campaignNeeded(office, titles));
}

async function previousOf(
  { previous }: SheetTemplateOptions,
  { workbooks, table, secret }: { workbooks: WorkbookPool; table: TableDefinition; secret: string },
): Promise<Grid> {
  if (previous === undefined) return {};
  const [form] = await formsOf(await readSheetFile(previous), { workbooks, tables: [table], secret });
  return form === undefined ? {} : cumulate(table, form.grid);
}
