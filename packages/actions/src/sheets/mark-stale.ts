import type { Instant } from '@duban/base';
import { recordEvent, type Tx } from '@duban/ledger';
import type { Actor } from '../context.js';
import type { AboutObligation } from '../facts/about-obligation.js';

/** Why figures that went upward do not hold any more. */
export interface Unsettled {
  readonly about: AboutObligation;
  readonly input: { readonly actor: Actor; readonly reason: string };
}

/**
 * A sheet that is in a round's figures was taken back: the round and every document made since its merge rest on it. They stay as they
 * are, for a figure that went upward is never silently recomputed (practice.md 9), and say so until they are made anew.
 */
export async function markStale(tx: Tx, { about, input }: Unsettled, now: Instant): Promise<void> {
  const { round } = await tx
    .selectFrom('obligation')
    .select('round')
    .where('id', '=', about.id)
    .executeTakeFirstOrThrow();
  const stale = { stale_since: now, stale_reason: `${about.shortName}${about.what}：${input.reason}` };
  const merged = await tx
    .updateTable('round')
    .set(stale)
    .where('id', '=', round)
    .where('merged_at', 'is not', null)
    .returning('merged_at')
    .executeTakeFirst();
  if (!merged?.merged_at) return;
  const documents = await markDocuments(tx, { campaign: about.campaign, since: merged.merged_at, stale });
  await recordEvent(tx, {
    campaign: about.campaign,
    at: now,
    kind: 'figures-stale',
    actor: input.actor,
    subject: about.id,
    data: { round, documents, reason: input.reason },
  });
}

/** Marks the documents made since a round was merged: they rest on its figures as they were. Returns their ids. */
export async function markDocuments(
  tx: Tx,
  {
    campaign,
    since,
    stale,
  }: {
    readonly campaign: string;
    readonly since: Instant;
    readonly stale: { readonly stale_since: Instant; readonly stale_reason: string };
  },
): Promise<string[]> {
  const documents = await tx
    .updateTable('document')
    .set(stale)
    .where('campaign', '=', campaign)
    .where('created_at', '>=', since)
    .returning('id')
    .execute();
  return documents.map(({ id }) => id);
}
