import { DubanError, type Instant } from '@duban/base';
import { recordEvent, type Tx } from '@duban/ledger';
import type { TaskRow } from '../chase/close-task.js';
import type { Actor } from '../context.js';
import { advanceCircular, isCircular, returnCircular } from './circular-chain.js';
import { askForDraft, askForStage, documentIdOf, type InChain, REDRAFT, STAGES, type Stage } from './document-chain.js';
import { recordStep, refuseOwnDraft } from './document-steps.js';
import { documentTitle } from './document-title.js';
import { advanceLetter, isLetter, returnLetter } from './letter-chain.js';

interface By {
  readonly actor: Actor;
  readonly now: Instant;
}

/**
 * Moves a document on when a task of its chain is done; returns its kind when a workflow waits for it, or null. Throws `same-person`, and
 * `document-stale` for what rests on figures that do not hold any more.
 */
export async function advanceDocument(tx: Tx, task: TaskRow, by: By): Promise<string | null> {
  if (isLetter(task)) {
    await advanceLetter(tx, task, by);
    return null;
  }
  if (isCircular(task)) {
    await advanceCircular(tx, task, by);
    return null;
  }
  const stage = STAGES.find((s) => s.script === task.script);
  const document = await documentOf(tx, task);
  if (!document) return null;
  if (task.script === REDRAFT) return redrafted(tx, { document, task }, by);
  if (!stage || document.stage !== stage.from) return null;
  const title = documentTitle(document.kind);
  if (document.stale_since !== null)
    throw new DubanError('document-stale', { title, reason: document.stale_reason ?? '', verb: stage.verb });
  if (stage.from === 'draft') await refuseOwnDraft(tx, { id: document.id, title }, by.actor);
  await tx
    .updateTable('document')
    .set({ stage: stage.to, ...(stage.to === 'issued' ? { issued_at: by.now } : {}) })
    .where('id', '=', document.id)
    .execute();
  const { campaign, id, kind } = document;
  await recordStep(tx, { campaign, document: id, action: 'approved', from: stage.from, to: stage.to }, by);
  await recordEvent(tx, { campaign, at: by.now, kind: `document-${stage.to}`, actor: by.actor, subject: id });
  await askForStage(tx, { ...document, stage: stage.to }, by.now);
  return kind;
}

/**
 * One stage back, from the first one to the drafter (退回拟稿). False when the task is about no document that could be returned.
 */
export async function sendBack(tx: Tx, task: TaskRow, back: By & { reason: string }): Promise<boolean> {
  if (isLetter(task) && task.kind === 'sign') {
    await returnLetter(tx, task, back);
    return true;
  }
  if (isCircular(task)) return returnCircular(tx, task, back);
  const at = STAGES.findIndex((s) => s.script === task.script);
  const stage = STAGES[at];
  const document = stage && (await documentOf(tx, task));
  if (!document || document.stage !== stage.from) return false;
  const { reason, now } = back;
  const before: Stage | undefined = STAGES[at - 1];
  const to = before?.from ?? 'draft';
  const { campaign, id } = document;
  if (before) await tx.updateTable('document').set({ stage: to }).where('id', '=', id).execute();
  await recordStep(tx, { campaign, document: id, action: 'returned', from: stage.from, to, reason }, back);
  if (before) await askForStage(tx, { ...document, stage: to }, now);
  else await askForDraft(tx, document, { reason, now });
  return true;
}

/** The draft comes to its review again, with what was put right in it. */
async function redrafted(tx: Tx, { document, task }: { document: InChain; task: TaskRow }, by: By): Promise<string> {
  const docx = task.blob ?? document.docx;
  if (docx !== document.docx) await tx.updateTable('document').set({ docx }).where('id', '=', document.id).execute();
  const { campaign, id, kind } = document;
  await recordStep(tx, { campaign, document: id, action: 'drafted', from: null, to: 'draft' }, by);
  await askForStage(tx, { ...document, docx }, by.now);
  return kind;
}

/** The summary report is the one document of the ledger so far; letters live in their tasks. */
async function documentOf(tx: Tx, { id, office }: TaskRow) {
  if (office !== null) return null;
  const document = await tx
    .selectFrom('document')
    .select(['id', 'campaign', 'kind', 'stage', 'docx', 'stale_since', 'stale_reason'])
    .where('id', '=', documentIdOf(id))
    .forNoKeyUpdate()
    .executeTakeFirst();
  return document ?? null;
}
