import { describe, expect, it } from 'vitest';
import { figuresIn, findingsInWords, groupFindings, placeOf } from '../src/board/logic/findings.js';
import { finding } from './fixtures/obligation.js';

describe('审核提示 on the board', () => {
  it('puts what must be corrected first and leaves out empty groups', () => {
    const groups = groupFindings([finding('I'), finding('E', { check: 'a' }), finding('E', { check: 'b' })]);
    expect(groups.map((g) => [g.title, g.findings.map((f) => f.check)])).toEqual([
      ['必须更正', ['a', 'b']],
      ['提示', ['sum-of-kinds']],
    ]);
  });

  it('says in one line what the officer is about to accept or return', () => {
    expect(findingsInWords([])).toBe('没有审核提示');
    expect(findingsInWords([finding('W'), finding('E'), finding('E')])).toBe('2 项必须更正、1 项需要说明');
  });

  it('says 应为 only where one thing is right, and 填报 only where one cell is meant', () => {
    expect(figuresIn(finding('E', { found: '31家', expected: '等于 30家' }))).toBe('（填报 31家，应为 等于 30家）');
    expect(figuresIn(finding('I', { found: '28家', expected: '' }))).toBe('（填报 28家）');
    expect(figuresIn(finding('W', { found: '', expected: '' }))).toBe('');
  });

  it('names sheet and cell, or the whole sheet', () => {
    expect(placeOf(finding('E'))).toBe('统计表 C7');
    expect(placeOf(finding('I', { place: null }))).toBe('整张表');
  });
});
