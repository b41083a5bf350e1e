import { DubanError, type Instant } from '@duban/base';
import type { StepAction, Tx } from '@duban/ledger';
import type { Actor } from '../context.js';

export interface NewStep {
  readonly campaign: string;
  /** The id of a document, or of the task with which a letter was first put up for signature. */
  readonly document: string;
  readonly action: StepAction;
  readonly from: string | null;
  readonly to: string;
  readonly reason?: string;
}

/** Who took which step, when: kept for good, beside the audit event. */
export async function recordStep(tx: Tx, step: NewStep, by: { actor: Actor; now: Instant }): Promise<void> {
  const { actor, now } = by;
  await tx
    .insertInto('document_step')
    .values({
      campaign: step.campaign,
      document: step.document,
      action: step.action,
      from_stage: step.from,
      to_stage: step.to,
      role: actor.kind === 'bureau' ? actor.role : null,
      actor: actor.name,
      account: actor.account ?? null,
      at: now,
      reason: step.reason ?? '',
    })
    .execute();
}

/** Nobody reviews the own draft, whichever function the account is signed in with. Throws `same-person`. */
export async function refuseOwnDraft(tx: Tx, document: { id: string; title: string }, actor: Actor): Promise<void> {
  if (actor.account === undefined) return;
  const drafted = await tx
    .selectFrom('document_step')
    .select('account')
    .where('document', '=', document.id)
    .where('action', '=', 'drafted')
    .orderBy('seq', 'desc')
    .executeTakeFirst();
  if (drafted?.account === actor.account) throw new DubanError('same-person', { title: document.title });
}
