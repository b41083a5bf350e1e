import type { BoardCell } from '@duban/api/types';
import { Mark } from '../frame/mark.js';
import { cellView } from '../logic/cell-view.js';

interface Cell {
  readonly cell: BoardCell;
  /** Office and round, for those who cannot see the row and the column. */
  readonly about: string;
  readonly faint: boolean;
  readonly onOpen: (obligation: string) => void;
}

/** One obligation: state, days, and whether it came late. */
export function MatrixCell({ cell, about, faint, onOpen }: Cell) {
  const { state, tone, days, mark, extended } = cellView(cell);
  const version = cell.version > 1 ? `第${cell.version}版` : null;
  const words = [state, days?.text, mark, extended ? '已延期' : null, version].filter((w) => w != null).join('，');
  return (
    <button
      type="button"
      className={faint ? 'cell faint' : 'cell'}
      data-testid={`cell-${cell.obligation}`}
      data-state={cell.state}
      aria-label={`${about}：${words}`}
      onClick={() => onOpen(cell.obligation)}
    >
      <Mark tone={tone}>{state}</Mark>
      {days && <span className={`days tone-${days.tone} bare`}>{days.text}</span>}
      {mark && <Mark tone="late">{mark}</Mark>}
      {extended && <Mark tone="quiet">已延期</Mark>}
      {version && <span className="quiet">{version}</span>}
    </button>
  );
}
