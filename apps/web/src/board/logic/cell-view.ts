import type { BoardCell } from '@duban/api/types';
import { stateWords } from '../../shared/state-words.js';
import { punctualityWords } from '../words.js';

export type Tone = 'good' | 'work' | 'warn' | 'late' | 'quiet';

export interface CellView {
  readonly state: string;
  readonly tone: Tone;
  /** Days left or late; null once nothing is owed. */
  readonly days: { readonly text: string; readonly tone: Tone } | null;
  /** 迟报, 补报, 未报: said in words, never by colour alone. */
  readonly mark: string | null;
  /** Another day than the notice's counts: by an extension, or for the correction of what was returned. */
  readonly moved: boolean;
  /** It was moved by an extension. */
  readonly extended: boolean;
  /** `报送时限`, or `重报时限` of what was returned. */
  readonly dueLabel: string;
}

const TONES: Readonly<Record<BoardCell['state'], Tone>> = {
  expected: 'quiet',
  received: 'work',
  checked: 'work',
  accepted: 'good',
  merged: 'good',
  returned: 'warn',
  nil: 'good',
  exempt: 'quiet',
  withdrawn: 'quiet',
};

/** What one cell of the matrix shows. */
export function cellView(cell: BoardCell): CellView {
  const moved = cell.due !== cell.originalDue;
  return {
    state: stateWords[cell.state],
    tone: TONES[cell.state],
    days: daysView(cell),
    mark: punctualityWords[cell.punctuality],
    moved,
    extended: moved && cell.extended,
    dueLabel: cell.state === 'returned' ? '重报时限' : '报送时限',
  };
}

/** What waits for the bureau is not the office's lateness: its days are not shown. */
function daysView({ days, state, overdue, dueTime }: BoardCell): CellView['days'] {
  if (days === null || state === 'received' || state === 'checked') return null;
  if (days < 0) return { text: `逾期${-days}天`, tone: 'late' };
  if (days === 0)
    return overdue ? { text: '已逾期', tone: 'late' } : { text: `今天${dueTime ?? ''}到期`, tone: 'warn' };
  return { text: `还有${days}天`, tone: days <= 3 ? 'warn' : 'quiet' };
}
