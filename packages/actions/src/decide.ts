import { DubanError, type LocalDate } from '@duban/base';
import { endOfDay } from '@duban/base/time';
import { afterDecision } from '@duban/campaign';
import { lockSubject, poke, recordEvent, type Tx } from '@duban/ledger';
import { cancelSettledTasks } from './chase/cancel-settled-tasks.js';
import type { Context } from './context.js';
import { type AboutObligation, aboutObligation, campaignOf, settled } from './facts/about-obligation.js';
import { refuseClosed } from './facts/campaign-status.js';
import { requireRight } from './facts/guard.js';
import { pokesOf } from './next/pokes-of.js';
import { type Decide, decisionVerbs, newDueOf, refuseIncomplete, refuseStale } from './sheets/decision-rules.js';
import { planReturn } from './sheets/hand-in-messages.js';

export type { Decide } from './sheets/decision-rules.js';

/**
 * Accepts, returns, exempts, extends or reopens; who handed a returned sheet in is told.
 * @throws DubanError `decision-conflict` when somebody else decided on this version, `sheet-superseded` when a newer one has come,
 *   `decision-incomplete`, `due-not-allowed`, `obligation-settled`, `obligation-unknown`, `campaign-closed`, `not-allowed`.
 */
export async function decide(ctx: Context, input: Decide): Promise<void> {
  requireRight(input.actor, 'sheet.decide', '出具审核意见');
  refuseIncomplete(input);
  await ctx.ledger.transaction(async (tx) => {
    await refuseClosed(tx, await campaignOf(tx, input.obligation));
    await lockSubject(tx, `obligation:${input.obligation}`);
    const obligation = await tx
      .selectFrom('obligation')
      .selectAll()
      .where('id', '=', input.obligation)
      .forNoKeyUpdate()
      .executeTakeFirst();
    if (!obligation) throw new DubanError('obligation-unknown', { obligation: input.obligation });
    const about = await aboutObligation(tx, obligation.id);
    await refuseStale(tx, input, about);
    const next = afterDecision(obligation.state, input.kind);
    if (next === null) throw settled(about, decisionVerbs[input.kind]);
    const due = newDueOf(ctx.calendar, input, about);
    const decision = await insertDecision(tx, input, due);
    await tx
      .updateTable('obligation')
      .set({
        state: next,
        ...(due === null ? {} : { arm: obligation.arm + 1, armed_at: input.now, chase_due: due }),
        // An extension asked for after the due had passed gives time, but makes nobody punctual.
        ...(input.kind === 'extend' && due && input.now < endOfDay(obligation.due) ? { due } : {}),
      })
      .where('id', '=', obligation.id)
      .execute();
    if (input.kind === 'accept' && input.submission) await markAccepted(tx, input.submission);
    const sheet = input.kind === 'reopen' ? obligation.accepted_submission : input.submission;
    if ((input.kind === 'return' || input.kind === 'reopen') && sheet && due)
      await planReturn(tx, ctx, {
        submission: sheet,
        cause: decision,
        reason: input.reason,
        due,
        marked: null,
        now: input.now,
      });
    await recordDecision(tx, { input, about }, due);
    await cancelSettledTasks(tx, { campaign: about.campaign, offices: [about.officeId] }, input.now);
    await poke(tx, pokesOf(obligation), input.now);
  });
}

async function insertDecision(tx: Tx, input: Decide, due: LocalDate | null): Promise<string> {
  const { n } = await tx
    .selectFrom('decision')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('obligation', '=', input.obligation)
    .executeTakeFirstOrThrow();
  const id = `${input.obligation}/decision/${n + 1}`;
  await tx
    .insertInto('decision')
    .values({
      id,
      obligation: input.obligation,
      submission: input.submission,
      kind: input.kind,
      reason: input.reason,
      due,
      decided_by: input.actor.name,
      decided_at: input.now,
      marked_blob: null,
    })
    .execute();
  return id;
}

async function markAccepted(tx: Tx, submission: string): Promise<void> {
  const sheet = await tx
    .selectFrom('submission')
    .select(['id', 'obligation', 'received_at'])
    .where('id', '=', submission)
    .executeTakeFirstOrThrow();
  await tx
    .updateTable('obligation')
    .set({ accepted_submission: sheet.id, accepted_version_at: sheet.received_at })
    .where('id', '=', sheet.obligation)
    .execute();
}

async function recordDecision(
  tx: Tx,
  { input, about }: { input: Decide; about: AboutObligation },
  due: LocalDate | null,
): Promise<void> {
  await recordEvent(tx, {
    campaign: about.campaign,
    at: input.now,
    kind: `decided-${input.kind}`,
    actor: input.actor,
    subject: input.submission ?? about.id,
    data: { reason: input.reason, due },
  });
}
