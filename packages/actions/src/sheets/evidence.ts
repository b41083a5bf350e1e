import { DubanError, type Instant } from '@duban/base';
import { formatMinute } from '@duban/base/time';
import { putBlob, type Tx } from '@duban/ledger';
import type { LockedObligation } from '../facts/locked-obligation.js';
import { texts } from './wording.js';

/** A file that proves something: a screenshot, a scanned page. */
export interface EvidenceFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Keeps a proof; the same bytes are kept once. */
export async function keepFile(
  tx: Tx,
  file: EvidenceFile | null,
  now: Instant,
): Promise<{ readonly blob: string | null; readonly name: string | null }> {
  return file === null ? { blob: null, name: null } : { blob: await putBlob(tx, file.bytes, now), name: file.name };
}

/** Refuses an arrival that lies ahead, or before anything was owed. Campaign time. */
export async function refuseArrival(
  tx: Tx,
  { row }: LockedObligation,
  { arrivedAt, now }: { readonly arrivedAt: Instant; readonly now: Instant },
): Promise<void> {
  const at = formatMinute(arrivedAt);
  if (arrivedAt > now) throw new DubanError('arrival-invalid', { at, problem: texts.arrival.future });
  const { launched_at } = await tx
    .selectFrom('campaign')
    .select('launched_at')
    .where('id', '=', row.campaign)
    .executeTakeFirstOrThrow();
  // What a later document brought into the campaign exists since then, as long as nothing has re-armed it.
  const since = row.arm === 0 ? row.armed_at : launched_at;
  if (arrivedAt < since)
    throw new DubanError('arrival-invalid', { at, problem: texts.arrival.early(formatMinute(since)) });
}

/** Refuses a verb that lacks one of these parts; the first missing one is named. */
export function refuseMissing(verb: string, parts: Readonly<Record<string, unknown>>): void {
  const missing = Object.entries(parts).find(([, part]) => !part)?.[0];
  if (missing !== undefined) throw new DubanError('verb-incomplete', { verb, missing });
}
