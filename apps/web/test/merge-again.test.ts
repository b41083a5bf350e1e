import { describe, expect, it } from 'vitest';
import { leftInWords, mergingAgain } from '../src/board/logic/merge-again.js';
import { board } from './fixtures/board.js';

const [merged, open] = board.rounds;
if (!merged || !open) throw new Error('the board has two rounds');
const stale = { since: 1, reason: '兖州区2026年第三季度统计表：核实金额' };

describe('merging a round again', () => {
  it('is not offered before it was merged, nor while its figures have everything', () => {
    expect(mergingAgain({ ...open, left: 0 })).toBeNull();
    expect(mergingAgain(merged)).toBeNull();
    expect(leftInWords(merged)).toBeNull();
  });

  it('is offered where sheets were accepted since, says how many, and asks for a reason', () => {
    const act = mergingAgain({ ...merged, left: 2 });
    expect(act).toMatchObject({ url: '/api/rounds/merge-again', needsReason: true });
    expect(act?.effect).toContain('汇总后通过的2家一并计入');
    expect(act?.body('省局要求')).toEqual({ round: merged.id, reason: '省局要求' });
    expect(leftInWords({ ...merged, left: 2, stale: null })).toBe('2家汇总后通过，未计入');
  });

  it('is awaited where sheets wait for their decision: the merged round names them, they are not 未报', () => {
    const counts = { ...merged.counts, review: 3 };
    expect(leftInWords({ ...merged, counts })).toBe('3家已报待审核');
    expect(leftInWords({ ...merged, counts, left: 2 })).toBe('3家已报待审核；2家汇总后通过，未计入');
  });

  it('is offered where a sheet in the figures was taken back', () => {
    expect(mergingAgain({ ...merged, stale })?.effect).not.toContain('家一并计入');
    expect(leftInWords({ ...merged, left: 0, stale })).toBe('汇总数据待更新');
  });
});
