import { DubanError, type Instant } from '@duban/base';
import { chineseDate, endOfDay } from '@duban/base/time';
import { isSettled } from '@duban/campaign';
import type { Context } from './context.js';
import { requirementOf, whatIsOwed } from './facts/campaign-facts.js';
import { requireRight } from './facts/guard.js';
import { type RoundFacts, roundFacts } from './rounds/round-facts.js';
import { type Merging, writeMerge } from './rounds/write-merge.js';

/**
 * Freezes and merges a round: the workbook, the snapshot, 已汇总 for the sheets that went in, a message to the officer.
 * @throws DubanError `round-not-ready` before the cut-off while something is open; `campaign-closed`, `not-allowed`.
 */
export async function mergeRound(ctx: Context, merging: Merging): Promise<void> {
  requireRight(merging.actor, 'campaign.run', '汇总');
  await writeMerge(ctx, merging, async (db) => {
    const facts = await roundFacts(db, merging.round);
    if (facts.round.merged_at !== null) return null;
    refuseOpen(facts, merging.now);
    return facts;
  });
}

function refuseOpen({ definition, round, rows }: RoundFacts, now: Instant): void {
  if (now >= endOfDay(round.cut_off) || rows.every((row) => isSettled(row.state))) return;
  const what = whatIsOwed(requirementOf(definition, round.requirement), round.period_label);
  throw new DubanError('round-not-ready', { what, cutOff: chineseDate(round.cut_off, true) });
}
