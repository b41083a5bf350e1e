import { createHash } from 'node:crypto';
import type { TableDefinition } from '@duban/tables';
import type { WorkbookPool } from '@duban/workbook';
import { periodNamed } from './blank-sheet.js';
import { accountText, chaseText, resultJson } from './folder/account.js';
import { compareText } from './folder/compare-text.js';
import { type Group, lineOf, mentionsOf } from './folder/form-lines.js';
import { type MergedForm, mergeForm, rowsOf } from './folder/form-merge.js';
import { type JudgedForm, judgeForms } from './folder/judge-forms.js';
import { type Known, knowForms } from './folder/know-forms.js';
import { openAll } from './folder/open-all.js';
import { provisionalGrids } from './folder/provisional-grids.js';
import { reconcileForms } from './folder/reconcile-forms.js';
import { markReturns, type Returned } from './folder/returns.js';
import type { Directory, FolderMerged, FoundFile, OutputFile, ReadFile } from './folder/types.js';
import { out, reasons } from './folder/wording.js';
import { tableNamed } from './load-tables.js';
import type { ProvisionalList } from './read-provisional.js';

export type {
  Directory,
  DirectoryCampaign,
  DirectoryOffice,
  Fate,
  FileLine,
  FolderMerged,
  FormMerged,
  FoundFile,
  OfficeLine,
  OutputFile,
} from './folder/types.js';

export interface MergeFolder {
  /** The folder's own name, e.g. `2023年三季度报表`: says the period where no file does. */
  readonly name: string;
  readonly files: readonly FoundFile[];
  /** Every form that may be found. */
  readonly tables: readonly TableDefinition[];
  /** The directory asked for; null: the one of `known` that fits. */
  readonly directory: Directory | null;
  readonly known: readonly Directory[];
  /** Merge this form only; null: each that is found. */
  readonly table: string | null;
  /** `2023Q3`, also `2023年三季度`; null: the period that most forms are of. */
  readonly period: string | null;
  /** 快报数 noted before the sheets came (practice.md 8): shown beside the final figures, never added up. */
  readonly provisional?: ProvisionalList;
  /** Count sheets with E findings too. */
  readonly includeErrors: boolean;
  /** Verifies the hidden identity of templates; null: none can be verified, and headers come first. */
  readonly secret: string | null;
  /** Nothing is produced: no marked returns, no workbook. */
  readonly dryRun: boolean;
  readonly onProgress?: (done: { readonly step: 'read' | 'mark' | 'merge'; readonly share: number }) => void;
}

const NO_LIST: ProvisionalList = { name: '', lines: [] };

/**
 * Takes a folder of files as they came: recognises office, form and period of each, checks, takes one version per office, marks what has
 * to go back, merges what is sound, and accounts for every file. Reads no disk and writes none: `outputs` are the files to write. Money in
 * 分, figures as in the tables. Source: practice.md 19.
 * @throws DubanError `table-unknown`, `period-unknown`, `provisional-unreadable`. A file that cannot be read is a line of the account, not an error.
 */
export async function mergeFolder(
  ctx: { readonly workbooks: WorkbookPool },
  asked: MergeFolder,
): Promise<FolderMerged> {
  const input = { ...asked, table: asked.table === null ? null : tableNamed(asked.tables, asked.table).id };
  const period = input.period === null ? null : periodNamed(input.period);

  const { opened, lines } = await openAll(ctx, input);
  const raw = opened.flatMap(({ file, forms }) =>
    forms.flatMap((form) => {
      const table = input.tables.find((each) => each.id === form.table);
      return table === undefined ? [] : [{ file, form, table }];
    }),
  );
  const known = knowForms(raw, { name: input.name, directory: input.directory, known: input.known, period });
  const work = { input, known };
  const groups = groupsOf(work);
  const provisional = provisionalGrids(input.provisional ?? NO_LIST, {
    forms: groups.map(({ table, offices: judged }) => ({
      table,
      rows: rowsOf({ table, offices: known.offices, judged }),
    })),
    offices: known.offices,
  });
  const judged = groups.flatMap(({ offices }) => offices.flatMap(({ chosen }) => [chosen.best, ...chosen.others]));
  const returns: ReadonlyMap<ReadFile, Returned> = input.dryRun
    ? new Map()
    : await markReturns(ctx.workbooks, toReturn(groups));
  const formLines = known.forms.map((form) => {
    const line = lineOf(form, { ...work, groups, judged });
    const returned = line.fate === 'merged' || line.fate === 'to-correct' ? returns.get(form.file) : undefined;
    const reason = returned?.output === null ? `${line.reason}${reasons.notMarked(returned.problem)}` : line.reason;
    return { ...line, reason, marked: returned?.output?.path ?? null };
  });
  const fileLines = [...lines(known), ...formLines].sort((a, b) => compareText(a.file, b.file));
  const mentions = mentionsOf(fileLines, { known, files: input.files });
  const merges = groups.map(({ table, target, offices }) =>
    mergeForm({
      provisional: provisional.get(table.id) ?? new Map(),
      table,
      target,
      offices: known.offices,
      judged: offices,
      includeErrors: input.includeErrors,
      lines: fileLines,
      mentions,
    }),
  );
  input.onProgress?.({ step: 'merge', share: 0 });
  const { directory } = known.offices;
  const merged = {
    directory: directory === null ? null : { title: directory.title, offices: directory.offices.length },
    directoryNote: known.directoryNote,
    forms: merges.map(({ form }) => form),
    files: fileLines,
  };
  if (input.dryRun) return { ...merged, outputs: [] };
  const workbooks = await writeWorkbooks(ctx, merges);
  const marked = [...returns.values()].flatMap(({ output }) => (output === null ? [] : [output]));
  return { ...merged, outputs: withTexts(merged, [...workbooks, ...marked]) };
}

interface Work {
  readonly input: MergeFolder;
  readonly known: Known;
}

/** The forms to merge, each with the forms of its period, judged. */
function groupsOf({ input, known }: Work): readonly Group[] {
  return input.tables.flatMap((table) => {
    const target = known.targets.get(table.id);
    if (target === undefined || (input.table !== null && input.table !== table.id)) return [];
    const mine = known.forms.filter((form) => form.table.id === table.id);
    const current = mine.filter((form) => form.period?.id === target.id);
    const offices = judgeForms(current, {
      target: target.id,
      earlier: mine.filter((form) => form.period?.id !== target.id),
      campaign: known.offices.directory?.campaign ?? null,
    });
    return [{ table, target, offices }];
  });
}

function toReturn(groups: readonly Group[]): readonly JudgedForm[] {
  return groups.flatMap(({ offices }) => offices.map(({ chosen }) => chosen.best));
}

async function writeWorkbooks(
  { workbooks }: { readonly workbooks: WorkbookPool },
  merges: readonly MergedForm[],
): Promise<OutputFile[]> {
  const written: OutputFile[] = [];
  const cases = reconcileForms(merges);
  for (const { form, input } of merges) {
    if (form.workbook === null || input === null) continue;
    const reconciliations = cases.get(form.table);
    const compared = reconciliations === undefined ? {} : { reconciliations };
    written.push({ path: form.workbook, bytes: await workbooks.merge({ ...input, ...compared }) });
  }
  return written;
}

function withTexts(merged: Omit<FolderMerged, 'outputs'>, workbooks: readonly OutputFile[]): readonly OutputFile[] {
  const encode = (text: string) => new TextEncoder().encode(text);
  const chase = chaseText(merged.forms);
  const files: OutputFile[] = [
    ...workbooks,
    ...(chase === null ? [] : [{ path: out.chase, bytes: encode(chase) }]),
    { path: out.account, bytes: encode(accountText(merged)) },
  ];
  const written = files.map(({ path, bytes }) => ({ path, sha256: createHash('sha256').update(bytes).digest('hex') }));
  return [...files, { path: out.result, bytes: encode(resultJson(merged, written)) }];
}
