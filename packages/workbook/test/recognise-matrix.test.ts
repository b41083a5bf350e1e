import { describe, expect, it } from 'vitest';
import { form } from './any-form.js';
import { sheetOf, type Typed } from './cell-book.js';
import { formOn } from './recognised.js';

const t2a = form('T2a');

describe('a matrix made elsewhere', () => {
  const matrix = t2a.sections.find((section) => section.matrix !== null)?.matrix;
  const rows = (matrix?.rows ?? []).map((row, i): Typed[] => [i + 1, row.label, i + 3, (i + 1) * 1.5]);
  const body: Typed[][] = [
    ['定点医药机构自查自纠情况统计表'],
    ['序号', '违规行为', '违规例（次）数', '违规金额（万元）'],
    ...rows,
  ];
  it('is read by its row labels and column heads', () => {
    const found = formOn(sheetOf(body));
    expect(found.table).toBe('T2a');
    expect(found.grid).toMatchObject({ 'r01Cnt.current': 3, 'r01Amt.current': 1_500_000, 'r05Cnt.current': 7 });
    const own = new Set(matrix?.rows.map(({ label }) => label));
    expect(found.findings.filter(({ label }) => own.has(label))).toEqual([]);
  });
  it('also turned, violations along the top', () => {
    const turned = (body[1] ?? []).map((_, column) => body.slice(1).map((row) => row[column] ?? null));
    const found = formOn(sheetOf([['定点医药机构自查自纠情况统计表'], ...turned.slice(1)]));
    expect(found.grid).toMatchObject({ 'r01Cnt.current': 3, 'r01Amt.current': 1_500_000, 'r05Cnt.current': 7 });
  });
  it('also under heads of two rows', () => {
    const found = formOn(
      sheetOf(
        [
          body[0] ?? [],
          ['序号', '违规行为', '违规', null],
          [null, null, '例（次）数', '金额（元）'],
          ...rows.map((row) => [...row.slice(0, 3), (row[3] as number) * 10_000]),
        ],
        {
          merges: ['A2:A3', 'B2:B3', 'C2:D2'],
        },
      ),
    );
    expect(found.grid).toMatchObject({ 'r01Cnt.current': 3, 'r01Amt.current': 1_500_000, 'r05Cnt.current': 7 });
  });
});
