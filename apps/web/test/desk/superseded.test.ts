import type { DecisionView, SubmissionView } from '@duban/api/types';
import { describe, expect, it } from 'vitest';
import { superseded } from '../../src/desk/logic/superseded.js';
import { item, NOW } from './fixtures.js';

const latest = (id: string): SubmissionView => ({
  id,
  version: 2,
  fileName: '三季度.xlsx',
  size: 1,
  sha256: '',
  channel: 'web',
  receivedAt: NOW,
  receivedBy: '经办人',
  receiptNo: 'HZ',
  findings: [],
  registration: null,
  voided: false,
});
const decision = (submission: string | null): DecisionView => ({
  id: 'd',
  submission,
  kind: 'return',
  label: '退回修改',
  reason: '请核对',
  due: null,
  by: '市局',
  at: NOW,
  hasMarked: false,
});

describe('a word of the bureau on an older version', () => {
  it('still counts while the item is returned: the reason must stay in sight', () => {
    const returned = item('o', { state: 'returned' });
    expect(superseded({ ...returned, latest: latest('o#1'), decision: decision('o#1') })).toBe(false);
  });

  it('is history once a newer version waits', () => {
    const waiting = item('o', { state: 'checked', days: null });
    expect(superseded({ ...waiting, latest: latest('o#2'), decision: decision('o#1') })).toBe(true);
  });

  it('is no history when it is about no version, as an extension is', () => {
    const waiting = item('o', { state: 'checked', days: null });
    expect(superseded({ ...waiting, latest: latest('o#1'), decision: decision(null) })).toBe(false);
    expect(superseded({ ...waiting, latest: latest('o#1'), decision: null })).toBe(false);
  });
});
