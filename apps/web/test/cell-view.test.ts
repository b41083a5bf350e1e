import { describe, expect, it } from 'vitest';
import { cellView } from '../src/board/logic/cell-view.js';
import { cell } from './fixtures/board.js';

describe('what a cell of the matrix says', () => {
  it('says how many days an office is late, in words', () => {
    expect(cellView(cell({ days: -3, punctuality: 'never' }))).toMatchObject({
      state: '待报送',
      days: { text: '逾期3天', tone: 'late' },
      mark: '未报',
    });
  });

  it('says 今天到期 on the day itself, not 还有0天', () => {
    expect(cellView(cell({ days: 0 })).days?.text).toBe('今天到期');
  });

  it('says the hour of a due that has one, and that it is over from that hour on', () => {
    const urgent = { days: 0, dueTime: '11:00' } as const;
    expect(cellView(cell(urgent)).days).toEqual({ text: '今天11:00到期', tone: 'warn' });
    expect(cellView(cell({ ...urgent, overdue: true })).days).toEqual({ text: '已逾期', tone: 'late' });
  });

  it('warns from three days before the due on', () => {
    expect(cellView(cell({ days: 3 })).days).toEqual({ text: '还有3天', tone: 'warn' });
    expect(cellView(cell({ days: 4 })).days).toEqual({ text: '还有4天', tone: 'quiet' });
  });

  it('does not show days while the sheet waits for the bureau: that delay is not the office’s', () => {
    expect(cellView(cell({ state: 'checked', days: -2, punctuality: 'late' }))).toMatchObject({
      days: null,
      mark: '迟报',
    });
  });

  it('counts down again after a return', () => {
    expect(cellView(cell({ state: 'returned', days: -1 })).days?.text).toBe('逾期1天');
  });

  it('gives no mark to what came on time, and shows that a due was moved', () => {
    const view = cellView(
      cell({ state: 'accepted', days: null, punctuality: 'on-time', due: '2026-10-13', extended: true }),
    );
    expect(view).toMatchObject({ state: '已通过', mark: null, days: null, moved: true, extended: true });
  });

  it('calls the day of a correction 重报时限, and nobody extended who never asked for it', () => {
    const view = cellView(cell({ state: 'returned', days: 2, due: '2026-10-13' }));
    expect(view).toMatchObject({ moved: true, extended: false, dueLabel: '重报时限' });
    expect(cellView(cell({ extended: true })).extended).toBe(false);
  });
});
