import { type Finding, measuresOf } from '@duban/tables';
import { describe, expect, it } from 'vitest';
import { formsIn } from '../src/child/reading/recognise.js';
import { form } from './any-form.js';
import { bookOf, sheetOf, type Typed } from './cell-book.js';
import { listRows } from './messy-form.js';
import { grid } from './own-form.js';
import { formOn } from './recognised.js';
import { t1 } from './t1.js';

// Honest files that were once read as something else than what stands in them.
describe('a unit of money that finance offices use is converted, and said', () => {
  const rows = (head: readonly Typed[]): Typed[][] =>
    listRows(t1, { grid, columns: ['current', 'cumulative'] }).map(([label = null, , ...rest], i) =>
      i === 0 ? [...head] : [label, ...rest],
    );
  const amount = { 千元: 10_000_000, 百元: 1_000_000, 十万元: 1_000_000_000, 百万元: 10_000_000_000 } as const;
  it.each(Object.entries(amount))('%s, above the table or in the head of a column', (unit, fen) => {
    const above = formOn(sheetOf([[t1.title], [`单位：${unit}`], ...rows(['指标', '本期', '累计'])]));
    const inHead = formOn(sheetOf([[t1.title], ...rows(['指标', `本期（${unit}）`, `累计（${unit}）`])]));
    for (const found of [above, inHead]) {
      expect(found.grid['amtSelf.current']).toBe(fen);
      expect(found.findings.find(({ key }) => key === 'amtSelf.current')).toMatchObject({
        check: 'unit-converted',
        found: `100${unit}`,
      });
    }
  });
  it('千元, typed behind the number', () => {
    const [first, ...more] = rows(['指标', '本期', '累计']);
    const typed = more.map((row) => (row[0] === '其中：自查自纠退回' ? [row[0], '5千元', row[2] ?? null] : row));
    expect(formOn(sheetOf([[t1.title], first ?? [], ...typed])).grid['amtSelf.current']).toBe(500_000);
  });
});

describe('a head that speaks of last year', () => {
  it.each(['上年累计', '上年同期累计', '上年末累计', '截至上年末累计'])('(%s) is not 上期累计, nor 累计', (head) => {
    const rows = listRows(t1, { grid, columns: ['current', 'current', 'cumulative'] }).map((row): Typed[] => {
      const [label = null, unit = null, , current = null, cumulative = null] = row;
      if (row.length < 3) return row;
      const whole = typeof cumulative === 'number' ? { f: 'H1+1', v: cumulative } : cumulative;
      return [label, unit, 7, current, whole];
    });
    const found = formOn(sheetOf([[t1.title], ['指标', '计量单位', head, '本期', '累计'], ...rows]));
    expect(found.grid['chkVisits.cumulative']).toBe(grid['chkVisits.cumulative']);
    expect(found.findings.filter(({ severity }) => severity === 'E')).toEqual([]);
  });
  it('(截至上期末累计) is 上期累计', () => {
    const rows = listRows(t1, { grid, columns: ['current', 'current', 'cumulative'] });
    const found = formOn(sheetOf([[t1.title], ['指标', '计量单位', '截至上期末累计', '本期', '累计'], ...rows]));
    expect(found.grid['chkVisits.cumulative']).toBe(grid['chkVisits.cumulative']);
  });
});

describe('a number whose format shows another one', () => {
  const fine = (format: string, v = 123_456) => {
    const rows = listRows(t1, { grid, columns: ['current', 'cumulative'] });
    const typed = rows.map((row): Typed[] =>
      row[0] === '行政罚款' ? ['行政罚款', '万元', { v, format }, row[3] ?? null] : row,
    );
    return formOn(sheetOf([[t1.title], ['指标', '计量单位', '本期', '累计'], ...typed]));
  };
  it.each(['0!.0,', '#,##0.00,', '0\\.0,"万"', '[>=10000]0!.0,"万";0', '#,##0,,_ '])('(%s) is refused', (format) => {
    const found = fine(format);
    expect(found.grid['amtFine.current']).toBeNull();
    expect(found.findings.find(({ key }) => key === 'amtFine.current')).toMatchObject({
      check: 'scaled-format',
      severity: 'E',
      found: '123456',
    });
  });
  it.each(['#,##0', '#,##0.00_ ', '0.00"万元,"', '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '])(
    '(%s) does not, and is read',
    (format) => {
      expect(fine(format).grid['amtFine.current']).toBe(123_456_000_000);
    },
  );
  it('is read where it is 0 in any scale', () => {
    expect(fine('0!.0,', 0).grid['amtFine.current']).toBe(0);
  });
});

describe('figures of several offices or periods without a word on whose they are', () => {
  const t2b = form('T2b');
  const measures = measuresOf(t2b).filter(({ kind }) => kind !== 'text' && kind !== 'ratio');
  const several = (found: { readonly findings: readonly Finding[] }) =>
    found.findings
      .filter(({ check }) => check === 'several-figures')
      .map(({ severity, found: cells }) => [severity, cells]);
  it('are refused although the first office has next to nothing, side by side', () => {
    const rows = measures.map(({ label }, i): Typed[] => [label, i === 0 ? 5 : null, i + 100]);
    expect(several(formOn(sheetOf([[t2b.title], ['指标', '任城区', '兖州区'], ...rows])))).toEqual([['E', 'B3']]);
  });
  it('and one below the other', () => {
    const heads = measures.map(({ label }) => label);
    const [first, second] = [heads.map((_, i) => (i === 0 ? 5 : null)), heads.map((_, i) => i + 100)];
    const sheet = sheetOf([[t2b.title], ['单位', ...heads], ['任城区', ...first], ['兖州区', ...second]]);
    expect(several(formOn(sheet))).toEqual([['E', 'B3']]);
  });
  it('are two forms when two departments report different periods', () => {
    const t7 = form('T7');
    const part = (name: string, period: string, sections: typeof t7.sections) =>
      sheetOf(
        [
          [t7.title],
          ['填报单位：任城区', null, `统计期：${period}`],
          ['指标', '计量单位', '本期', '上期调整数', '累计'],
          ...sections.flatMap(({ title, measures: own }) => [
            [title],
            ...own.map(({ label, unit }): Typed[] => [label, unit, 1, null, 1]),
          ]),
        ],
        { name },
      );
    const formsOf = (second: string) =>
      formsIn(
        bookOf(part('公安', '2023年第三季度', t7.sections.slice(0, 2)), part('检察', second, t7.sections.slice(2, 5))),
        { name: 'x', tables: [t7], secret: null, altered: 'a finding' },
      ).map(({ sheet }) => sheet);
    expect(formsOf('2023年三季度')).toEqual(['公安']);
    expect(formsOf('2023年第四季度')).toEqual(['公安', '检察']);
  });
});
