import { describe, expect, it } from 'vitest';
import { csvOf } from '../src/csv.js';

describe('the call list', () => {
  it.each(['=1+1', '+1', '-1', '@a', ' =1', '＝1', '\t=1'])('never lets Excel run %j as a formula', (text) => {
    expect(csvOf([[text]])).toContain(`'${text}`);
  });

  it('begins with a byte order mark, so that Excel reads the Chinese', () => {
    expect(csvOf([['单位']]).charCodeAt(0)).toBe(0xfeff);
  });

  it('keeps commas, quotes and line breaks inside their cell', () => {
    expect(csvOf([['a,b', 'say "x"', 'two\nlines']])).toBe('\uFEFF"a,b","say ""x""","two\nlines"\r\n');
  });
});
