import { DubanError } from '@duban/base';
import { isSettled } from '@duban/campaign';
import type { Db } from '@duban/ledger';
import type { Context } from '../context.js';
import { requirementOf, whatIsOwed } from '../facts/campaign-facts.js';
import { type RoundFacts, roundFacts } from './round-facts.js';
import { type Merging, writeMerge } from './write-merge.js';

/**
 * Merges a round whose figures do not hold any more: the same offices with what counts of them by now. The figures that went upward keep
 * their snapshot. Nothing when they hold. Throws `correction-open`, `campaign-closed`.
 */
export async function mergeAgain(ctx: Context, merging: Merging): Promise<void> {
  await writeMerge(ctx, merging, (db) => factsAgain(db, merging.round));
}

/** The round as it would be merged again; null while its figures hold. Throws `correction-open` while a sheet that is in them is not settled again. */
export async function factsAgain(db: Db, round: string): Promise<RoundFacts | null> {
  const frozen = await roundFacts(db, round);
  if (frozen.round.stale_since === null) return null;
  refuseCorrections(frozen);
  const inFigures = new Set(frozen.rows.filter(({ counts }) => counts).map(({ obligation }) => obligation));
  const anew = await roundFacts(db, round, 'as-if-open');
  return {
    ...anew,
    // A 补报 stays one: a correction brings nobody into the figures who was not in them.
    rows: anew.rows.map((row) =>
      inFigures.has(row.obligation) ? row : { ...row, counts: false, sheet: null, nil: null },
    ),
  };
}

/** Refuses while a sheet that is in the figures is not settled again: it would be in none. Throws `correction-open`. */
export function refuseCorrections({ definition, round, rows }: RoundFacts): void {
  const open = rows.filter((row) => row.counts && !isSettled(row.state));
  if (open.length === 0) return;
  throw new DubanError('correction-open', {
    what: whatIsOwed(requirementOf(definition, round.requirement), round.period_label),
    offices: open.map((row) => row.shortName).join('、'),
  });
}
