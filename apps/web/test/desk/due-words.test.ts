import { describe, expect, it } from 'vitest';
import { daysWords, dueWords } from '../../src/desk/logic/due-words.js';
import { item, NOW } from './fixtures.js';

describe('the due of an item in words', () => {
  it('says lateness in words, not by colour alone', () => {
    expect(daysWords(-1)).toBe('逾期1天');
    expect(dueWords(item('o', { due: '2026-11-20', originalDue: '2026-11-20', days: -4 }), NOW)).toMatchObject({
      day: '2026年11月20日（周五）',
      left: '逾期4天',
      tone: 'late',
    });
  });

  it('calls today and tomorrow by their names', () => {
    expect([0, 1, 2, 30].map(daysWords)).toEqual(['今天截止', '明天截止', '还有2天', '还有30天']);
  });

  it('shows the due with its weekday, and nothing about an original due that did not move', () => {
    expect(dueWords(item('o'), NOW)).toEqual({
      label: '报送时限',
      day: '2026年11月26日（周四）',
      left: '还有2天',
      tone: 'soon',
      original: '',
    });
  });

  it('says the hour of an urgent request, and that it is over once it has passed', () => {
    const urgent = item('o', { due: '2026-11-24', originalDue: '2026-11-24', dueTime: '17:00', days: 0 });
    const five = NOW + 7 * 3_600_000;
    expect(dueWords(urgent, five - 1)).toMatchObject({
      day: '2026年11月24日（周二）17:00',
      left: '今天截止',
      tone: 'today',
    });
    expect(dueWords(urgent, five)).toMatchObject({ left: '已过时限', tone: 'late' });
  });

  it('names the original due after an extension', () => {
    const extended = item('o', { due: '2026-12-01', originalDue: '2026-11-26', days: 7 });
    expect(dueWords(extended, NOW)).toMatchObject({
      day: '2026年12月1日（周二）',
      original: '原时限11月26日 周四',
      tone: 'calm',
    });
  });

  it('shows the correction day of a returned sheet: the day the server counted to', () => {
    const returned = item('o', { state: 'returned', due: '2026-11-20', originalDue: '2026-11-20', days: 3 });
    expect(dueWords(returned, NOW)).toMatchObject({
      label: '重报时限',
      day: '2026年11月27日（周五）',
      left: '还有3天',
      original: '原时限11月20日 周五',
    });
  });

  it('counts no days once nothing is owed, but says 迟报 and 补报', () => {
    const late = item('o', { state: 'checked', days: null, punctuality: 'late' });
    expect(dueWords(late, NOW)).toMatchObject({ left: '迟报', tone: 'done' });
    const after = item('o', { state: 'accepted', days: null, punctuality: 'after-cut-off' });
    expect(dueWords(after, NOW).left).toBe('补报');
    expect(dueWords(item('o', { state: 'exempt', days: null, punctuality: 'none' }), NOW).left).toBe('');
  });

  it('calls nothing late that is not owed any more because the campaign was ended', () => {
    const left = { ...item('o', { days: -4, punctuality: 'never' }), owed: false };
    expect(dueWords(left, NOW)).toMatchObject({ left: '未报', tone: 'done' });
  });

  it('counts days in Asia/Shanghai, also shortly before and after its midnight', () => {
    const lateEvening = Date.UTC(2026, 10, 24, 15, 59);
    const afterMidnight = Date.UTC(2026, 10, 24, 16, 1);
    const owed = (days: number) => item('o', { state: 'returned', days });
    expect(dueWords(owed(0), lateEvening).day).toBe('2026年11月24日（周二）');
    expect(dueWords(owed(0), afterMidnight).day).toBe('2026年11月25日（周三）');
  });
});
