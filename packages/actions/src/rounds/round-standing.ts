import { punctuality, standingLabels } from '@duban/campaign';
import type { RoundRow } from './round-facts.js';

/** What stands in the 报送情况 column: a sheet that was returned and never corrected is neither counted nor called 未报. */
export function standingInRound(row: RoundRow): string {
  // Also one that went back after the merge: the round's figures have it as zero.
  if (row.nil) return standingLabels.nil;
  const { standing } = punctuality(row);
  if (!row.counts && (standing === 'on-time' || standing === 'late'))
    return row.state === 'returned' ? '退回未改' : '待审核';
  return standingLabels[standing];
}

/** 应报: who was exempted owes nothing. */
export function isExpected(row: RoundRow): boolean {
  const { standing } = punctuality(row);
  return standing !== 'exempt' && row.state !== 'withdrawn';
}

/** Expected and not in the figures: 未报, 退回未改, 待审核, 补报, or a nil report that came after the merge. */
export function isMissing(row: RoundRow): boolean {
  return isExpected(row) && !row.counts;
}
