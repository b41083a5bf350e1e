import { DubanError, type Instant } from '@duban/base';
import { lockSubject, type ObligationRow, type Tx } from '@duban/ledger';
import type { Actor } from '../context.js';
import { type AboutObligation, aboutObligation, campaignOf } from './about-obligation.js';
import { refuseClosed } from './campaign-status.js';
import { mayActFor } from './guard.js';
import { refuseChanged } from './revision.js';

/** An obligation that nobody else changes until this transaction ends. */
export interface LockedObligation {
  readonly row: ObligationRow;
  readonly about: AboutObligation;
}

/** Locks one obligation as every verb does that changes it. Throws `obligation-unknown`, `campaign-closed`. */
export async function lockedObligation(tx: Tx, id: string): Promise<LockedObligation> {
  await refuseClosed(tx, await campaignOf(tx, id));
  await lockSubject(tx, `obligation:${id}`);
  const row = await tx.selectFrom('obligation').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
  if (!row) throw new DubanError('obligation-unknown', { obligation: id });
  return { row, about: await aboutObligation(tx, id) };
}

/** What every verb on one obligation is told besides its own matter. */
export interface OnObligation {
  readonly obligation: string;
  readonly actor: Actor;
  /** The obligation's, as it was looked at; null: no matter what it is now. */
  readonly revision: number | null;
  readonly now: Instant;
}

interface Editing extends Omit<OnObligation, 'now'> {
  readonly verb: string;
}

/**
 * The same for whoever acts for the office: the bureau, or a clerk for its own.
 * @throws DubanError `obligation-unknown`, `not-allowed`, `campaign-closed`, `changed-meanwhile`.
 */
export async function obligationToEdit(
  tx: Tx,
  { obligation, actor, verb, revision }: Editing,
): Promise<LockedObligation> {
  // First of all whether it is anything of the actor's: whoever may not act learns nothing of it.
  const { campaign, officeId: office } = await aboutObligation(tx, obligation);
  mayActFor(actor, { campaign, office }, verb);
  const locked = await lockedObligation(tx, obligation);
  const { about, row } = locked;
  refuseChanged(whatOf(about), row.revision, revision);
  return locked;
}

/** `兖州区2023年第三季度统计表` */
export function whatOf({ shortName, what }: Pick<AboutObligation, 'shortName' | 'what'>): string {
  return `${shortName}${what}`;
}
