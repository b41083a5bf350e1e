import type { Instant } from '@duban/base';
import { isOwed } from '@duban/campaign';
import { poke, type ReceivedWay, recordEvent, type Tx } from '@duban/ledger';
import { cancelSettledTasks } from './chase/cancel-settled-tasks.js';
import type { Context } from './context.js';
import { settled } from './facts/about-obligation.js';
import { type LockedObligation, type OnObligation, obligationToEdit } from './facts/locked-obligation.js';
import { answerSender } from './messages/answer-sender.js';
import { pokesOf } from './next/pokes-of.js';
import { answerContact } from './sheets/answer-contact.js';
import { type EvidenceFile, keepFile, refuseArrival, refuseMissing } from './sheets/evidence.js';
import { closeExtension } from './sheets/extension-requests.js';
import { NO_PROGRESS } from './sheets/file-sheet.js';
import { texts } from './sheets/wording.js';

/** 零报告: nothing happened in the period, and somebody signs for that. */
export interface DeclareNil extends OnObligation {
  readonly reason: string;
  /** As what the signer signs (主要负责人, 分管负责人), and the signer's post; never a name. */
  readonly signer: { readonly as: string; readonly title: string };
  /** The sealed declaration, scanned; null: signed on the page. */
  readonly scan: EvidenceFile | null;
  /** Only for what the bureau registers: when and how it really came. */
  readonly registered: { readonly arrivedAt: Instant; readonly way: ReceivedWay; readonly note: string } | null;
  /** Who is answered; null: the office's A. */
  readonly contact: string | null;
}

/**
 * A nil report settles an obligation without a file; a blank file never does. Returns the declaration's id.
 * @throws DubanError `verb-incomplete` without a reason, a signer, or (registered) what proves it; `arrival-invalid`, `obligation-settled`,
 *   `obligation-unknown`, `campaign-closed`, `changed-meanwhile`, `not-allowed`.
 */
export async function declareNil(ctx: Context, input: DeclareNil): Promise<string> {
  const verb = texts.verbs.nil;
  return ctx.ledger.transaction(async (tx) => {
    const locked = await obligationToEdit(tx, { ...input, verb });
    const { row, about } = locked;
    refuseIncomplete(input);
    if (!isOwed(row.state)) throw settled(about, verb);
    if (input.registered) await refuseArrival(tx, locked, { arrivedAt: input.registered.arrivedAt, now: input.now });
    const contact = input.contact ?? (await answerContact(tx, about, input.now));
    const id = await insertDeclaration(tx, { input, locked, contact });
    await tx
      .updateTable('obligation')
      .set({ state: 'nil', ...NO_PROGRESS })
      .where('id', '=', row.id)
      .execute();
    await closeExtension(
      tx,
      { obligation: row.id, state: 'withdrawn', by: input.actor, answer: '已零报告' },
      input.now,
    );
    await recordEvent(tx, {
      campaign: about.campaign,
      at: input.now,
      kind: 'nil-declared',
      actor: input.actor,
      subject: row.id,
      data: { declaration: id, reason: input.reason, signer: input.signer, registered: input.registered },
    });
    const facts = { what: about.what, ...texts.nilTaken, reason: input.reason.trim(), due: null };
    await answerSender(tx, ctx, { about, contact, now: input.now, kind: 'answer', cause: id, facts });
    await cancelSettledTasks(tx, { campaign: about.campaign, offices: [about.officeId] }, input.now);
    await poke(tx, pokesOf(row), input.now);
    return id;
  });
}

function refuseIncomplete({ reason, signer, registered, scan, actor }: DeclareNil): void {
  const said = (text: string): boolean => text.trim() !== '';
  refuseMissing(texts.verbs.nil, {
    [texts.missing.reason]: said(reason),
    [texts.missing.signer]: said(signer.as) && said(signer.title),
    // What the bureau notes down for an office has to be proved; what the office declares itself is its own word.
    [texts.missing.evidence]:
      actor.kind === 'office' || (registered !== null && (scan !== null || said(registered.note))),
  });
}

async function insertDeclaration(
  tx: Tx,
  {
    input,
    locked,
    contact,
  }: { readonly input: DeclareNil; readonly locked: LockedObligation; readonly contact: string },
): Promise<string> {
  const { row } = locked;
  const { n } = await tx
    .selectFrom('nil_declaration')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('obligation', '=', row.id)
    .executeTakeFirstOrThrow();
  const id = `${row.id}/nil/${n + 1}`;
  const scan = await keepFile(tx, input.scan, input.now);
  // A clerk's own declaration comes when it is made, whatever a form says.
  const registered = input.actor.kind === 'office' ? null : input.registered;
  await tx
    .insertInto('nil_declaration')
    .values({
      id,
      obligation: row.id,
      reason: input.reason.trim(),
      signed_as: input.signer.as.trim(),
      signer_title: input.signer.title.trim(),
      scan: scan.blob,
      scan_name: scan.name,
      channel: registered === null ? 'web' : 'registered',
      way: registered?.way ?? null,
      note: registered?.note.trim() ?? '',
      declared_by: input.actor.name,
      contact,
      arrived_at: registered?.arrivedAt ?? input.now,
      declared_at: input.now,
      state: 'standing',
      returned_by: null,
      returned_at: null,
      return_reason: null,
      state_before: row.state,
      merged: false,
      grid: null,
    })
    .execute();
  return id;
}
