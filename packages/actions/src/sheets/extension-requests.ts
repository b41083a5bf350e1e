import { DubanError, type Instant, type LocalDate } from '@duban/base';
import { chineseDate } from '@duban/base/time';
import { nextOfficeTime } from '@duban/calendar';
import { type ExtensionRow, type ExtensionState, recordEvent, type Tx } from '@duban/ledger';
import { type Actor, type Context, SYSTEM } from '../context.js';
import { aboutObligation } from '../facts/about-obligation.js';
import { campaignFacts } from '../facts/campaign-facts.js';
import { dueText } from '../facts/days.js';
import { answerSender } from '../messages/answer-sender.js';

export const extensionLabels: Readonly<Record<ExtensionState, string>> = {
  asked: '待答复',
  granted: '已同意',
  refused: '未同意',
  lapsed: '到期未答复，已失效',
  withdrawn: '已撤回',
};

/** Which obligation a request is about. Throws `extension-unknown`. */
export async function obligationOfRequest(tx: Tx, request: string): Promise<string> {
  const row = await tx
    .selectFrom('extension_request')
    .select('obligation')
    .where('id', '=', request)
    .executeTakeFirst();
  if (!row) throw new DubanError('extension-unknown', { request });
  return row.obligation;
}

/** A request that is still to be answered; its obligation is locked before. Throws `extension-settled`. */
export async function openRequest(
  tx: Tx,
  { request: id, now }: { readonly request: string; readonly now: Instant },
  verb: string,
): Promise<ExtensionRow> {
  const request = await tx.selectFrom('extension_request').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  // Its hour may have come before anybody looked: then it has lapsed, whether or not that is written down yet.
  const state = request.state === 'asked' && now >= request.lapses_at ? 'lapsed' : request.state;
  if (state !== 'asked') throw new DubanError('extension-settled', { state: extensionLabels[state], verb });
  return request;
}

/** An end of a request: what became of it, who says so. */
export interface ExtensionEnd {
  readonly obligation: string;
  readonly state: Exclude<ExtensionState, 'asked'>;
  readonly by: Actor;
  readonly answer: string;
  readonly due?: LocalDate;
}

/** Ends the open request of an obligation, with its task and its event; answers it, null when there was none. */
export async function closeExtension(tx: Tx, end: ExtensionEnd, now: Instant): Promise<ExtensionRow | null> {
  const closed = await tx
    .updateTable('extension_request')
    .set({
      state: end.state,
      granted_due: end.due ?? null,
      answer: end.answer,
      answered_by: end.by.name,
      answered_at: now,
    })
    .where('obligation', '=', end.obligation)
    .where('state', '=', 'asked')
    .returningAll()
    .executeTakeFirst();
  if (!closed) return null;
  await tx
    .updateTable('task')
    .set({ state: end.state === 'granted' || end.state === 'refused' ? 'done' : 'cancelled', done_at: now })
    .where('id', '=', taskOf(closed.id))
    .where('state', '=', 'open')
    .execute();
  const { campaign } = await aboutObligation(tx, end.obligation);
  await recordEvent(tx, {
    campaign,
    at: now,
    kind: `extension-${end.state}`,
    actor: end.by,
    subject: end.obligation,
    data: { request: closed.id, until: closed.until, due: end.due ?? null, answer: end.answer },
  });
  return closed;
}

/** The officer's task that a request makes. */
export function taskOf(request: string): string {
  return `${request}/answer`;
}

/** Tells who asked what became of it. */
export async function tellExtension(
  tx: Tx,
  ctx: Context,
  { request, now }: { readonly request: ExtensionRow; readonly now: Instant },
): Promise<void> {
  if (request.contact === null || request.state === 'asked' || request.state === 'withdrawn') return;
  const about = await aboutObligation(tx, request.obligation);
  const { definition } = await campaignFacts(tx, about.campaign);
  const asked = `延至${chineseDate(request.until, true)}的延期申请`;
  const outcome = {
    granted: `贵单位${asked}，经研究同意，请在新的时限前报送。`,
    refused: `贵单位${asked}，经研究未予同意，请仍按原时限报送。`,
    lapsed: `贵单位${asked}，到原时限时未获答复，已自动失效，请尽快报送；有困难的请来电说明。`,
  }[request.state];
  await answerSender(tx, ctx, {
    about,
    contact: request.contact,
    now,
    kind: 'answer',
    cause: request.id,
    // A request lapses at midnight: nobody's telephone rings then.
    sendAfter: request.state === 'lapsed' ? nextOfficeTime(ctx.calendar, definition.hours, now) : now,
    facts: {
      what: about.what,
      heading: `延期申请${request.state === 'lapsed' ? '已失效' : extensionLabels[request.state]}`,
      outcome,
      reason: request.state === 'lapsed' ? null : request.answer || null,
      due: dueText(about.chaseDue),
      originalDue: dueText(about.originalDue),
    },
  });
}

/** Requests of an office that nobody answered before the day they wanted to move was over: they lapse. */
export async function lapseExtensions(
  tx: Tx,
  { ctx, campaign, office }: { readonly ctx: Context; readonly campaign: string; readonly office: string },
  now: Instant,
): Promise<void> {
  const lapsed = await tx
    .selectFrom('extension_request as e')
    .innerJoin('obligation as o', 'o.id', 'e.obligation')
    .select('e.obligation')
    .where('e.state', '=', 'asked')
    .where('e.lapses_at', '<=', now)
    .where('o.campaign', '=', campaign)
    .where('o.office', '=', office)
    .execute();
  for (const { obligation } of lapsed) {
    const closed = await closeExtension(tx, { obligation, state: 'lapsed', by: SYSTEM, answer: '' }, now);
    if (closed) await tellExtension(tx, ctx, { request: closed, now });
  }
}
