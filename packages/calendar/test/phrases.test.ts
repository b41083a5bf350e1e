import { describe, expect, it } from 'vitest';
import { contexts } from './phrases/contexts.js';
import { written } from './phrases/notation.js';
import { countedRows, recurringRows } from './phrases/table-counted.js';
import { dayRows } from './phrases/table-days.js';
import { listRows } from './phrases/table-lists.js';
import { ambiguousRows, refusedRows, undatedRows } from './phrases/table-refused.js';
import { noticeRows, practiceRows, type Row } from './phrases/table-sources.js';
import { windowRows } from './phrases/table-windows.js';

const families = {
  'what must be refused': refusedRows,
  'what has several meanings or lacks something': ambiguousRows,
  'duties without a date': undatedRows,
  'the five notices': noticeRows,
  'practice.md': practiceRows,
  'named days': dayRows,
  windows: windowRows,
  'lists, spellings and rest days': listRows,
  recurrences: recurringRows,
  'counts from events, dates and holidays': countedRows,
} as const satisfies Record<string, readonly Row[]>;

for (const [family, rows] of Object.entries(families)) {
  describe(family, () => {
    const cases = rows.map(([phrase, expected, source, context = 'J']) => ({ phrase, expected, source, context }));
    it.each(cases)('$phrase → $expected ($source, $context)', ({ phrase, expected, context }) => {
      expect(written(phrase, contexts[context])).toBe(expected);
    });
  });
}

it('a phrase that repeats 专项整治 without end is refused, not pondered', () => {
  expect(written(`${'专项整治'.repeat(60)}延长`, contexts.J)).toMatch(/^unreadable/);
  expect(written('专项整治时间延长至12月10日', contexts.J)).toBe(written('整治时间延长至12月10日', contexts.J));
});

describe('the table of phrases', () => {
  const all: readonly Row[] = Object.values(families).flat();
  const unlike = (rows: readonly Row[], key: (row: Row) => string) => new Set(rows.map(key)).size;

  it('holds at least 300 different phrases of at least 120 shapes', () => {
    expect(unlike(all, ([phrase, , , context = 'J']) => `${phrase}|${context}`)).toBeGreaterThanOrEqual(300);
    expect(unlike(all, ([phrase]) => phrase)).toBeGreaterThanOrEqual(300);
    expect(unlike(all, ([phrase]) => shapeOf(phrase))).toBeGreaterThanOrEqual(120);
  });

  it('refuses or leaves open at least 60 of them', () => {
    const open = all.filter(([, expected]) => /^(?:unreadable|impossible|inverted)|\|/.test(expected));
    expect(unlike(open, ([phrase]) => phrase)).toBeGreaterThanOrEqual(60);
  });

  it('names the source of every one', () => {
    expect(
      all.filter(
        ([, , source]) => !/^(?:(?:JN23|JN19|WH24|WS25|YY22)[ -]|practice\.md|issue text|general usage)/.test(source),
      ),
    ).toEqual([]);
  });
});

/** A phrase with its digits made one: `12月10日前` and `９月３０日前` have the same shape. */
function shapeOf(phrase: string): string {
  return phrase
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/\d+|[〇零一二三四五六七八九十廿]+(?=[年月日号个季周天点时])/g, '9');
}
