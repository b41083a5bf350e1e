import { type Finding, keysOf } from '@duban/tables';
import { checkSheet, createWorkbookPool, type WorkbookPool } from '@duban/workbook';
import type { Workbook } from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { edit, open } from './book.js';
import { cleanGrid, header, identity, prefill, secret, t1 } from './t1.js';
import { unzip } from './zip.js';

const first = cleanGrid();
const second = cleanGrid(first);
let pool: WorkbookPool;
let handedIn: Uint8Array;
let findings: readonly Finding[];
let returned: Uint8Array;
let book: Workbook;

const judge = async (bytes: Uint8Array) => {
  const sheet = await pool.read({ bytes, name: '任城区.xlsx', table: t1, secret });
  return { sheet, findings: checkSheet(sheet, { table: t1, previous: first }) };
};

beforeAll(async () => {
  pool = createWorkbookPool({ size: 1 });
  const form = await pool.template({ table: t1, identity, prefill: prefill(first), secret });
  handedIn = await pool.fill({
    bytes: form,
    table: t1,
    grid: {
      ...second,
      'chkInst.current': 31,
      'hdlTalk.current': 0,
      'hdlTalk.cumulative': 9,
      'hdlRectify.current': 0,
      'hdlRectify.cumulative': 8,
      'hdlInst.current': 15,
      'hdlInst.cumulative': 27,
    },
    header,
    raw: { 'expPub.current': '=1+1', 'expInner.current': '２' },
  });
  ({ findings } = await judge(handedIn));
  returned = await pool.annotate({ bytes: handedIn, name: '任城区.xlsx', findings });
  book = await open(returned);
});
afterAll(() => pool.close());

const cellAt = (of: Workbook, finding: Finding) => {
  const cell = of.getWorksheet(finding.place?.sheet ?? '')?.getCell(finding.place?.cell ?? '');
  if (cell === undefined) throw new Error('no such cell');
  return cell;
};
const fillOf = (of: Workbook, finding: Finding) =>
  (cellAt(of, finding).fill as { fgColor?: { argb?: string } } | undefined)?.fgColor?.argb;
const find = (severity: string) => {
  const found = findings.find((finding) => finding.severity === severity);
  if (found === undefined) throw new Error(severity);
  return found;
};

describe('a returned workbook', () => {
  it('opens on 审核意见, which counts and lists every finding with its cell', () => {
    expect(book.worksheets[0]?.name).toBe('审核意见');
    const list = book.getWorksheet('审核意见');
    const text: string[] = [];
    list?.eachRow((row) => row.eachCell((cell) => text.push(cell.isHyperlink ? cell.text : String(cell.value ?? ''))));
    const whole = text.join('\n');
    expect(whole).toMatch(/共 \d+ 条：必须修改 \d+ 条，需要说明 \d+ 条，提示 \d+ 条/);
    for (const finding of findings) {
      for (const part of [finding.message, finding.label, finding.found, finding.expected])
        expect(whole).toContain(part);
      expect(whole).toContain(`统计表!${finding.place?.cell}`);
    }
  });
  it('links each finding to its cell', async () => {
    const parts = await unzip(returned);
    const list = parts.map(({ data }) => Buffer.from(data).toString()).find((xml) => xml.includes('<hyperlink '));
    const links = [...(list ?? '').matchAll(/<hyperlink [^>]*location="([^"]+)"/g)].map((m) => m[1]);
    expect(links).toHaveLength(findings.length);
    expect(new Set(links)).toEqual(new Set(findings.map((finding) => `'统计表'!${finding.place?.cell}`)));
  });
  it('marks cells by the worst that is said of them, and says it in a comment', () => {
    const [error, warning, note] = ['E', 'W', 'I'].map(find);
    if (!error || !warning || !note) throw new Error('one of each is needed');
    expect([fillOf(book, error), fillOf(book, warning), fillOf(book, note)]).toEqual([
      'FFFFC7CE',
      'FFFFEB9C',
      'FFDDEBF7',
    ]);
    expect(JSON.stringify(cellAt(book, error).note)).toContain(error.message);
  });
  it('leaves cells alone that nothing is said of', () => {
    const untouched = { ...find('E'), place: { sheet: '统计表', cell: 'E7' } };
    expect(fillOf(book, untouched)).toBe('FFFFF8DC');
    expect(cellAt(book, untouched).note).toBeUndefined();
  });
  it('holds typed text as text: nothing evaluates that did not before', () => {
    const typed = findings.find((finding) => finding.found === '=1+1');
    if (typed === undefined) throw new Error('the typed text was not refused');
    expect(cellAt(book, typed).value).toBe('=1+1');
    for (const sheet of book.worksheets) {
      sheet.eachRow((row) =>
        row.eachCell((cell) => {
          if (cell.formula) expect(cell.formula).toMatch(/^IF\(/);
        }),
      );
    }
  });
  it('gives back formulas that are not the form’s own as they came: it is the clerk’s file', async () => {
    const clever = await edit(handedIn, (cell) => {
      cell('E7').value = { formula: 'SUM(1,99)', result: 100 };
    });
    const back = await open(await pool.annotate({ bytes: clever, name: 'x.xlsx', findings: [] }));
    expect(back.getWorksheet('统计表')?.getCell('E7')).toMatchObject({ formula: 'SUM(1,99)', result: 100 });
  });
});

describe('a returned workbook can be handed in again', () => {
  it('as it is, with the same figures and findings', async () => {
    const before = await judge(handedIn);
    const again = await judge(returned);
    expect(again.sheet.identity).toEqual(identity);
    for (const key of keysOf(t1)) expect(again.sheet.grid[key], key).toBe(before.sheet.grid[key]);
    expect(again.findings).toEqual(before.findings);
  });
  it('corrected, without a finding, and its next return has no old marks', async () => {
    const byKey = new Map(findings.map((finding) => [finding.key, finding.place?.cell ?? '']));
    const corrected = await edit(returned, (cell) => {
      cell(byKey.get('chkInst.current') ?? '').value = 30;
      cell(byKey.get('expPub.current') ?? '').value = 2;
      cell(byKey.get('expInner.current') ?? '').value = 2;
    });
    const { findings: left, sheet } = await judge(corrected);
    expect(left.filter((finding) => finding.severity === 'E')).toEqual([]);
    expect(sheet.grid['expPub.cumulative']).toBe(4);
    const clean = await open(await pool.annotate({ bytes: corrected, name: 'x.xlsx', findings: [] }));
    for (const finding of findings) {
      expect(fillOf(clean, finding), finding.place?.cell).not.toMatch(/FFC7CE|FFEB9C|DDEBF7/);
      expect(cellAt(clean, finding).note).toBeUndefined();
    }
    expect(clean.worksheets.filter((each) => each.name.startsWith('审核意见'))).toHaveLength(1);
  });
  it('still protected, still with what may be typed', async () => {
    const sheet = book.getWorksheet('统计表') as unknown as {
      sheetProtection: { sheet: boolean };
      dataValidations: { model: object };
    };
    expect(sheet.sheetProtection.sheet).toBe(true);
    expect(Object.keys(sheet.dataValidations.model).length).toBeGreaterThan(100);
  });
});
