import { isOnTime, punctuality, standingLabels, stateLabels } from '@duban/campaign';
import type { RoundRow } from './round-facts.js';

/**
 * Where an obligation stands in its round: each is in exactly one place. What is in the figures stands by its first receipt; what was
 * filed and is not in them is never called 未报, and only what came after the cut-off is 补报.
 */
export type Place =
  | 'onTime'
  | 'late'
  | 'nil'
  /** After the cut-off, and in the figures since the round was merged again. */
  | 'takenIn'
  /** Filed, and waiting for the bureau's decision. */
  | 'pending'
  | 'returned'
  /** Accepted since the round was merged. */
  | 'passed'
  | 'afterCutOff'
  | 'missing'
  | 'exempt'
  | 'withdrawn';

/** What stands in the 报送情况 column. */
const labels: Readonly<Record<Place, string>> = {
  onTime: standingLabels['on-time'],
  late: standingLabels.late,
  nil: standingLabels.nil,
  takenIn: standingLabels['after-cut-off'],
  pending: '已报待审核',
  returned: '退回未重报',
  passed: '审核通过未计入',
  afterCutOff: standingLabels['after-cut-off'],
  missing: standingLabels.never,
  exempt: standingLabels.exempt,
  withdrawn: stateLabels.withdrawn,
};

/** Filed and not in the figures, though not after the cut-off: the officer may still act on it. */
export const UNSETTLED = ['pending', 'returned', 'passed'] as const satisfies readonly Place[];

/** The places of who is 应报 and not in the figures. */
export const LEFT_OUT: readonly Place[] = [...UNSETTLED, 'afterCutOff', 'missing'];

/** The places of who is 应报, in the order in which a report names them. */
export const EXPECTED: readonly Place[] = ['onTime', 'late', 'nil', 'takenIn', ...LEFT_OUT];

export function placeInRound(row: RoundRow): Place {
  // Also one that went back after the merge: the round's figures have it as zero.
  if (row.nil) return 'nil';
  if (row.counts) return receivedAs(row, 'takenIn');
  if (row.state === 'exempt' || row.state === 'withdrawn') return row.state;
  // A nil report needs no decision: what is not in the figures came after they were made.
  if (row.state === 'nil') return 'afterCutOff';
  const received = receivedAs(row, 'afterCutOff');
  return received === 'onTime' || received === 'late' ? unsettledAs(row) : received;
}

function receivedAs(row: RoundRow, after: 'takenIn' | 'afterCutOff'): Place {
  // By the receipt alone: what became of a sheet in the figures changes them only when they are made again.
  switch (punctuality({ ...row, state: 'accepted' }).standing) {
    case 'on-time':
      return 'onTime';
    case 'late':
      return 'late';
    case 'after-cut-off':
      return after;
    default:
      return 'missing';
  }
}

function unsettledAs({ state }: RoundRow): (typeof UNSETTLED)[number] {
  if (state === 'accepted' || state === 'merged') return 'passed';
  return state === 'received' || state === 'checked' ? 'pending' : 'returned';
}

/** Its place in words. */
export function standingInRound(row: RoundRow): string {
  return labels[placeInRound(row)];
}

/** 应报: who was exempted owes nothing. */
export function isExpected(row: RoundRow): boolean {
  return EXPECTED.includes(placeInRound(row));
}

/** Expected and not in the figures. */
export function isMissing(row: RoundRow): boolean {
  return isExpected(row) && !row.counts;
}

/** It came after the cut-off: 补报, whenever it was decided on. */
export function cameAfterCutOff({ nil, firstReceivedAt, cutOff }: RoundRow): boolean {
  const at = nil ? nil.arrivedAt : firstReceivedAt;
  return at === null || !isOnTime(at, cutOff);
}
