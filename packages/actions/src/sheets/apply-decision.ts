import type { Instant, LocalDate } from '@duban/base';
import { afterDecision, isOwed, lateFrom } from '@duban/campaign';
import { poke, recordEvent, type Tx } from '@duban/ledger';
import { cancelSettledTasks } from '../chase/cancel-settled-tasks.js';
import type { Context } from '../context.js';
import { type AboutObligation, settled } from '../facts/about-obligation.js';
import { lockedObligation } from '../facts/locked-obligation.js';
import { tellChange } from '../messages/tell-change.js';
import { pokesOf } from '../next/pokes-of.js';
import { type Decide, decisionVerbs, newDueOf, refuseStale } from './decision-rules.js';
import { closeExtension, tellExtension } from './extension-requests.js';
import { NO_PROGRESS } from './file-sheet.js';
import { firstReceipts } from './first-receipts.js';
import { planReturn } from './hand-in-messages.js';
import { markStale } from './mark-stale.js';
import { askAboutNextSheet, type Correction } from './next-sheet.js';

/** A decision in the transaction of whoever decides: its row, what it makes of the obligation, whom it tells. Returns the due it sets. */
export async function applyDecision(tx: Tx, ctx: Context, input: Decide): Promise<LocalDate | null> {
  const { row: obligation, about } = await lockedObligation(tx, input.obligation);
  await refuseStale(tx, input, about);
  const next = afterDecision(obligation.state, input.kind);
  if (next === null) throw settled(about, decisionVerbs[input.kind]);
  const due = newDueOf(ctx.calendar, input, about);
  const decision = await insertDecision(tx, input, due);
  await tx
    .updateTable('obligation')
    .set({
      state: next,
      ...(isOwed(next) ? {} : NO_PROGRESS),
      ...(due === null ? {} : { arm: obligation.arm + 1, armed_at: input.now, chase_due: due }),
      // An extension asked for after the due had passed gives time, but makes nobody punctual.
      ...(input.kind === 'extend' && due && input.now < lateFrom(obligation.due, about.dueTime) ? { due } : {}),
    })
    .where('id', '=', obligation.id)
    .execute();
  if (input.kind === 'accept' && input.submission)
    await accept(tx, { about, row: obligation, submission: input.submission, actor: input.actor }, input.now);
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
  if (input.kind === 'reopen' && obligation.merged_submission !== null)
    await markStale(tx, { about, input }, input.now);
  await tellOffice(tx, ctx, { input, due, about, decision });
  await cancelSettledTasks(tx, { campaign: about.campaign, offices: [about.officeId] }, input.now);
  await poke(tx, pokesOf(obligation), input.now);
  return due;
}

interface Decided {
  readonly input: Decide;
  readonly due: LocalDate | null;
  /** As it was before. */
  readonly about: AboutObligation;
  readonly decision: string;
}

/** An extension answers the request there may be, an exemption makes it needless; what nobody asked for is told the office all the same. */
async function tellOffice(tx: Tx, ctx: Context, { input, due, about, decision }: Decided): Promise<void> {
  const { kind, obligation, actor: by, reason, now } = input;
  if (kind !== 'extend' && kind !== 'exempt') return;
  const closed =
    kind === 'exempt'
      ? await closeExtension(tx, { obligation, state: 'withdrawn', by, answer: '已免报' }, now)
      : due && (await closeExtension(tx, { obligation, state: 'granted', by, answer: reason, due }, now));
  if (kind === 'extend' && closed && closed.contact !== null) return tellExtension(tx, ctx, { request: closed, now });
  const heading = kind === 'extend' ? '已延期' : '已免报';
  const changes = [{ obligation, from: about.chaseDue, to: due }];
  await tellChange(tx, { ctx, change: { campaign: about.campaign, cause: decision, heading, reason, changes } }, now);
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

async function accept(tx: Tx, accepted: Correction, now: Instant): Promise<void> {
  const { row, submission } = accepted;
  await tx.updateTable('obligation').set({ accepted_submission: submission }).where('id', '=', row.id).execute();
  const { accepted_version_at } = await firstReceipts(tx, row.id);
  await tx.updateTable('obligation').set({ accepted_version_at }).where('id', '=', row.id).execute();
  await askAboutNextSheet(tx, accepted, now);
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
