import { DubanError, type Instant } from '@duban/base';
import type { Db } from '@duban/ledger';
import type { Actor, Context } from './context.js';
import { requirementOf, whatIsOwed } from './facts/campaign-facts.js';
import { requireRight } from './facts/guard.js';
import { refuseCorrections } from './rounds/merge-again.js';
import { type RoundRow, roundFacts } from './rounds/round-facts.js';
import { cameAfterCutOff } from './rounds/round-standing.js';
import { type ToMerge, writeMerge } from './rounds/write-merge.js';

export interface MergeRoundAgain {
  readonly round: string;
  readonly reason: string;
  readonly actor: Actor;
  readonly now: Instant;
}

const VERB = '重新汇总';

/**
 * 重新汇总: merges a round anew with whatever counts by now, the 补报 that came after it was merged and the corrected sheets. The figures
 * before keep their snapshot; documents made from them say that they are stale. By itself no 补报 changes a figure that went upward
 * (practice.md 9): an officer decides it, with a reason. Who handed in after the cut-off still did.
 * @throws DubanError `reason-missing`, `entry-unknown`, `entry-state` for a round that is not merged or has nothing new, `correction-open`
 *   while a sheet that was in the figures is not settled again, `campaign-closed`, `not-allowed`.
 */
export async function mergeRoundAgain(ctx: Context, { round, reason, actor, now }: MergeRoundAgain): Promise<void> {
  requireRight(actor, 'campaign.run', VERB);
  if (reason.trim() === '') throw new DubanError('reason-missing', { verb: VERB });
  await refuseUnknown(ctx.ledger.db, round);
  await writeMerge(ctx, { round, actor, now }, (db) => factsWithLate(db, { round, reason: reason.trim() }));
}

async function refuseUnknown(db: Db, round: string): Promise<void> {
  const known = await db.selectFrom('round').select('id').where('id', '=', round).executeTakeFirst();
  if (!known) throw new DubanError('entry-unknown', { what: '期次', id: round });
}

async function factsWithLate(
  db: Db,
  { round: id, reason }: { readonly round: string; readonly reason: string },
): Promise<ToMerge> {
  const frozen = await roundFacts(db, id);
  const { definition, round } = frozen;
  const what = whatIsOwed(requirementOf(definition, round.requirement), round.period_label);
  if (round.merged_at === null) throw new DubanError('entry-state', { what, state: '还没有汇总', verb: VERB });
  refuseCorrections(frozen);
  const anew = await roundFacts(db, id, 'as-if-open');
  const inFigures = new Set(frozen.rows.filter(({ counts }) => counts).map(({ obligation }) => obligation));
  const joining = anew.rows.filter((row) => row.counts && !inFigures.has(row.obligation));
  const names = (which: (row: RoundRow) => boolean) => joining.filter(which).map((row) => row.shortName);
  const takenIn = { late: names(cameAfterCutOff), reviewed: names((row) => !cameAfterCutOff(row)), reason };
  if (joining.length > 0) return { ...anew, takenIn };
  if (round.stale_since === null)
    throw new DubanError('entry-state', { what, state: '没有汇总后通过的材料', verb: VERB });
  return anew;
}
