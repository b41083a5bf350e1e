import type { DeskItem } from '@duban/api/types';
import { dayOf, instantOf, longDay, shortDay, weekdayText } from '../../shared/china-time.js';
import { punctualityWords } from '../words.js';

const DAY = 86_400_000;

/** How pressing it is; the words say it as well, so colour is never alone. */
export type Tone = 'late' | 'today' | 'soon' | 'calm' | 'done';

export interface DueWords {
  /** `报送时限` or, for what came back, `重报时限`. */
  readonly label: string;
  /** `2026年11月24日（周二）`, with its hour where it has one */
  readonly day: string;
  /** `逾期2天`, `今天截止` … ; how it stands once nothing is owed. */
  readonly left: string;
  readonly tone: Tone;
  /** The notice's own due where another day counts now; '' otherwise. */
  readonly original: string;
}

/** The due of one item in words. `now`: campaign time, ms. */
export function dueWords(item: DeskItem, now: number): DueWords {
  const { cell } = item;
  // Of a campaign that is over nobody is late any more, whatever was left open.
  const left = item.owed ? cell.days : null;
  // A returned sheet answers to its correction clock: the day that counts is the one the server counted to.
  const day = cell.days === null ? cell.due : dayOf(now + cell.days * DAY);
  // 今日17:00前 is over at five, not at midnight.
  const hourOver = left === 0 && cell.dueTime !== null && now >= (instantOf(day, cell.dueTime) ?? now + 1);
  return {
    label: cell.state === 'returned' ? '重报时限' : '报送时限',
    day: `${longDay(day)}（${weekdayText(day)}）${cell.dueTime ?? ''}`,
    left: left === null ? punctualityWords[cell.punctuality] : hourOver ? '已过时限' : daysWords(left),
    tone: left === null ? 'done' : hourOver ? 'late' : toneOf(left),
    original: day === cell.originalDue ? '' : `原时限${shortDay(cell.originalDue)} ${weekdayText(cell.originalDue)}`,
  };
}

/** Calendar days to a due in words; negative: late. */
export function daysWords(days: number): string {
  if (days < 0) return `逾期${-days}天`;
  if (days === 0) return '今天截止';
  return days === 1 ? '明天截止' : `还有${days}天`;
}

function toneOf(days: number): Tone {
  if (days < 0) return 'late';
  if (days === 0) return 'today';
  return days <= 3 ? 'soon' : 'calm';
}
