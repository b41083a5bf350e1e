import { describe, expect, it } from 'vitest';
import { countWords, groupFindings } from '../../src/desk/logic/group-findings.js';
import { finding } from './fixtures.js';

const mixed = [finding('W', 'C3'), finding('E', 'C5'), finding('I', 'C1'), finding('E', 'C9')];

describe('findings as shown', () => {
  it('puts what must change first, keeps the order of the sheet inside a group, and counts through', () => {
    const shown = groupFindings(mixed).map(({ severity, rows }) => [
      severity,
      rows.map(({ index, finding: f }) => `${index} ${f.place?.cell}`),
    ]);
    expect(shown).toEqual([
      ['E', ['0 C5', '1 C9']],
      ['W', ['2 C3']],
      ['I', ['3 C1']],
    ]);
  });

  it('makes no empty group', () => {
    expect(groupFindings([finding('W', 'C3')]).map((g) => g.severity)).toEqual(['W']);
    expect(groupFindings([])).toEqual([]);
  });

  it('counts them in words', () => {
    expect(countWords(mixed)).toBe('必须改2处，需说明1处，提示1处');
    expect(countWords([])).toBe('');
  });
});
