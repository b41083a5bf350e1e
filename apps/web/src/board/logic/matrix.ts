import type { Board, BoardCell } from '@duban/api/types';

export type Filter = 'all' | 'missing' | 'review' | 'overdue';
export const filters: readonly { readonly value: Filter; readonly label: string }[] = [
  { value: 'all', label: '全部' },
  { value: 'missing', label: '未报' },
  { value: 'review', label: '待审核' },
  { value: 'overdue', label: '逾期' },
];

/** Returned counts as 未报: the office owes a file again. */
export function matches(filter: Filter, cell: BoardCell): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'missing':
      return cell.state === 'expected' || cell.state === 'returned';
    case 'review':
      return cell.state === 'received' || cell.state === 'checked';
    case 'overdue':
      return (cell.state === 'expected' || cell.state === 'returned') && cell.days !== null && cell.days < 0;
  }
}

/** Obligations (项) that each filter would show. */
export function countOf(board: Pick<Board, 'offices'>, filter: Filter): number {
  return board.offices.reduce((n, o) => n + o.cells.filter((c) => c !== null && matches(filter, c)).length, 0);
}

/** Offices with at least one matching cell; the other cells stay, dimmed by the caller. `text` narrows by the office's name. */
export function officesShown(board: Pick<Board, 'offices'>, filter: Filter, text = ''): Board['offices'] {
  const wanted = text.trim();
  return board.offices.filter(
    (o) =>
      (wanted === '' || o.name.includes(wanted) || o.shortName.includes(wanted)) &&
      (filter === 'all' || o.cells.some((c) => c !== null && matches(filter, c))),
  );
}
