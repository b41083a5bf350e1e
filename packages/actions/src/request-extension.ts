import { DubanError, type Instant, type LocalDate } from '@duban/base';
import { addDays, chineseDate, dateOf } from '@duban/base/time';
import { isOwed, lateFrom } from '@duban/campaign';
import { poke, recordEvent, type Tx } from '@duban/ledger';
import type { Context } from './context.js';
import { settled } from './facts/about-obligation.js';
import { laterDay } from './facts/days.js';
import { type LockedObligation, type OnObligation, obligationToEdit, whatOf } from './facts/locked-obligation.js';
import { pokesOf } from './next/pokes-of.js';
import { answerContact } from './sheets/answer-contact.js';
import { refuseMissing } from './sheets/evidence.js';
import { taskOf } from './sheets/extension-requests.js';
import { askOfficer } from './sheets/officer-task.js';
import { texts } from './sheets/wording.js';

/** 延期申请: by the office itself, or noted down by an officer who was called. */
export interface RequestExtension extends OnObligation {
  readonly until: LocalDate;
  readonly reason: string;
  /** Who is told the answer; null: the office's A. */
  readonly contact: string | null;
}

/**
 * Asks for more time while there still is some. Nothing moves until an officer answers; unanswered it lapses when the day is over that
 * it asks to move. Returns the request's id.
 * @throws DubanError `extension-late`, `extension-pending`, `due-not-allowed`, `verb-incomplete`, `obligation-settled`, `obligation-unknown`,
 *   `campaign-closed`, `changed-meanwhile`, `not-allowed`.
 */
export async function requestExtension(ctx: Context, input: RequestExtension): Promise<string> {
  const verb = texts.verbs.ask;
  const { now, until, actor } = input;
  return ctx.ledger.transaction(async (tx) => {
    const locked = await obligationToEdit(tx, { ...input, verb });
    const { row, about } = locked;
    refuseMissing(verb, { [texts.missing.reason]: input.reason.trim() !== '' });
    if (!isOwed(row.state)) throw settled(about, verb);
    await refuseRequest(tx, locked, { until, now });
    const { n } = await tx
      .selectFrom('extension_request')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('obligation', '=', row.id)
      .executeTakeFirstOrThrow();
    const id = `${row.id}/extension/${n + 1}`;
    await tx
      .insertInto('extension_request')
      .values({
        id,
        obligation: row.id,
        until,
        reason: input.reason.trim(),
        asked_by: actor.name,
        contact: input.contact ?? (await answerContact(tx, about, input.now)),
        asked_at: now,
        lapses_at: lateFrom(row.chase_due, about.dueTime),
        state: 'asked',
        granted_due: null,
        answer: null,
        answered_by: null,
        answered_at: null,
      })
      .execute();
    const title = texts.extensionTask(whatOf(about), chineseDate(until));
    await askOfficer(tx, { id: taskOf(id), about, script: 'extension-answer', assignedTo: 'operator', title }, now);
    await recordEvent(tx, {
      campaign: about.campaign,
      at: now,
      kind: 'extension-asked',
      actor,
      subject: row.id,
      data: { request: id, until, reason: input.reason.trim() },
    });
    // The office's chaser must wake when it lapses.
    await poke(tx, pokesOf(row), now);
    return id;
  });
}

async function refuseRequest(
  tx: Tx,
  { row, about }: LockedObligation,
  { until, now }: { readonly until: LocalDate; readonly now: Instant },
): Promise<void> {
  const what = whatOf(about);
  if (now >= lateFrom(row.chase_due, about.dueTime))
    throw new DubanError('extension-late', { what, due: chineseDate(row.chase_due, true) });
  const open = await tx
    .selectFrom('extension_request')
    .select('until')
    .where('obligation', '=', row.id)
    .where('state', '=', 'asked')
    .executeTakeFirst();
  if (open) throw new DubanError('extension-pending', { what, until: chineseDate(open.until, true) });
  const from = laterDay(dateOf(now), addDays(row.chase_due, 1));
  if (until < from || until > about.cutOff)
    throw new DubanError('due-not-allowed', {
      due: chineseDate(until, true),
      from: chineseDate(from, true),
      to: chineseDate(about.cutOff, true),
    });
}
