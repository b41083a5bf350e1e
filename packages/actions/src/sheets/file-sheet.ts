import type { Instant } from '@duban/base';
import { dateOf } from '@duban/base/time';
import { mayHandIn } from '@duban/campaign';
import { json, poke, putBlob, recordEvent, sha256, type Tx } from '@duban/ledger';
import type { Finding } from '@duban/tables';
import { cancelSettledTasks } from '../chase/cancel-settled-tasks.js';
import { settled } from '../facts/about-obligation.js';
import { lockedObligation } from '../facts/locked-obligation.js';
import { pokesOf } from '../next/pokes-of.js';
import { earlierReceipt } from './earlier-receipt.js';
import { closeExtension } from './extension-requests.js';
import { planReceipt } from './hand-in-messages.js';
import { arrival, type Filing, type Receipt } from './handed-in.js';
import { newestSubmission } from './newest-submission.js';
import { returnAtOnce } from './return-at-once.js';

/**
 * Keeps a checked file as the next version and answers it; E findings send it back in the same transaction. What came before the newest
 * version (a paper registered today, an upload of yesterday) tells when the office filed first, and changes nothing else.
 */
export async function fileSheet(tx: Tx, filing: Filing): Promise<Receipt> {
  const { ctx, input, checked, hash } = filing;
  const { row: obligation, about } = await lockedObligation(tx, input.obligation);
  const repeat = await earlierReceipt(tx, { obligation: input.obligation, hash });
  if (repeat) return repeat;
  if (!mayHandIn(obligation.state)) throw settled(about, '报送');
  const version = obligation.version + 1;
  const id = `${obligation.id}#${version}`;
  const blocked = checked.findings.some((f) => f.severity === 'E');
  const arrived = arrival(input);
  const newest = await newestSubmission(tx, obligation.id);
  const isNewest = newest === null || newest.received_at <= arrived;
  const receiptNo = await insertSubmission(tx, filing, { id, version });
  await tx
    .updateTable('obligation')
    .set({
      ...(isNewest ? { state: 'checked' as const, ...NO_PROGRESS } : {}),
      version,
      first_received_at: earliest(obligation.first_received_at, arrived),
      first_valid_at: blocked ? obligation.first_valid_at : earliest(obligation.first_valid_at, arrived),
    })
    .where('id', '=', obligation.id)
    .execute();
  await recordEvent(tx, {
    campaign: obligation.campaign,
    at: input.now,
    kind: 'sheet-handed-in',
    actor: input.actor,
    subject: id,
    data: {
      file: input.file.name,
      sha256: hash,
      channel: input.channel,
      findings: countBySeverity(checked.findings),
    },
  });
  const handedIn = { obligation: obligation.id, state: 'withdrawn', by: input.actor, answer: '已报送' } as const;
  if (isNewest) await closeExtension(tx, handedIn, input.now);
  if (blocked && isNewest) await returnAtOnce(tx, filing, id);
  else await planReceipt(tx, ctx, { submission: id, input, findings: checked.findings });
  await cancelSettledTasks(tx, { campaign: obligation.campaign, offices: [obligation.office] }, input.now);
  await poke(tx, pokesOf(obligation), input.now);
  return {
    submission: id,
    receiptNo,
    sha256: hash,
    receivedAt: arrived,
    findings: checked.findings,
    outcome: blocked ? 'returned' : 'checked',
    repeated: false,
  };
}

/** Whatever the office said of its own progress is over once something came. */
export const NO_PROGRESS = { progress: null, progress_at: null, progress_by: null } as const;

/** A paper that is registered today may have come before what was uploaded yesterday. */
function earliest(before: Instant | null, now: Instant): Instant {
  return before !== null && before < now ? before : now;
}

async function insertSubmission(
  tx: Tx,
  { input, checked }: Filing,
  { id, version }: { id: string; version: number },
): Promise<string> {
  const receiptNo = receiptNumber(id, arrival(input));
  await tx
    .insertInto('submission')
    .values({
      id,
      obligation: input.obligation,
      version,
      blob: await putBlob(tx, input.file.bytes, input.now),
      file_name: input.file.name,
      channel: input.channel,
      received_at: arrival(input),
      received_by: input.contact,
      receipt_no: receiptNo,
      grid: checked.grid && json(checked.grid),
      places: checked.places && json(checked.places),
      voided_at: null,
    })
    .execute();
  if (checked.findings.length > 0)
    await tx
      .insertInto('finding')
      .values(checked.findings.map((f, seq) => findingRow(f, { submission: id, seq })))
      .execute();
  return receiptNo;
}

function findingRow({ check, place, ...rest }: Finding, at: { submission: string; seq: number }) {
  return { ...at, ...rest, check_id: check, sheet: place?.sheet ?? null, cell: place?.cell ?? null };
}

function countBySeverity(findings: readonly Finding[]): Readonly<Record<Finding['severity'], number>> {
  const counts = { E: 0, W: 0, I: 0 };
  for (const f of findings) counts[f.severity]++;
  return counts;
}

/** `HZ20231009-5f3a9c21`: the day and eight hex digits of what it is for; no personal data, the same for a repeat. */
function receiptNumber(submission: string, now: Instant): string {
  return `HZ${dateOf(now).replaceAll('-', '')}-${sha256(Buffer.from(submission)).slice(0, 8)}`;
}
