import type { GuidanceListed, QuestionListed } from '@duban/api/types';
import { describe, expect, it } from 'vitest';
import {
  aboutWhat,
  missingFromRevision,
  missingText,
  openQuestions,
  toldWords,
  withdrawGuidance,
} from '../src/board/logic/questions.js';

describe('questions', () => {
  it('wait until they have a number', () => {
    const list = [
      { id: 'a', number: 3 },
      { id: 'b', number: null },
    ] as QuestionListed[];
    expect(openQuestions(list).map(({ id }) => id)).toEqual(['b']);
  });

  it('say about which form they are, or that they are about none in particular', () => {
    expect([aboutWhat({ form: '季度统计表' }), aboutWhat({ form: null })]).toEqual(['季度统计表', '整个专项']);
  });

  it('are not answered with nothing', () => {
    expect(missingText(' ', '答复')).toBe('请写答复。');
    expect(missingText('按到账数填。', '答复')).toBeNull();
  });
});

describe('口径说明', () => {
  it('is not revised to nothing, to what it is, or without a reason', () => {
    expect(missingFromRevision('按到账数填。', { text: ' ', reason: '更正' })).toMatch(/口径/);
    expect(missingFromRevision('按到账数填。', { text: '按到账数填。 ', reason: '更正' })).toMatch(/没有变化/);
    expect(missingFromRevision('按到账数填。', { text: '按应追回数填。', reason: '' })).toBe('请写修订的理由。');
    expect(missingFromRevision('按到账数填。', { text: '按应追回数填。', reason: '更正' })).toBeNull();
  });

  it('is withdrawn with a reason, as it was on screen', () => {
    const { needsReason, url, revision, body } = withdrawGuidance({
      id: 'g',
      number: 2,
      revision: 4,
    } as GuidanceListed);
    expect([needsReason, url, revision, body('作废')]).toEqual([
      true,
      '/api/guidance/withdraw',
      4,
      { guidance: 'g', reason: '作废' },
    ]);
  });

  it('says how many people are told', () => {
    expect([toldWords(29), toldWords(0), toldWords(undefined)]).toEqual([
      '将告知 29 人',
      '没有要告知的单位',
      '没有要告知的单位',
    ]);
  });
});
