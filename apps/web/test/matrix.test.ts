import { describe, expect, it } from 'vitest';
import { matches } from '../src/board/logic/matrix.js';
import { cell } from './fixtures/board.js';

describe('filters of the matrix', () => {
  it('does not call an exempt, withdrawn or nil report 未报', () => {
    for (const state of ['exempt', 'withdrawn', 'nil', 'merged'] as const)
      expect(matches('missing', cell({ state, days: null }))).toBe(false);
  });

  it('does not call overdue what waits for the bureau', () => {
    expect(matches('overdue', cell({ state: 'checked', days: -2 }))).toBe(false);
  });

  it('shows as overdue what was due at an hour of today that is over', () => {
    expect(matches('overdue', cell({ days: 0, dueTime: '11:00' }))).toBe(false);
    expect(matches('overdue', cell({ days: 0, dueTime: '11:00', overdue: true }))).toBe(true);
  });

  it('counts a returned sheet as owed again, and as overdue once its new due has passed', () => {
    expect(matches('missing', cell({ state: 'returned', days: 2 }))).toBe(true);
    expect(matches('overdue', cell({ state: 'returned', days: 2 }))).toBe(false);
    expect(matches('overdue', cell({ state: 'returned', days: -1 }))).toBe(true);
  });
});
