import { DubanError } from '@duban/base';
import { getBlob } from '@duban/ledger';
import { isLegacy } from '@duban/workbook';
import { paperName } from './chase/letter-name.js';
import type { Actor, Context } from './context.js';
import { campaignFacts, requirementOf, whatIsOwed } from './facts/campaign-facts.js';
import { mayLookAt } from './facts/guard.js';
import { formName, receivedName } from './messages/attachment-names.js';
import { DOCX, XLS, XLSX } from './messages/enclosure-types.js';
import { documentTitle } from './report/document-title.js';
import { reportForm } from './report/report-form.js';
import { templateFor } from './template-for.js';

/** A file as a person downloads it. */
export interface StoredFile {
  readonly name: string;
  /** Media type. */
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** What was handed in, byte for byte. Throws `file-unknown`; `not-allowed` for another office's. */
export async function submissionFile(
  ctx: Context,
  { submission, actor }: { readonly submission: string; readonly actor: Actor },
): Promise<StoredFile> {
  const { db } = ctx.ledger;
  const row = await db
    .selectFrom('submission as s')
    .innerJoin('obligation as o', 'o.id', 's.obligation')
    .innerJoin('round as r', 'r.id', 'o.round')
    .select(['s.blob', 's.version', 'o.campaign', 'o.office', 'o.requirement', 'r.period_label'])
    .where('s.id', '=', submission)
    .executeTakeFirst();
  if (!row) throw new DubanError('file-unknown', { file: submission });
  mayLookAt(actor, row, '下载这份材料');
  const { definition } = await campaignFacts(db, row.campaign);
  const table = requirementOf(definition, row.requirement).form.kind === 'table';
  const bytes = await getBlob(db, row.blob);
  const name = receivedName(definition, row);
  // An .xls that was converted for reading is kept, and given back, as it came.
  if (table && isLegacy(bytes)) return { name: name.replace(/xlsx$/, 'xls'), type: XLS, bytes };
  return { name, type: table ? XLSX : DOCX, bytes };
}

/** The workbook that went back with its marks. Throws `file-unknown`; `not-allowed` for another office's. */
export async function markedFile(
  ctx: Context,
  { decision, actor }: { readonly decision: string; readonly actor: Actor },
): Promise<StoredFile> {
  const { db } = ctx.ledger;
  const row = await db
    .selectFrom('decision as d')
    .innerJoin('obligation as o', 'o.id', 'd.obligation')
    .innerJoin('round as r', 'r.id', 'o.round')
    .select(['d.marked_blob', 'o.campaign', 'o.office', 'o.requirement', 'r.period_label'])
    .where('d.id', '=', decision)
    .executeTakeFirst();
  if (!row) throw new DubanError('file-unknown', { file: decision });
  mayLookAt(actor, row, '下载这份材料');
  if (row.marked_blob === null) throw new DubanError('file-unknown', { file: decision });
  const { definition } = await campaignFacts(db, row.campaign);
  const name = `退回修改-${formName(definition, { kind: 'template', obligation: '' }, row)}`;
  return { name, type: XLSX, bytes: await getBlob(db, row.marked_blob) };
}

/** The blank form of one obligation: the prefilled template of a table, the outline of a report. Throws `obligation-unknown`, `not-allowed`. */
export async function obligationForm(
  ctx: Context,
  { obligation, actor }: { readonly obligation: string; readonly actor: Actor },
): Promise<StoredFile> {
  const { db } = ctx.ledger;
  const row = await db
    .selectFrom('obligation as o')
    .innerJoin('round as r', 'r.id', 'o.round')
    .select(['o.campaign', 'o.office', 'o.requirement', 'r.period_label'])
    .where('o.id', '=', obligation)
    .executeTakeFirst();
  if (!row) throw new DubanError('obligation-unknown', { obligation });
  mayLookAt(actor, row, '下载模板');
  const facts = await campaignFacts(db, row.campaign);
  if (requirementOf(facts.definition, row.requirement).form.kind === 'table') {
    const name = formName(facts.definition, { kind: 'template', obligation }, row);
    return { name, type: XLSX, bytes: await templateFor(ctx, obligation) };
  }
  const name = formName(facts.definition, { kind: 'report-template', obligation }, row);
  return { name, type: DOCX, bytes: await reportForm(ctx, { facts, obligation }) };
}

/** The merged workbook of a round; for the bureau. Throws `file-unknown` before the merge, and for a round of reports. */
export async function roundWorkbook(ctx: Context, { round }: { readonly round: string }): Promise<StoredFile> {
  const { db } = ctx.ledger;
  const row = await db
    .selectFrom('round')
    .select(['campaign', 'requirement', 'period_label', 'workbook'])
    .where('id', '=', round)
    .executeTakeFirst();
  if (!row?.workbook) throw new DubanError('file-unknown', { file: round });
  const { definition } = await campaignFacts(db, row.campaign);
  const what = whatIsOwed(requirementOf(definition, row.requirement), row.period_label);
  return { name: `${what}汇总.xlsx`, type: XLSX, bytes: await getBlob(db, row.workbook) };
}

/** A document of the bureau, or the 汇总表 beside it. Throws `file-unknown`. */
export async function documentFile(
  ctx: Context,
  { document, part }: { readonly document: string; readonly part: 'docx' | 'xlsx' },
): Promise<StoredFile> {
  const { db } = ctx.ledger;
  const row = await db
    .selectFrom('document')
    .select(['kind', 'docx', 'xlsx'])
    .where('id', '=', document)
    .executeTakeFirst();
  const blob = row?.[part];
  if (!row || !blob) throw new DubanError('file-unknown', { file: document });
  const bytes = await getBlob(db, blob);
  return part === 'docx'
    ? { name: `${documentTitle(row.kind)}.docx`, type: DOCX, bytes }
    : { name: '汇总表.xlsx', type: XLSX, bytes };
}

/** The draft that a task is about; for the bureau. Throws `file-unknown`. */
export async function taskFile(ctx: Context, { task }: { readonly task: string }): Promise<StoredFile> {
  const { db } = ctx.ledger;
  const row = await db
    .selectFrom('task')
    .select(['id', 'campaign', 'office', 'script', 'blob'])
    .where('id', '=', task)
    .executeTakeFirst();
  if (!row?.blob) throw new DubanError('file-unknown', { file: task });
  const { definition } = await campaignFacts(db, row.campaign);
  return { name: `${paperName(definition, row)}.docx`, type: DOCX, bytes: await getBlob(db, row.blob) };
}
