import type { Instant } from '@duban/base';
import { type Db, type DocumentStage, recordEvent, type Tx } from '@duban/ledger';
import type { TaskRow } from '../chase/close-task.js';
import type { Actor } from '../context.js';
import { STAGES, type Stage } from './document-chain.js';
import { recordStep, refuseOwnDraft } from './document-steps.js';

interface By {
  readonly actor: Actor;
  readonly now: Instant;
}

/** How the scripts of a circular's tasks begin: `circular-review`, `circular-redraft`. */
export const CIRCULAR_SCRIPTS = 'circular-';
export const REDRAFT_KEY = 'redraft';
const OF_CHAIN = new Set([...STAGES.map(({ key }) => key), REDRAFT_KEY].map((key) => `${CIRCULAR_SCRIPTS}${key}`));
const PLACE = /\/(review|countersign|issue|redraft)(\/\d+)?$/;

/** Where a circular stands: with whom it waits, or `redraft` with its drafter, or `discarded`; null before it was drafted. */
export interface CircularState {
  readonly stage: DocumentStage | typeof REDRAFT_KEY | 'discarded' | null;
  /** How often it came back: a stage that is taken again is a task of its own. */
  readonly returns: number;
  /** Why it came back last. */
  readonly reason: string;
}

export function isCircular({ script }: Pick<TaskRow, 'script'>): boolean {
  return OF_CHAIN.has(script);
}

/** The circular that a task of its chain is about: what its steps are kept under. */
export function circularOf({ id }: Pick<TaskRow, 'id'>): string {
  return id.replace(PLACE, '');
}

/** Where it stands by its steps. */
export async function circularState(db: Db, circular: string): Promise<CircularState> {
  const steps = await db
    .selectFrom('document_step')
    .select(['action', 'from_stage as from', 'to_stage as to', 'reason'])
    .where('document', '=', circular)
    .orderBy('seq')
    .execute();
  const last = steps.at(-1);
  const returned = steps.filter(({ action }) => action === 'returned');
  return { stage: last ? stageAfter(last) : null, returns: returned.length, reason: returned.at(-1)?.reason ?? '' };
}

function stageAfter({ action, from, to }: { action: string; from: string | null; to: string }): CircularState['stage'] {
  if (action === 'discarded') return 'discarded';
  // From the first stage it goes back to its drafter.
  if (action === 'returned' && from === to) return REDRAFT_KEY;
  return to as DocumentStage;
}

/** Moves a circular on when a task of its chain is done; its next stage is put on the list by the campaign's next look. Throws `same-person`. */
export async function advanceCircular(tx: Tx, task: TaskRow, by: By): Promise<void> {
  const { campaign } = task;
  const document = circularOf(task);
  const stage = stageOf(task);
  if (!stage) {
    // What was put right is what is reviewed next.
    await tx.updateTable('task').set({ blob: task.blob }).where('id', '=', task.id).execute();
    await recordStep(tx, { campaign, document, action: 'drafted', from: null, to: 'draft' }, by);
    return;
  }
  if (stage.from === 'draft') await refuseOwnDraft(tx, { id: document, title: task.title }, by.actor);
  await recordStep(tx, { campaign, document, action: 'approved', from: stage.from, to: stage.to }, by);
  const { actor, now } = by;
  await recordEvent(tx, { campaign, at: now, kind: `document-${stage.to}`, actor, subject: document });
}

/** One stage back, from the first one to the drafter. False for a task that is no stage. */
export async function returnCircular(tx: Tx, task: TaskRow, back: By & { reason: string }): Promise<boolean> {
  const stage = stageOf(task);
  if (!stage) return false;
  const to = STAGES[STAGES.indexOf(stage) - 1]?.from ?? 'draft';
  const step = { campaign: task.campaign, document: circularOf(task), from: stage.from, to, reason: back.reason };
  await recordStep(tx, { ...step, action: 'returned' }, back);
  return true;
}

/** Gives it up for good: there is no 通报 of that quarter. */
export async function discardCircular(tx: Tx, task: TaskRow, why: By & { reason: string }): Promise<void> {
  const from = stageOf(task)?.from ?? 'draft';
  const step = { campaign: task.campaign, document: circularOf(task), from, to: 'discarded', reason: why.reason };
  await recordStep(tx, { ...step, action: 'discarded' }, why);
}

function stageOf({ script }: Pick<TaskRow, 'script'>): Stage | undefined {
  return STAGES.find(({ key }) => script === `${CIRCULAR_SCRIPTS}${key}`);
}
