import type { ObligationView } from '@duban/api/types';
import { minuteText } from '../../shared/china-time.js';

/** 下一步 of an obligation: the next chase; of what is still owed after its round was merged, that none comes and what to do instead. */
export function nextInWords({
  next,
  roundMerged,
  cell,
}: Pick<ObligationView, 'next' | 'roundMerged' | 'cell'>): string {
  if (next !== null) return `${minuteText(next.at)}　${next.step}`;
  if (!roundMerged || (cell.state !== 'expected' && cell.state !== 'returned')) return '没有后续催报';
  const again = cell.state === 'returned' ? '重报' : '补报';
  return `本期已汇总，系统不再催报，请电话跟进；${again}审核通过后，可在“期次汇总”中重新汇总计入`;
}
