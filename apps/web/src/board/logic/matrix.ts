import type { BoardCell } from '@duban/api/types';

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
      return (cell.state === 'expected' || cell.state === 'returned') && cell.overdue;
  }
}
