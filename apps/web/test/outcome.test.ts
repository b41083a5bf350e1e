import { describe, expect, it } from 'vitest';
import { outcomeColumns, readOutcome } from '../src/board/logic/outcome.js';
import { rehearsal } from './fixtures/lists.js';

describe('the outcome of a rehearsal', () => {
  it('is not guessed from something else', () => {
    for (const other of [null, undefined, 'done', [], {}, { totals: 3 }]) expect(readOutcome(other)).toBeNull();
  });

  it('gives one line per office with its figures in the order of the columns, and the totals', () => {
    const view = readOutcome(rehearsal.outcome);
    expect(view?.lines.map((l) => l.name)).toEqual(['任城区', '泗水县']);
    expect(view?.lines[1]?.figures).toEqual([2, 1, 0, 0, 2, 6, 22, 1]);
    expect(view?.totals).toHaveLength(outcomeColumns.length);
    expect(view?.proven).toBe(true);
  });

  it('names the checks that failed', () => {
    const outcome = { totals: {}, offices: [], proven: false, checks: [{ title: '合计相符', passed: false }] };
    expect(readOutcome(outcome)).toMatchObject({ proven: false, failedChecks: ['合计相符'] });
  });

  it('says what was taken for granted, and nothing where an older program said nothing', () => {
    const assumed = [{ question: 'a/b/due', title: '哪一天报送截止？', value: '2024-05-31' }];
    const outcome = { totals: {}, offices: [], proven: true, checks: [] };
    expect(readOutcome({ ...outcome, assumed })?.assumed).toEqual([{ title: '哪一天报送截止？', value: '2024-05-31' }]);
    expect(readOutcome(outcome)?.assumed).toEqual([]);
  });
});
