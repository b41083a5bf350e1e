import type { ClueListed } from '@duban/api/types';
import { describe, expect, it } from 'vitest';
import { extensionLimit, extensionText, isBeyond, missingFromExtension } from '../src/board/logic/clue-extension.js';

const extension = (until: string): ClueListed['extensions'][number] => ({
  ...{ until, reason: '等待司法鉴定意见', approvedBy: '分管副局长', beyondPrinciple: false },
  ...{ recordedBy: '基金监管科经办人', recordedAt: 0 },
});
const complex = {
  ...{ decideBy: '2023-10-31', extensions: [] },
  extendable: { first: '2023-12-13', principle: '2024-03-13' },
};
const extended = { ...complex, decideBy: '2023-12-13', extensions: [extension('2023-12-13')] };
const form = { until: '2023-12-13', reason: '等待司法鉴定意见', approvedBy: '分管副局长', beyond: false };

describe('an extension of a clue', () => {
  it('says what is missing of it: the day, the reason, the leader', () => {
    expect(missingFromExtension(complex, { ...form, until: '' })).toMatch(/哪一天/);
    expect(missingFromExtension(complex, { ...form, until: '2023-10-31' })).toMatch(/晚于现在的期限2023年10月31日/);
    expect(missingFromExtension(complex, { ...form, reason: ' ' })).toMatch(/理由/);
    expect(missingFromExtension(complex, { ...form, approvedBy: ' ' })).toMatch(/批准的领导/);
    expect(missingFromExtension(complex, form)).toBeNull();
  });

  it('ends three months after receipt the first time, whatever is said', () => {
    expect(extensionLimit(complex)).toBe('2023-12-13');
    const late = { ...form, until: '2023-12-14', beyond: true };
    expect(missingFromExtension(complex, late)).toBe('第一次延长最晚到收到后3个月的2023年12月13日。');
    expect(isBeyond(complex, '2024-03-14')).toBe(false);
  });

  it('later ends after six months, beyond only where it is said', () => {
    expect(extensionLimit(extended)).toBe('2024-03-13');
    expect(missingFromExtension(extended, { ...form, until: '2024-03-13' })).toBeNull();
    const beyond = { ...form, until: '2024-03-14' };
    expect(isBeyond(extended, beyond.until)).toBe(true);
    expect(missingFromExtension(extended, beyond)).toMatch(/原则上不允许/);
    expect(missingFromExtension(extended, { ...beyond, beyond: true })).toBeNull();
  });

  it('is not offered a limit where there is none: of a clue that is decided, or has 15 working days', () => {
    const none = { ...complex, extendable: null };
    expect([extensionLimit(none), isBeyond(none, '2099-01-01')]).toEqual([null, false]);
  });

  it('is told with who approved it and why; one beyond six months says so', () => {
    expect(extensionText(extension('2023-12-13'), 0)).toBe(
      '第1次延长至2023年12月13日，分管副局长批准：等待司法鉴定意见',
    );
    const beyond = { ...extension('2024-03-14'), beyondPrinciple: true };
    expect(extensionText(beyond, 2)).toMatch(/^第3次延长至2024年3月14日（超过6个月）/);
  });
});
