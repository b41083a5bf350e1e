import type { Board } from '@duban/api/types';
import { urls } from '../api/urls.js';
import type { Act } from './act.js';

type Round = Board['rounds'][number];

/** What a merged round says of sheets that are not in its figures, filed and not decided on among them; null when all that counts is in them. */
export function leftInWords({ left, stale, counts }: Pick<Round, 'left' | 'stale' | 'counts'>): string | null {
  const waiting = counts.review > 0 ? `${counts.review}家已报待审核` : null;
  const rest = left > 0 ? `${left}家汇总后通过，未计入` : stale === null ? null : '汇总数据待更新';
  return [waiting, rest].filter((words) => words !== null).join('；') || null;
}

/** 重新汇总, where there is something to take in; null else. While a sheet that is in the figures is being corrected the API says whose. */
export function mergingAgain({ id, what, mergedAt, left, stale }: Round): Act | null {
  if (mergedAt === null || (left === 0 && stale === null)) return null;
  const taken = left > 0 ? `，汇总后通过的${left}家一并计入` : '';
  return {
    key: `merge-again-${id}`,
    label: '重新汇总',
    effect: `“${what}”按现在审核通过的材料重新汇总${taken}。此前的汇总表留存备查，不再使用；依据它的文稿标为“汇总数据待更新”，须重新编制。截止前已报的按首次报送时间计；截止后报的仍记为补报。`,
    needsReason: true,
    url: urls.mergeAgain,
    body: (reason) => ({ round: id, reason }),
  };
}
