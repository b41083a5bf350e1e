import { describe, expect, it } from 'vitest';
import { decideBody, missingFrom } from '../src/board/logic/decision-form.js';
import { obligation } from './fixtures/obligation.js';

const empty = { reason: '', due: '' };

describe('审核意见 before it is sent', () => {
  it('refuses a return, an exemption and a reopening without a reason; blanks are none', () => {
    for (const kind of ['return', 'exempt', 'reopen'] as const)
      expect(missingFrom(kind, { reason: '  ', due: '' })).toBe('请填写理由。');
  });

  it('refuses an extension without a day', () => {
    expect(missingFrom('extend', { reason: '台风停工', due: '' })).toBe('请填写新的时限。');
  });

  it('lets an accept pass with nothing filled in', () => {
    expect(missingFrom('accept', empty)).toBeNull();
  });

  it('accepts and returns the version on screen, the latest', () => {
    expect(decideBody(obligation, 'accept', empty)).toEqual({
      obligation: obligation.id,
      submission: `${obligation.id}#2`,
      kind: 'accept',
      reason: '',
      due: null,
    });
  });

  it('exempts and extends the obligation, not a version', () => {
    const body = decideBody(obligation, 'extend', { reason: ' 台风停工 ', due: '2026-10-15' });
    expect(body).toMatchObject({ submission: null, reason: '台风停工', due: '2026-10-15' });
  });

  it('has no version to decide on where nothing was handed in', () => {
    expect(decideBody({ id: 'o', submissions: [] }, 'accept', empty).submission).toBeNull();
  });
});
