import { DubanError } from '@duban/base';
import { periodLabel } from '@duban/campaign';
import { cumulate, type Finding, type Grid, type TableDefinition } from '@duban/tables';
import { checkSheet, type ReadForm, type WorkbookPool } from '@duban/workbook';
import { readForms } from './folder/read-forms.js';
import type { Directory } from './folder/types.js';
import { tableNamed } from './load-tables.js';

export interface SheetFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface CheckSheetFile {
  readonly file: SheetFile;
  readonly tables: readonly TableDefinition[];
  /** Look for this form only. */
  readonly table: string | null;
  /** The sheet of the period before; null when there is none at hand. */
  readonly previous: SheetFile | null;
  /** Directories of the campaigns: they know which period is the first. */
  readonly known: readonly Directory[];
  readonly secret: string | null;
  /** Make the marked return too. */
  readonly mark: boolean;
}

export interface CheckedForm {
  readonly form: ReadForm;
  readonly table: TableDefinition;
  /** For the screen, as far as the file says them. */
  readonly office: string;
  readonly period: string;
  /** In order of place. */
  readonly findings: readonly Finding[];
}

/**
 * Checks one file without a server, as `duban merge` would: every form in it, each finding with its place.
 * @throws DubanError `sheet-form-unknown`, `table-unknown` and what the readers refuse a file with.
 */
export async function checkSheetFile(
  { workbooks }: { readonly workbooks: Pick<WorkbookPool, 'readAll' | 'annotate'> },
  checking: CheckSheetFile,
): Promise<{ readonly forms: readonly CheckedForm[]; readonly marked: Uint8Array | null }> {
  const { file, previous } = checking;
  const tables = checking.table === null ? checking.tables : [tableNamed(checking.tables, checking.table)];
  const opening = { workbooks, tables, secret: checking.secret };
  const forms = await formsOf(file, opening);
  const earlier = previous === null ? [] : await formsOf(previous, opening);
  const checked = forms.flatMap((form) => {
    const table = tables.find(({ id }) => id === form.table);
    if (table === undefined) return [];
    const before = earlier.find(({ table: id }) => id === form.table);
    const against = before === undefined ? firstOrUnknown(form, checking.known) : cumulate(table, before.grid);
    const lastPeriod = before?.grid ?? null;
    const findings = checkSheet(form, { table, previous: against, lastPeriod });
    const office = form.identity?.officeName ?? form.header.reportUnit ?? '';
    const period = form.identity === null ? (form.header.period ?? '') : periodLabel(form.identity.period);
    return [{ form, table, office, period, findings }];
  });
  const findings = checked.flatMap((each) => each.findings);
  const marked = checking.mark ? await workbooks.annotate({ bytes: file.bytes, name: file.name, findings }) : null;
  return { forms: checked, marked };
}

/** The forms of a file. Throws DubanError `sheet-form-unknown` when there is none. */
export async function formsOf(file: SheetFile, opening: Parameters<typeof readForms>[1]): Promise<readonly ReadForm[]> {
  const forms = await readForms(file, opening);
  if (forms.length === 0) throw new DubanError('sheet-form-unknown', { name: file.name });
  return forms;
}

/** `{}` in the first period of a campaign we know, else unknown: nothing is compared with what nobody has seen. */
function firstOrUnknown({ identity, table }: ReadForm, known: readonly Directory[]): Grid | null {
  const campaign = known.find((directory) => directory.campaign?.id === identity?.campaign)?.campaign;
  const form = campaign?.forms.find((each) => each.table === table);
  return identity !== null && form?.rounds[0]?.period === identity.period ? {} : null;
}
