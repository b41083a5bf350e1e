import { DubanError, type Instant } from '@duban/base';
import { chineseDate, endOfDay } from '@duban/base/time';
import { isSettled } from '@duban/campaign';
import { json, lockSubject, poke, putBlob, recordEvent, type Tx } from '@duban/ledger';
import { cancelSettledTasks } from './chase/cancel-settled-tasks.js';
import type { Actor, Context } from './context.js';
import { requirementOf, whatIsOwed } from './facts/campaign-facts.js';
import { refuseClosed } from './facts/campaign-status.js';
import { requireRight } from './facts/guard.js';
import { tellMerged } from './messages/tell-merged.js';
import { roundFigures } from './report/snapshot-figures.js';
import { mergeInput } from './rounds/merge-input.js';
import { type RoundFacts, roundFacts } from './rounds/round-facts.js';

/** New figures rest on nothing that was taken back. */
const FRESH = { stale_since: null, stale_reason: null } as const;

/** How often a merge begins anew when a sheet comes in while its workbook is made. */
const ATTEMPTS = 5;

export interface Merging {
  readonly round: string;
  readonly actor: Actor;
  readonly now: Instant;
}

/**
 * Freezes and merges a round: the workbook, the snapshot, 已汇总 for the sheets that went in, a message to the officer.
 * @throws DubanError `round-not-ready` before the cut-off while something is open; `campaign-closed`, `not-allowed`.
 */
export async function mergeRound(ctx: Context, merging: Merging): Promise<void> {
  requireRight(merging.actor, 'campaign.run', '汇总');
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) if (await tryMerge(ctx, merging)) return;
  throw new Error(`round ${merging.round} kept changing while it was merged`);
}

/** False when the round changed meanwhile: the workbook is made before the transaction, and a sheet accepted since must not be lost. */
async function tryMerge(ctx: Context, merging: Merging): Promise<boolean> {
  const before = await roundFacts(ctx.ledger.db, merging.round);
  if (before.round.merged_at !== null) return true;
  refuseOpen(before, merging.now);
  const input = mergeInput(before);
  const workbook = input && (await ctx.workbooks.merge(input));
  return ctx.ledger.transaction(async (tx) => {
    await refuseClosed(tx, before.definition.id);
    await lockSubject(tx, `round:${merging.round}`);
    await lockObligations(tx, merging.round);
    const facts = await roundFacts(tx, merging.round);
    if (facts.round.merged_at !== null) return true;
    if (fingerprint(facts) !== fingerprint(before)) return false;
    const blob = workbook ? await putBlob(tx, workbook, merging.now) : null;
    await close(tx, { facts, blob }, merging);
    await tellMerged(tx, { ctx, facts, blob }, merging.now);
    return true;
  });
}

function refuseOpen({ definition, round, rows }: RoundFacts, now: Instant): void {
  if (now >= endOfDay(round.cut_off) || rows.every((row) => isSettled(row.state))) return;
  const what = whatIsOwed(requirementOf(definition, round.requirement), round.period_label);
  throw new DubanError('round-not-ready', { what, cutOff: chineseDate(round.cut_off, true) });
}

/** A decision or a hand-in that is under way waits for the merge, and finds the round closed. */
async function lockObligations(tx: Tx, round: string): Promise<void> {
  await tx.selectFrom('obligation').select('id').where('round', '=', round).orderBy('id').forNoKeyUpdate().execute();
}

function fingerprint(facts: RoundFacts): string {
  return facts.rows.map((row) => [row.obligation, row.state, row.version, row.sheet?.submission].join(':')).join('\n');
}

async function close(
  tx: Tx,
  { facts, blob }: { facts: RoundFacts; blob: string | null },
  { round, actor, now }: Merging,
): Promise<void> {
  const campaign = facts.definition.id;
  const snapshot = `${round}/merge`;
  await tx
    .insertInto('snapshot')
    .values({ id: snapshot, campaign, figures: json(roundFigures(facts)), created_at: now })
    .execute();
  await tx
    .updateTable('round')
    .set((eb) => ({
      merged_at: now,
      frozen_at: eb.fn.coalesce('frozen_at', eb.val(now)),
      workbook: blob,
      snapshot,
      ...FRESH,
    }))
    .where('id', '=', round)
    .execute();
  await tx
    .updateTable('obligation')
    .set((eb) => ({ state: 'merged', merged_submission: eb.ref('accepted_submission') }))
    .where('round', '=', round)
    .where('state', '=', 'accepted')
    .execute();
  for (const { obligation, nil } of facts.rows) {
    if (!nil) continue;
    await tx
      .updateTable('nil_declaration')
      .set({ merged: true, grid: nil.grid && json(nil.grid) })
      .where('obligation', '=', obligation)
      .where('state', '=', 'standing')
      .execute();
  }
  const offices = facts.rows.map((row) => row.office);
  await cancelSettledTasks(tx, { campaign, offices }, now);
  await recordEvent(tx, {
    campaign,
    at: now,
    kind: 'round-merged',
    actor,
    subject: round,
    data: { included: facts.rows.filter((r) => r.counts).length, of: facts.rows.length, workbook: blob },
  });
  await poke(
    tx,
    [
      // The officer's message belongs to no office: the campaign sends it.
      { workflow: 'campaign', input: { campaign } },
      { workflow: 'report', input: { campaign, kind: 'summary' } },
      ...offices.map((office) => ({ workflow: 'office' as const, input: { campaign, office } })),
    ],
    now,
  );
}
