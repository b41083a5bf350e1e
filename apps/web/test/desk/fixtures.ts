import type { Desk, DeskItem, FindingView, ReceiptView } from '@duban/api/types';

/** 2026-11-24 (a Tuesday) 10:00 in Asia/Shanghai. */
export const NOW = Date.UTC(2026, 10, 24, 2);

export type Office = Desk['offices'][number];

export function item(obligation: string, cell: Partial<DeskItem['cell']> = {}): DeskItem {
  return {
    obligation,
    what: '2026年第三季度统计表',
    form: 'table',
    asOf: '2026-11-20',
    cell: {
      obligation,
      state: 'expected',
      due: '2026-11-26',
      dueTime: null,
      originalDue: '2026-11-26',
      days: 2,
      overdue: (cell.days ?? 0) < 0,
      punctuality: 'pending',
      firstReceivedAt: null,
      version: 0,
      progress: null,
      extensionUntil: null,
      extended: false,
      registered: null,
      paperDue: null,
      paperArrivedAt: null,
      ...cell,
    },
    revision: 1,
    open: true,
    owed: true,
    extension: null,
    nil: null,
    latest: null,
    decision: null,
  };
}

export const office = (id: string, ...items: DeskItem[]): Office => ({ id, name: `${id}医疗保障局`, items });

export function finding(severity: FindingView['severity'], cell: string): FindingView {
  return {
    check: `check-${cell}`,
    severity,
    label: '检查定点医药机构',
    place: { sheet: '统计表', cell },
    found: '12 家',
    expected: '等于 15 家',
    message: '两者应相等，请核对。',
  };
}

export function receipt(change: Partial<ReceiptView> = {}): ReceiptView {
  return {
    submission: 'o#1',
    receiptNo: 'HZ20261124-5f3a9c21',
    sha256: 'ab'.repeat(32),
    receivedAt: NOW + 8_000,
    findings: [],
    outcome: 'checked',
    repeated: false,
    ...change,
  };
}
