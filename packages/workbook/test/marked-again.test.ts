import type { FillPattern, Workbook } from 'exceljs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { readCells } from '../src/cells/read-cells.js';
import { open, save } from './book.js';
import { commentTexts, finding, findings, given, partsOf, textOf } from './marked.js';
import { rich, richSheet } from './rich.js';
import { tamper } from './zip.js';

let returned: Uint8Array;
beforeAll(async () => {
  returned = await given(rich, findings);
});

describe('an earlier return handed in again', () => {
  it('gives the very same package for the same findings: marks never pile up', async () => {
    const again = await given(returned, findings);
    const [first, second] = [await partsOf(returned), await partsOf(again)];
    expect([...second.keys()]).toEqual([...first.keys()]);
    for (const [name, data] of first) expect(second.get(name)?.toString(), name).toBe(data.toString());
  });
  it('without findings is the clerk’s workbook again, apart from the list', async () => {
    const clean = await partsOf(await given(returned, []));
    const once = await partsOf(await given(rich, []));
    for (const name of ['xl/comments1.xml', 'xl/drawings/vmlDrawing1.vml', 'xl/workbook.xml']) {
      // Shown as a run of its own, a bare text says the same.
      const plain = (text = '') =>
        text.replace('<r><t>已核</t></r>', '<t>已核</t>').replace('<author>审核</author>', '');
      expect(plain(clean.get(name)?.toString()), name).toBe(plain(once.get(name)?.toString()));
    }
    const sheet = clean.get('xl/worksheets/sheet1.xml')?.toString() ?? '';
    expect(sheet.replace(/<row r="(7|8)">.*?<\/row>/g, '').replace(/(<row r="5"[^>]*[^/])>.*?<\/row>/, '$1/>')).toBe(
      richSheet,
    );
  });
  it('gives cells their old fills back after another program has written everything anew', async () => {
    const saved = await save(await open(returned));
    const clean = await open(await given(saved, []));
    const original = await open(rich);
    expect(clean.worksheets.map(({ name }) => name)).toEqual(['审核意见', '统计表', '附表']);
    for (const address of ['B2', 'B12', 'A12', 'B5', 'C7']) {
      const fill = (book: Workbook) => {
        const { pattern, fgColor } = (book.getWorksheet('统计表')?.getCell(address).fill ?? {}) as Partial<FillPattern>;
        return pattern === 'solid' ? fgColor : 'none';
      };
      expect(fill(clean), address).toEqual(fill(original));
    }
    expect(clean.getWorksheet('统计表')?.getCell('B12').note).toBeUndefined();
  });
  it('takes no marks off cells that somebody has painted since', async () => {
    const painted = await tamper(returned, {
      part: /sheet1\.xml$/,
      change: (xml) => xml.replace(/(<c r="B12") s="\d+"/, '$1 s="2"'),
    });
    expect(await textOf(await given(painted, []), 'xl/worksheets/sheet1.xml')).toContain('<c r="B12" s="2">');
  });
  it('believes no fill that says more than a fill', async () => {
    const forged = await tamper(returned, {
      part: /sheet3\.xml$/,
      change: (xml) => xml.replace(/&lt;fill&gt;/g, '&lt;fill&gt;&lt;script src=\\"x\\"/&gt;'),
    });
    const styles = await textOf(await given(forged, []), 'xl/styles.xml');
    expect(styles).not.toContain('script');
  });
  it('property: any findings, then any others: as if only the others had been', async () => {
    const cells = fc.uniqueArray(fc.constantFrom('A1', 'B2', 'B3', 'C3', 'B5', 'A9', 'B12', 'A12', 'D20', 'ZZ7'), {
      maxLength: 6,
    });
    const some = fc
      .tuple(cells, fc.constantFrom('E', 'W', 'I'))
      .map(([list, severity]) => list.map((cell) => finding(cell, { severity: severity as 'E' })));
    const said = async (bytes: Uint8Array) => {
      const comments = commentTexts(await textOf(bytes, 'xl/comments1.xml'));
      const book = await open(bytes);
      const fills: Record<string, unknown> = {};
      book.getWorksheet('统计表')?.eachRow({ includeEmpty: true }, (row) =>
        row.eachCell({ includeEmpty: true }, (cell) => {
          const fill = cell.fill as { pattern?: string; fgColor?: object } | undefined;
          if (fill?.pattern === 'solid') fills[cell.address] = fill.fgColor;
        }),
      );
      return { comments, fills, list: (await readCells(bytes, 'x.xlsx')).sheets[0]?.cells };
    };
    await fc.assert(
      fc.asyncProperty(some, some, async (before, after) => {
        const once = await said(await given(rich, after));
        const twice = await said(await given(await given(rich, before), after));
        expect(twice).toEqual(once);
      }),
      { seed: 20231008, numRuns: 12 },
    );
  });
});
