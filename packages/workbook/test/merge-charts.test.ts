import { createWorkbookPool, type MergeInput, type WorkbookPool } from '@duban/workbook';
import type { Workbook } from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open } from './book.js';
import { sheetOf, textsOf } from './looking.js';
import { everything, filed, inputOf, partsOf, shown, without } from './merged.js';

let pool: WorkbookPool;
const rows = [filed(0, '任城区'), without(1, '微山县', { standing: '未报' }), filed(2, '兖州<区>&“县”')];

beforeAll(() => {
  pool = createWorkbookPool({ size: 1 });
});
afterAll(() => pool.close());

interface Drawn {
  readonly book: Workbook;
  readonly parts: ReadonlyMap<string, string>;
  readonly charts: readonly string[];
}
async function drawn(input: MergeInput): Promise<Drawn> {
  const bytes = await pool.merge(input);
  const parts = await partsOf(bytes);
  const charts = [...parts].filter(([name]) => name.startsWith('xl/charts/')).map(([, xml]) => xml);
  return { book: await open(bytes), parts, charts };
}
const decoded = (xml: string) =>
  xml.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
const titleOf = (chart: string) => /<a:t>([^<]*)<\/a:t>/.exec(chart)?.[1] ?? '';
/** References of a chart with what is cached for them. */
const referencesOf = (chart: string) =>
  [...chart.matchAll(/<c:f>([^<]*)<\/c:f><c:(?:str|num)Cache>(.*?)<\/c:(?:str|num)Cache>/g)].map(
    ([, at = '', cache = '']) => ({
      at: decoded(at),
      cached: [...cache.matchAll(/<c:v>([^<]*)<\/c:v>/g)].map(([, value = '']) => decoded(value)),
    }),
  );

describe('charts', () => {
  it('are left out unless asked for', async () => {
    const { charts, parts } = await drawn(inputOf(rows));
    expect(charts).toEqual([]);
    expect(parts.get('xl/workbook.xml')).not.toContain('图表');
  });
  it('draw what a supervision section looks at first: checked, recovered, what was done, what was violated', async () => {
    const { charts } = await drawn(inputOf(rows, { charts: true }));
    expect(charts.map(titleOf)).toEqual([
      '各单位检查机构（家）',
      '各单位追回金额（万元）',
      '处理机构构成（家）',
      '二、违规行为：金额构成（万元）',
    ]);
  });
  it('cache exactly what stands in the cells they refer to, which refer to 汇总', async () => {
    const { book, charts } = await drawn(inputOf(rows, { charts: true }));
    const sheet = sheetOf(book, '图表');
    const seen = charts.flatMap(referencesOf);
    expect(seen.length).toBeGreaterThan(8);
    for (const { at, cached } of seen) {
      const [, column = '', from = '', to = from] = /^'图表'!\$([A-Z]+)\$(\d+)(?::\$[A-Z]+\$(\d+))?$/.exec(at) ?? [];
      const cells = Array.from({ length: Number(to) - Number(from) + 1 }, (_, i) =>
        sheet.getCell(`${column}${Number(from) + i}`),
      );
      const values = cells.map((cell) => String(shown(cell) ?? '')).filter((value) => value !== '');
      expect(values, at).toEqual(cached);
    }
    const formulas: string[] = [];
    sheet.eachRow((row) => row.eachCell((cell) => cell.formula && formulas.push(cell.formula)));
    expect(formulas.length).toBeGreaterThan(10);
    for (const formula of formulas) expect(formula).toMatch(/'汇总'![A-Z]+\d+/);
  });
  it('leave out an office without figures instead of drawing it as 0', async () => {
    const { charts } = await drawn(inputOf(rows, { charts: true }));
    expect(charts[0]).toContain('任城区');
    expect(charts[0]).not.toContain('微山县');
    expect(charts[0]).toContain('兖州&lt;区&gt;&amp;“县”');
  });
  it('of more offices than can be told apart show only what totals are made of', async () => {
    const many = Array.from({ length: 41 }, (_, i) => filed(i, `第${i}县`));
    const { charts, book } = await drawn(inputOf(many, { charts: true }));
    expect(charts.map(titleOf)).toEqual(['处理机构构成（家）', '二、违规行为：金额构成（万元）']);
    expect(textsOf(sheetOf(book, '图表')).join()).toContain('填报单位 41 家');
  });
  it('of a table of ledgers show records per office', async () => {
    const { charts } = await drawn(inputOf(rows, { charts: true, table: { ...everything, sections: [] } }));
    expect(charts.map(titleOf)).toEqual(['各单位检查机构名单记录数（条）']);
  });
  it('say so when nobody has figures', async () => {
    const { charts, book } = await drawn(inputOf([without(0, '微山县', { standing: '未报' })], { charts: true }));
    expect(charts).toEqual([]);
    expect(textsOf(sheetOf(book, '图表'))).toContain('没有可以画成图的数据。');
  });
});

describe('the package with charts', () => {
  it('names a part for every relationship and a content type for every part', async () => {
    const { parts } = await drawn(inputOf(rows, { charts: true }));
    const types = parts.get('[Content_Types].xml') ?? '';
    for (const [name, xml] of parts) {
      if (name.endsWith('.rels')) {
        const base = name.replace(/_rels\/[^/]*$/, '');
        for (const [, target = ''] of xml.matchAll(/Target="([^"]+)"/g)) {
          const at = target.startsWith('/') ? target.slice(1) : new URL(target, `http://x/${base}`).pathname.slice(1);
          expect(parts.has(at), `${name} → ${target}`).toBe(true);
        }
      } else if (name !== '[Content_Types].xml') expect(types, name).toContain(`PartName="/${name}"`);
    }
  });
});
