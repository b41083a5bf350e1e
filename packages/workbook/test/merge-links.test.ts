import { createWorkbookPool, type WorkbookPool } from '@duban/workbook';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filed, inputOf, partsOf, sheetParts, without } from './merged.js';

let pool: WorkbookPool;
let parts: ReadonlyMap<string, string>;
let sheets: ReadonlyMap<string, string>;

beforeAll(async () => {
  pool = createWorkbookPool({ size: 1 });
  const rows = [filed(0, '任城区'), without(1, '微山县', { standing: '未报' }), filed(2, '兖州区')];
  parts = await partsOf(await pool.merge(inputOf(rows, { charts: true })));
  sheets = sheetParts(parts);
});
afterAll(() => pool.close());

const xmlOf = (sheet: string) => parts.get(sheets.get(sheet) ?? '') ?? '';
/** Where the links of a sheet lead: from which cell to which cell of which sheet. */
const linksOf = (sheet: string) =>
  [...xmlOf(sheet).matchAll(/<hyperlink ref="([A-Z]+\d+)" location="'([^']+)'!([A-Z]+\d+)"\/>/g)].map(
    ([, from = '', to = '', cell = '']) => ({ from, to, cell }),
  );
const hasCell = (sheet: string, cell: string) => new RegExp(`<c r="${cell}"[^>]*(?:/>|>)`).test(xmlOf(sheet));

describe('links between a total and its sources', () => {
  it('lead from every total to its column of 来源 and from there back to the same total', () => {
    const there = linksOf('汇总');
    const totals = there.filter(({ from }) => /[A-Z]8$/.test(from)).map(({ from }) => from);
    const numbers = [...xmlOf('汇总').matchAll(/<c r="([A-Z]+8)"[^>]*><f>/g)].map(([, cell]) => cell);
    expect(totals).toEqual(numbers);
    expect(totals.length).toBeGreaterThan(20);
    const back = new Map(linksOf('来源').map((link) => [link.from, link]));
    for (const { from, to, cell } of there) {
      expect(to).toBe('来源');
      expect(hasCell(to, cell), cell).toBe(true);
      // The link back stands right below the head that the link leads to. A text has no total to lead back to.
      const home = back.get(cell.replace(/4$/, '5'));
      if (home !== undefined) expect([home.to, home.cell]).toEqual(['汇总', from.replace(/\d+$/, '8')]);
    }
    const homeless = there.filter(({ cell }) => !back.has(cell.replace(/4$/, '5')));
    expect(homeless).toHaveLength(1);
    for (const { to, cell } of back.values()) expect(hasCell(to, cell), cell).toBe(true);
  });
  it('are places inside the workbook: as files outside, exceljs makes them, WPS follows none (exceljs issue 3027)', () => {
    for (const [name, xml] of parts) {
      expect(xml, name).not.toContain('TargetMode="External"');
      expect(xml, name).not.toMatch(/<hyperlink [^>]*r:id/);
    }
  });
  it('have formulas beside them that a program computes afresh', () => {
    expect(parts.get('xl/workbook.xml')).toContain('fullCalcOnLoad="1"');
  });
});
