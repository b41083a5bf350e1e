import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Finding } from '@duban/tables';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { columnLetters } from '../../src/cells/address.js';
import { readCells } from '../../src/cells/read-cells.js';
import { annotate } from '../../src/child/annotate.js';
import { rich } from '../rich.js';
import { unzip } from '../zip.js';
import { corpus, corpusFile, corpusMissing } from './corpus.js';
import { openpyxl, openpyxlMissing } from './openpyxl.js';
import { converted, sofficeMissing } from './soffice.js';

// A marked return in the hands of other programs.
const finding = (sheet: string, cell: string, severity: Finding['severity'] = 'E'): Finding => ({
  check: 'x',
  severity,
  key: null,
  label: '检查机构（本期）',
  place: { sheet, cell },
  found: '12',
  expected: '30',
  message: '与分项之和不符，请核对后改正。',
});
const findings = [finding('统计表', 'B2'), finding('统计表', 'B12', 'W'), finding('附表', 'D4', 'I')];

let folder: string;
let returned: Uint8Array;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'duban-return-'));
  returned = await annotate({ bytes: rich, name: '任城区.xlsx', findings });
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.skipIf(sofficeMissing !== '')(`a marked return in LibreOffice${sofficeMissing}`, () => {
  it('prints', () => {
    expect(converted(returned, { folder, format: 'pdf' }).subarray(0, 5).toString()).toBe('%PDF-');
  });
  it('is saved anew with its figures, picture, chart, drop-downs and comments; its next return has no old marks', async () => {
    const saved = converted(returned, { folder, format: 'xlsx' });
    const names = (await unzip(saved)).map(({ name }) => name);
    expect(names.filter((name) => /media\/image|charts\/chart\d/.test(name))).toHaveLength(2);
    const [list, form] = (await readCells(saved, 'x.xlsx')).sheets;
    expect(list?.name).toBe('审核意见');
    expect(form?.cells.get('B12')).toMatchObject({ formula: 'SUM(B2:B11)', content: { number: 36 } });
    const clean = await unzip(await annotate({ bytes: saved, name: 'x.xlsx', findings: [] }));
    const all = clean
      .map(({ name, data }) => (/comments|sheet\d/.test(name) ? Buffer.from(data).toString() : ''))
      .join('\n');
    expect(all).not.toContain('【审核】');
    expect(all).toContain('含二季度补录');
    expect(
      (await readCells(await annotate({ bytes: saved, name: 'x.xlsx', findings: [] }), 'x.xlsx')).sheets.map(
        ({ name }) => name,
      ),
    ).toEqual(['审核意见', '统计表', '附表']);
  });
});

describe.skipIf(openpyxlMissing !== '')(`a marked return in openpyxl${openpyxlMissing}`, () => {
  it('has its marks, and still its chart, rules, drop-downs, names, hidden rows and comments', () => {
    const file = join(folder, 'return.xlsx');
    writeFileSync(file, returned);
    const script = `
import json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
sheet = book['统计表']
print(json.dumps({
  'names': book.sheetnames, 'active': book.active.title, 'fill': sheet['B2'].fill.fgColor.rgb, 'align': sheet['B2'].alignment.horizontal,
  'format': sheet['B2'].number_format, 'comment': sheet['B2'].comment.text, 'charts': len(sheet._charts),
  'validations': [str(v.sqref) for v in sheet.data_validations.dataValidation],
  'rules': [str(r.sqref) for r in sheet.conditional_formatting], 'hidden': sheet.row_dimensions[3].hidden,
  'area': sheet.print_area, 'titles': book['附表'].print_title_rows, 'own': book.defined_names['基数'].attr_text,
  'link': book['审核意见']['C6'].hyperlink.location, 'note': book['附表']['D4'].comment.text}))
`;
    expect(JSON.parse(openpyxl(script, file))).toEqual({
      names: ['审核意见', '统计表', '附表'],
      active: '审核意见',
      fill: 'FFFFC7CE',
      align: 'center',
      format: '0.00_ ',
      comment: '张三:\n含二季度补录\n【审核】必须修改：与分项之和不符，请核对后改正。',
      charts: 1,
      validations: ['B2:B11'],
      rules: ['B2:B11'],
      hidden: true,
      area: "'统计表'!$A$1:$C$12",
      titles: '$1:$1',
      own: '统计表!$B$2',
      link: "'统计表'!B2",
      note: '【审核】提示：与分项之和不符，请核对后改正。',
    });
  });
});

describe.skipIf(corpus.length === 0)(`somebody else’s workbook comes back marked${corpusMissing}`, () => {
  /** A cell with content and, beside the content, one that may not be written yet; on the sheet with most in it. */
  const targets = async (bytes: Uint8Array, name: string): Promise<readonly Finding[]> => {
    const { sheets } = await readCells(bytes, name);
    const sheet = sheets.reduce((most, each) => (each.cells.size > most.cells.size ? each : most));
    const filled = [...sheet.cells.keys()][0] ?? 'A1';
    const blank = `${columnLetters(sheet.lastColumn + 2)}${sheet.lastRow + 2}`;
    return [finding(sheet.name, filled), finding(sheet.name, blank, 'W')];
  };
  const sizes = corpus.filter((name) => corpusFile(name).length > 0);
  it.each(sizes)('%s', async (name) => {
    const bytes = corpusFile(name);
    const marks = await targets(bytes, name);
    const marked = await annotate({ bytes, name, findings: marks });
    const before = await readCells(bytes, name);
    const [list, ...rest] = (await readCells(marked, name)).sheets;
    expect(list?.name).toBe('审核意见');
    expect(rest).toEqual(before.sheets);
    const [old, now] = [
      await unzip(bytes),
      new Map((await unzip(marked)).map((part) => [part.name, Buffer.from(part.data)])),
    ];
    const expected =
      /^(\[Content_Types\]\.xml|xl\/workbook\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/styles\.xml|xl\/(?:worksheets|chartsheets)\/.*|xl\/comments\d*\.xml|xl\/drawings\/vmlDrawing\d*\.vml)$/;
    for (const part of old) {
      if (!expected.test(part.name)) expect(now.get(part.name)?.equals(Buffer.from(part.data)), part.name).toBe(true);
    }
    const again = await annotate({ bytes: marked, name, findings: marks });
    expect(Buffer.from(again).equals(Buffer.from(marked))).toBe(true);
  });
  it.skipIf(openpyxlMissing !== '')('and openpyxl opens every one it could open before', async () => {
    const files: [string, string][] = [];
    for (const [i, name] of sizes.entries()) {
      const [before, after] = [join(folder, `${i}-a.xlsx`), join(folder, `${i}-b.xlsx`)];
      writeFileSync(before, corpusFile(name));
      writeFileSync(
        after,
        await annotate({ bytes: corpusFile(name), name, findings: await targets(corpusFile(name), name) }),
      );
      files.push([before, after]);
    }
    const script = `
import json, sys, warnings, openpyxl
warnings.simplefilter('ignore')
def opens(path):
    try:
        openpyxl.load_workbook(path)
        return True
    except Exception as error:
        return repr(error)
print(json.dumps([[opens(a), opens(b)] for a, b in json.load(open(sys.argv[1]))]))
`;
    const list = join(folder, 'files.json');
    writeFileSync(list, JSON.stringify(files));
    const opened = JSON.parse(openpyxl(script, list)) as [unknown, unknown][];
    for (const [i, [before, after]] of opened.entries()) if (before === true) expect(after, sizes[i]).toBe(true);
    expect(opened.filter(([before]) => before === true).length).toBeGreaterThan(30);
  });
});
