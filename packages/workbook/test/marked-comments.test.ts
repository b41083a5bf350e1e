import { beforeAll, describe, expect, it } from 'vitest';
import { open } from './book.js';
import { commentTexts, finding, findings, given, partsOf, textOf } from './marked.js';
import { rich, richParts, richSheet } from './rich.js';
import { tamper, zip } from './zip.js';

let returned: Uint8Array;
beforeAll(async () => {
  returned = await given(rich, findings);
});

describe('comments', () => {
  it('of the clerk are kept, ours stand below on the same cell', async () => {
    const texts = commentTexts(await textOf(returned, 'xl/comments1.xml'));
    expect(texts).toMatchObject({
      B2: '张三:\n含二季度补录\n【审核】必须修改：B2 的数不对，请核对后改正。',
      A12: '已核\n【审核】需要说明：A12 的数不对，请核对后改正。',
      B12: '【审核】需要说明：合计与分项不符。',
      B5: '【审核】必须修改：B5 的数不对，请核对后改正。',
      A8: '【审核】需要说明：合并单元格里的数。',
    });
  });
  it('each have one shape, none of another’s id', async () => {
    const vml = await textOf(returned, 'xl/drawings/vmlDrawing1.vml');
    const ids = [...vml.matchAll(/<v:shape id="([^"]+)"/g)].map((m) => m[1]);
    const places = [...vml.matchAll(/<x:Row>(\d+)<\/x:Row>\s*<x:Column>(\d+)</g)].map((m) => `${m[1]},${m[2]}`);
    expect(new Set(ids).size).toBe(ids.length);
    expect(places.sort()).toEqual(['1,1', '11,0', '11,1', '6,2', '4,1', '7,0'].sort());
  });
  it('make their parts where a sheet has none', async () => {
    const second = { place: { sheet: '附表', cell: 'D4' } };
    const bytes = await given(rich, [finding('D4', second)]);
    const parts = await partsOf(bytes);
    expect(parts.get('xl/worksheets/sheet2.xml')?.toString()).toContain(
      '<sheetData><row r="4"><c r="D4" s="3"/></row></sheetData><legacyDrawing xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId2"/></worksheet>',
    );
    expect(commentTexts(parts.get('xl/comments2.xml')?.toString() ?? '')).toHaveProperty('D4');
    expect(parts.get('xl/worksheets/sheet1.xml')?.toString()).toBe(richSheet);
    const book = await open(bytes);
    expect(JSON.stringify(book.getWorksheet('附表')?.getCell('D4').note)).toContain('【审核】必须修改');
  });
  it('are drawn into drawings that are no XML, as form controls leave them', async () => {
    const loose = await tamper(rich, { part: /vml$/, change: (xml) => xml.replace('</div>', '<br>宋体</div>') });
    const drawn = await textOf(await given(loose, [finding('C3')]), 'xl/drawings/vmlDrawing1.vml');
    expect(drawn).toContain('<br>宋体</div>');
    expect(drawn).toMatch(/<x:Row>2<\/x:Row><x:Column>2<\/x:Column><\/x:ClientData><\/v:shape><\/xml>$/);
  });
  it('of a conversation are left to it', async () => {
    const thread = await tamper(rich, {
      part: /comments1/,
      change: (xml) => xml.replace('<author>张三</author>', '<author>tc={1}</author>'),
    });
    expect(commentTexts(await textOf(await given(thread, findings), 'xl/comments1.xml')).B2).toBe(
      '张三:\n含二季度补录',
    );
  });
});

describe('a drawing of comments that the package has lost', () => {
  it('is made anew, and its kind declared', async () => {
    const lost = zip(
      richParts
        .filter(({ name }) => name !== 'xl/drawings/vmlDrawing1.vml')
        .map(({ name, data }) => ({
          name,
          data:
            name === '[Content_Types].xml'
              ? Buffer.from(data)
                  .toString('utf8')
                  .replace(/<Default Extension="vml"[^>]*>/, '')
              : data,
        })),
    );
    const after = await partsOf(await given(lost, findings));
    const types = after.get('[Content_Types].xml')?.toString('utf8') ?? '';
    expect(after.has('xl/drawings/vmlDrawing1.vml')).toBe(true);
    expect(types).toContain('<Default Extension="vml"');
  });
});
