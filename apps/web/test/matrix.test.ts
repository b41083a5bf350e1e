import { describe, expect, it } from 'vitest';
import { countOf, matches, officesShown } from '../src/board/logic/matrix.js';
import { board, cell } from './fixtures/board.js';

describe('filters of the matrix', () => {
  it('does not call an exempt, withdrawn or nil report 未报', () => {
    for (const state of ['exempt', 'withdrawn', 'nil', 'merged'] as const)
      expect(matches('missing', cell({ state, days: null }))).toBe(false);
  });

  it('does not call overdue what waits for the bureau', () => {
    expect(matches('overdue', cell({ state: 'checked', days: -2 }))).toBe(false);
  });

  it('counts a returned sheet as owed again, and as overdue once its new due has passed', () => {
    expect(matches('missing', cell({ state: 'returned', days: 2 }))).toBe(true);
    expect(matches('overdue', cell({ state: 'returned', days: 2 }))).toBe(false);
    expect(matches('overdue', cell({ state: 'returned', days: -1 }))).toBe(true);
  });

  it('counts obligations, not offices, and leaves out what an office does not owe', () => {
    expect(countOf(board, 'all')).toBe(44);
    expect(countOf(board, 'review')).toBe(2);
    expect(countOf(board, 'overdue')).toBe(2);
  });

  it('shows the offices with a matching cell, in the directory’s order', () => {
    expect(officesShown(board, 'overdue').map((o) => o.shortName)).toEqual(['泗水县', '高新区']);
    expect(officesShown(board, 'all')).toHaveLength(15);
  });

  it('narrows by a part of the office’s name', () => {
    expect(officesShown(board, 'all', ' 湖新 ').map((o) => o.shortName)).toEqual(['太白湖新区']);
    expect(officesShown(board, 'all', '济南')).toEqual([]);
  });
});
