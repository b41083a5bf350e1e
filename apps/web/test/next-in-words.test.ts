import { describe, expect, it } from 'vitest';
import { decisionForm } from '../src/board/logic/decision-form.js';
import { nextInWords } from '../src/board/logic/next-in-words.js';
import { at, cell } from './fixtures/board.js';

const next = { at: at('2026-10-09', '09:00'), step: 'T−1 邮件' };

describe('what the drawer says of the next step', () => {
  it('names the next chase while the round is open', () => {
    expect(nextInWords({ next, roundMerged: false, cell: cell() })).toMatch(/　T−1 邮件$/);
    expect(nextInWords({ next: null, roundMerged: false, cell: cell() })).toBe('没有后续催报');
  });

  it('says of what is still owed after its round was merged that no reminder comes any more, and what to do instead', () => {
    const returned = cell({ state: 'returned', days: -2, due: '2026-10-30' });
    const said = nextInWords({ next: null, roundMerged: true, cell: returned });
    expect(said).toContain('系统不再催报，请电话跟进');
    expect(said).toContain('重报审核通过后');
    expect(nextInWords({ next: null, roundMerged: true, cell: cell() })).toContain('补报审核通过后');
    expect(nextInWords({ next: null, roundMerged: true, cell: cell({ state: 'merged' }) })).toBe('没有后续催报');
  });

  it('and a decision promises no figure of a round that was merged, but reminders by the new day', () => {
    expect(decisionForm('return', true).effect).toContain('按新的时限重新催报');
    expect(decisionForm('reopen', true).effect).toContain('照常催报');
    expect(decisionForm('accept', true).effect).toContain('不自动计入');
  });
});
