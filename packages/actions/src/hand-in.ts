import { DubanError, type Instant } from '@duban/base';
import { dateOf } from '@duban/base/time';
import { addWorkdays } from '@duban/calendar';
import { mayHandIn, stateLabels } from '@duban/campaign';
import { type Channel, json, lockSubject, poke, putBlob, recordEvent, sha256, type Tx } from '@duban/ledger';
import type { Finding } from '@duban/tables';
import { campaignFacts, requirementOf, tableOf } from './campaign-facts.js';
import { cancelSettledTasks } from './cancel-settled-tasks.js';
import { type CheckedFile, checkReport, checkSheet } from './check-file.js';
import { type Actor, type Context, SYSTEM } from './context.js';
import { mayActFor } from './guard.js';
import { planReceipt, planRefusal, planReturn } from './hand-in-messages.js';

/** A file as it came. */
export interface HandIn {
  readonly obligation: string;
  readonly file: { readonly name: string; readonly bytes: Uint8Array };
  readonly channel: Channel;
  /** Who handed it in, by contact id: the answer goes to this person. */
  readonly contact: string;
  readonly actor: Actor;
  /** True arrival time. */
  readonly now: Instant;
}

export interface Receipt {
  readonly submission: string;
  readonly receiptNo: string;
  readonly sha256: string;
  readonly receivedAt: Instant;
  readonly findings: readonly Finding[];
  /** What became of it: E findings return it at once. */
  readonly outcome: 'checked' | 'returned';
  /** The same bytes had been handed in before: this is the receipt of then. */
  readonly repeated: boolean;
}

/**
 * Takes a file for one obligation: gate, read, check, keep, answer. The bytes are kept before anything is answered.
 * @throws DubanError for a file that cannot be taken (`file-*`, `sheet-*`, `reader-gave-up`, `report-too-thin`): nothing is filed, the refusal is
 *   recorded and, when it came by mail, answered by mail; `obligation-unknown`, `obligation-settled`, `not-allowed`.
 */
export async function handIn(ctx: Context, input: HandIn): Promise<Receipt> {
  const obligation = await ctx.ledger.db.selectFrom('obligation').selectAll().where('id', '=', input.obligation).executeTakeFirst();
  if (!obligation) throw new DubanError('obligation-unknown', { obligation: input.obligation });
  mayActFor(input.actor, obligation.office, '报送');
  const hash = sha256(input.file.bytes);
  const earlier = await earlierReceipt(ctx, input.obligation, hash);
  if (earlier) return earlier;
  if (!mayHandIn(obligation.state)) throw new DubanError('obligation-settled', { obligation: input.obligation, state: stateLabels[obligation.state], verb: '报送' });
  const checked = await check(ctx, input).catch((cause: unknown) => refuse(ctx, input, cause));
  return ctx.ledger.transaction((tx) => file(tx, { ctx, input, checked, hash }));
}

async function check(ctx: Context, input: HandIn): Promise<CheckedFile> {
  const { db } = ctx.ledger;
  const obligation = await db.selectFrom('obligation').selectAll().where('id', '=', input.obligation).executeTakeFirstOrThrow();
  const facts = await campaignFacts(db, obligation.campaign);
  const requirement = requirementOf(facts.definition, obligation.requirement);
  const table = tableOf(facts, requirement);
  return table ? checkSheet(ctx, { facts, table, obligation, file: input.file }) : checkReport(input.file);
}

/** A file that cannot be taken leaves its trace and an answer, but no receipt: the office still owes. */
async function refuse(ctx: Context, input: HandIn, cause: unknown): Promise<never> {
  if (!(cause instanceof DubanError)) throw cause;
  await ctx.ledger.transaction(async (tx) => {
    const { campaign, office } = await tx.selectFrom('obligation').select(['campaign', 'office']).where('id', '=', input.obligation).executeTakeFirstOrThrow();
    const blob = await putBlob(tx, input.file.bytes, input.now);
    await recordEvent(tx, {
      campaign, at: input.now, kind: 'sheet-refused', actor: input.actor.name, subject: input.obligation,
      data: { file: input.file.name, sha256: blob, code: cause.code, message: cause.message },
    });
    if (input.channel === 'mail') {
      await planRefusal(tx, ctx, { input, reason: cause.message });
      await poke(tx, [{ workflow: 'office', input: { campaign, office } }], input.now);
    }
  });
  throw cause;
}

interface Filing {
  readonly ctx: Context;
  readonly input: HandIn;
  readonly checked: CheckedFile;
  readonly hash: string;
}

async function file(tx: Tx, { ctx, input, checked, hash }: Filing): Promise<Receipt> {
  await lockSubject(tx, `obligation:${input.obligation}`);
  const obligation = await tx.selectFrom('obligation').selectAll().where('id', '=', input.obligation).forUpdate().executeTakeFirstOrThrow();
  const repeat = await earlierReceipt({ ledger: { db: tx } }, input.obligation, hash);
  if (repeat) return repeat;
  if (!mayHandIn(obligation.state)) throw new DubanError('obligation-settled', { obligation: input.obligation, state: stateLabels[obligation.state], verb: '报送' });
  const version = obligation.version + 1;
  const id = `${obligation.id}#${version}`;
  const receiptNo = receiptNumber(id, input.now);
  const blob = await putBlob(tx, input.file.bytes, input.now);
  const blocked = checked.findings.some((f) => f.severity === 'E');
  await tx
    .insertInto('submission')
    .values({
      id, obligation: obligation.id, version, blob, file_name: input.file.name, channel: input.channel, received_at: input.now, received_by: input.contact,
      receipt_no: receiptNo, grid: checked.grid && json(checked.grid), places: checked.places && json(checked.places),
    })
    .execute();
  await insertFindings(tx, id, checked.findings);
  await tx
    .updateTable('obligation')
    .set({
      state: 'checked', version,
      first_received_at: obligation.first_received_at ?? input.now,
      first_valid_at: obligation.first_valid_at ?? (blocked ? null : input.now),
    })
    .where('id', '=', obligation.id)
    .execute();
  await recordEvent(tx, {
    campaign: obligation.campaign, at: input.now, kind: 'sheet-handed-in', actor: input.actor.name, subject: id,
    data: { file: input.file.name, sha256: blob, channel: input.channel, findings: countBySeverity(checked.findings) },
  });
  if (blocked) await returnAtOnce(tx, { ctx, input, checked, hash }, id);
  else await planReceipt(tx, ctx, { submission: id, input, findings: checked.findings });
  await cancelSettledTasks(tx, obligation.id, input.now);
  await poke(
    tx,
    [
      { workflow: 'office', input: { campaign: obligation.campaign, office: obligation.office } },
      { workflow: 'round', input: { campaign: obligation.campaign, requirement: obligation.requirement, period: obligation.period } },
    ],
    input.now,
  );
  return { submission: id, receiptNo, sha256: blob, receivedAt: input.now, findings: checked.findings, outcome: blocked ? 'returned' : 'checked', repeated: false };
}

/** E findings block: the sheet goes back at once with its marks, and the correction clock starts (a setting in working days, never past the cut-off). */
async function returnAtOnce(tx: Tx, { ctx, input, checked }: Filing, submission: string): Promise<void> {
  const { campaign, id, round, original_due: originalDue, arm } = await tx.selectFrom('obligation').selectAll().where('id', '=', input.obligation).executeTakeFirstOrThrow();
  const { definition } = await campaignFacts(tx, campaign);
  const { cut_off: cutOff } = await tx.selectFrom('round').select('cut_off').where('id', '=', round).executeTakeFirstOrThrow();
  const clock = addWorkdays(ctx.calendar, dateOf(input.now), definition.correctionDays);
  // Correcting early never shortens what the notice grants; the cut-off ends every clock.
  const granted = clock < originalDue ? originalDue : clock;
  const due = granted > cutOff ? cutOff : granted;
  const marked = checked.marked ? await putBlob(tx, checked.marked, input.now) : null;
  const decision = `${submission}/return`;
  await tx
    .insertInto('decision')
    .values({ id: decision, obligation: id, submission, kind: 'return', reason: '审核提示中有必须更正的项目', due, decided_by: SYSTEM.name, decided_at: input.now, marked_blob: marked })
    .execute();
  await tx.updateTable('obligation').set({ state: 'returned', chase_due: due, arm: arm + 1, armed_at: input.now }).where('id', '=', id).execute();
  await recordEvent(tx, { campaign, at: input.now, kind: 'sheet-returned', actor: SYSTEM.name, subject: submission, data: { due, marked } });
  await planReturn(tx, ctx, { submission, input, findings: checked.findings, due, marked });
}

async function earlierReceipt(ctx: { ledger: Pick<Context['ledger'], 'db'> }, obligation: string, hash: string): Promise<Receipt | null> {
  const { db } = ctx.ledger;
  const row = await db.selectFrom('submission').selectAll().where('obligation', '=', obligation).where('blob', '=', hash).executeTakeFirst();
  if (!row) return null;
  const findings = await db.selectFrom('finding').selectAll().where('submission', '=', row.id).orderBy('seq').execute();
  return {
    submission: row.id,
    receiptNo: row.receipt_no,
    sha256: row.blob,
    receivedAt: row.received_at,
    findings: findings.map((f) => ({ ...f, check: f.check_id, key: f.key as Finding['key'], place: f.sheet && f.cell ? { sheet: f.sheet, cell: f.cell } : null })),
    outcome: findings.some((f) => f.severity === 'E') ? 'returned' : 'checked',
    repeated: true,
  };
}

async function insertFindings(tx: Tx, submission: string, findings: readonly Finding[]): Promise<void> {
  if (findings.length === 0) return;
  await tx
    .insertInto('finding')
    .values(
      findings.map((f, seq) => ({
        submission, seq, check_id: f.check, severity: f.severity, key: f.key, label: f.label, sheet: f.place?.sheet ?? null, cell: f.place?.cell ?? null,
        found: f.found, expected: f.expected, message: f.message,
      })),
    )
    .execute();
}

function countBySeverity(findings: readonly Finding[]): Record<string, number> {
  const counts: Record<string, number> = { E: 0, W: 0, I: 0 };
  for (const f of findings) counts[f.severity] = (counts[f.severity] ?? 0) + 1;
  return counts;
}

/** `HZ20231009-5f3a9c21`: the day and eight hex digits of what it is for; no personal data, the same for a repeat. */
function receiptNumber(submission: string, now: Instant): string {
  return `HZ${dateOf(now).replaceAll('-', '')}-${sha256(Buffer.from(submission)).slice(0, 8)}`;
}
