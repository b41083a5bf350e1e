import type { Instant } from '@duban/base';
import { type NilRow, poke, recordEvent, type Tx } from '@duban/ledger';
import type { Context } from './context.js';
import { type AboutObligation, aboutObligation, settled } from './facts/about-obligation.js';
import { dueText } from './facts/days.js';
import { requireRight } from './facts/guard.js';
import { type OnObligation, obligationToEdit } from './facts/locked-obligation.js';
import { answerSender } from './messages/answer-sender.js';
import { pokesOf } from './next/pokes-of.js';
import { correctionDue } from './sheets/correction-due.js';
import { refuseMissing } from './sheets/evidence.js';
import { markStale } from './sheets/mark-stale.js';
import { texts } from './sheets/wording.js';

export interface ReturnNil extends OnObligation {
  readonly reason: string;
}

/**
 * The officer knows better: the nil report goes back and the sheet is owed as before, with the usual time for a correction. Where it was in
 * a round's figures, they are stale.
 * @throws DubanError `verb-incomplete` without a reason, `obligation-settled` when there is no nil report to return, `obligation-unknown`,
 *   `campaign-closed`, `changed-meanwhile`, `not-allowed`.
 */
export async function returnNil(ctx: Context, input: ReturnNil): Promise<void> {
  const verb = texts.verbs.returnNil;
  const { now, reason, actor } = input;
  requireRight(actor, 'sheet.decide', verb);
  refuseMissing(verb, { [texts.missing.reason]: reason.trim() !== '' });
  await ctx.ledger.transaction(async (tx) => {
    const { row, about } = await obligationToEdit(tx, { ...input, verb });
    if (row.state !== 'nil') throw settled(about, verb);
    const declaration = await takeBack(tx, input, about);
    const due = correctionDue(ctx.calendar, about, now);
    await tx
      .updateTable('obligation')
      .set({ state: declaration?.state_before ?? 'expected', chase_due: due, arm: row.arm + 1, armed_at: now })
      .where('id', '=', row.id)
      .execute();
    if (declaration?.merged) await markStale(tx, { about, input }, now);
    await recordEvent(tx, {
      campaign: about.campaign,
      at: now,
      kind: 'nil-returned',
      actor,
      subject: row.id,
      data: { declaration: declaration?.id ?? null, reason: reason.trim(), due },
    });
    if (declaration) await tell(tx, ctx, { declaration, reason, now });
    await poke(tx, pokesOf(row), now);
  });
}

async function takeBack(
  tx: Tx,
  { actor, reason, now }: ReturnNil,
  { id }: AboutObligation,
): Promise<NilRow | undefined> {
  return tx
    .updateTable('nil_declaration')
    .set({ state: 'returned', returned_by: actor.name, returned_at: now, return_reason: reason.trim() })
    .where('obligation', '=', id)
    .where('state', '=', 'standing')
    .returningAll()
    .executeTakeFirst();
}

async function tell(
  tx: Tx,
  ctx: Context,
  { declaration, reason, now }: { readonly declaration: NilRow; readonly reason: string; readonly now: Instant },
): Promise<void> {
  if (declaration.contact === null) return;
  const about = await aboutObligation(tx, declaration.obligation);
  const facts = {
    what: about.what,
    ...texts.nilReturned,
    reason: reason.trim(),
    due: dueText(about.chaseDue),
    originalDue: dueText(about.originalDue),
  };
  const cause = `${declaration.id}/returned`;
  await answerSender(tx, ctx, { about, contact: declaration.contact, now, kind: 'answer', cause, facts });
}
