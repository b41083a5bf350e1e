import type { Desk } from '@duban/api/types';

/** One sentence over the list: how much is owed, how much of it is late, what waits for the bureau; or that the campaign is over. */
export function summaryOf({ offices, closed }: Pick<Desk, 'offices' | 'closed'>): string {
  if (closed) return '本专项已经结束，不再收取材料，也不用再报。已报的材料仍可在下面查看。';
  const cells = offices.flatMap((office) => office.items.map((item) => item.cell));
  const owed = cells.filter((cell) => cell.days !== null);
  const late = owed.filter((cell) => cell.overdue).length;
  const waiting = cells.filter((cell) => cell.state === 'checked' || cell.state === 'received').length;
  const parts = [
    owed.length === 0 ? '现在没有要报的材料' : `要报${owed.length}项${late > 0 ? `，其中逾期${late}项` : ''}`,
    waiting > 0 ? `${waiting}项已报送，等待市局审核` : '',
  ];
  return `${parts.filter((part) => part !== '').join('；')}。`;
}
