import {
  type CellKey,
  columnsOf,
  cumulate,
  type Finding,
  type Grid,
  keysOf,
  measuresOf,
  type Value,
} from '@duban/tables';
import { checkSheet, createWorkbookPool, type WorkbookPool } from '@duban/workbook';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { edit } from './book.js';
import { cleanGrid, header, identity, prefill, secret, t1 } from './t1.js';
import { tamper } from './zip.js';

const first = cleanGrid();
const second = cleanGrid(first);
let pool: WorkbookPool;
let form: Uint8Array;
let filled: Uint8Array;

beforeAll(async () => {
  pool = createWorkbookPool({ size: 1 });
  form = await pool.template({ table: t1, identity, prefill: prefill(first), secret });
  filled = await pool.fill({ bytes: form, table: t1, grid: second, header });
  const { places } = await pool.read({ bytes: filled, name: '', table: t1, secret });
  rows = new Map(Object.entries(places).map(([key, place]) => [key.replace(/\..*/, ''), (place?.cell ?? '').slice(1)]));
});
afterAll(() => pool.close());

/** The row of a measure on the untouched form. */
let rows: ReadonlyMap<string, string>;
const at = (column: string, measure: string) => `${column}${rows.get(measure)}`;
const read = (bytes: Uint8Array) => pool.read({ bytes, name: '任城区.xlsx', table: t1, secret });
/** Every finding on a sheet, reading and checks together. */
const judge = async (bytes: Uint8Array) => checkSheet(await read(bytes), { table: t1, previous: first });
const said = (findings: readonly Finding[]) => findings.map((f) => `${f.severity} ${f.check} ${f.place?.cell ?? '-'}`);
const typed = async (raw: Partial<Record<CellKey, string>>) =>
  said(await judge(await pool.fill({ bytes: form, table: t1, grid: second, header, raw })));
const edited = async (change: Parameters<typeof edit>[1]) => judge(await edit(filled, change));

describe('a figure is refused with its cell', () => {
  it('when it is a word', async () => {
    const [finding, ...rest] = await judge(
      await pool.fill({ bytes: form, table: t1, grid: second, header, raw: { 'expPub.current': '两起' } }),
    );
    expect(finding).toMatchObject({
      check: 'not-a-number',
      severity: 'E',
      found: '两起',
      expected: '只填数字',
      key: 'expPub.current',
      label: '公开曝光典型案例（本期）',
    });
    expect(finding?.place?.sheet).toBe('统计表');
    expect(rest).toEqual([]);
  });
  it('when it is a dash or 无 for none', async () => {
    expect(await typed({ 'expPub.current': '-', 'expInner.current': '无' })).toEqual([
      `E not-a-number ${at('E', 'expPub')}`,
      `E not-a-number ${at('E', 'expInner')}`,
    ]);
  });
  it('when it is half a case, or money finer than 1 分', async () => {
    expect(await typed({ 'expPub.current': '2.5', 'amtPayable.current': '1.0000001' })).toEqual([
      `E finer-than-fen ${at('E', 'amtPayable')}`,
      `E not-whole ${at('E', 'expPub')}`,
    ]);
    const findings = await edited((cell) => {
      cell(at('E', 'expPub')).value = 2.5;
      cell(at('E', 'amtPayable')).value = 1e-7;
    });
    expect(said(findings)).toEqual([`E finer-than-fen ${at('E', 'amtPayable')}`, `E not-whole ${at('E', 'expPub')}`]);
  });
  it('when it is an error, a truth or a date', async () => {
    const findings = await edited((cell) => {
      cell(at('E', 'expPub')).value = { error: '#DIV/0!' };
      cell(at('E', 'expInner')).value = true;
      cell(at('E', 'repRecv')).value = new Date(Date.UTC(2023, 10, 20));
      cell(at('E', 'repRecv')).style = { numFmt: 'yyyy-mm-dd' };
    });
    expect(said(findings)).toEqual([
      `E error-value ${at('E', 'expPub')}`,
      `E not-a-number ${at('E', 'expInner')}`,
      `E not-a-number ${at('E', 'repRecv')}`,
    ]);
    expect(findings.map((finding) => finding.found)).toEqual(['#DIV/0!', 'TRUE', '2023-11-20']);
  });
  it('when it is a formula that nobody calculated', async () => {
    const findings = await edited((cell) => {
      cell(at('E', 'expPub')).value = { formula: '1+1' } as never;
    });
    expect(said(findings)).toEqual([`E formula-not-calculated ${at('E', 'expPub')}`]);
  });
  it('when a formula of the form shows something else than its inputs come to', async () => {
    const findings = await edited((cell) => {
      cell(at('G', 'expPub')).value = { formula: cell(at('G', 'expPub')).formula, result: 99 };
    });
    expect(said(findings)).toEqual([`E formula-stale ${at('G', 'expPub')}`]);
    expect(findings[0]).toMatchObject({ found: '99起', expected: '4起' });
  });
  it('when a row of the form is gone, or there twice', async () => {
    const gone = await edited((cell) => {
      cell(at('I', 'expPub')).value = null;
    });
    expect(said(gone)).toContain('E row-missing -');
    const twice = await edited((cell) => {
      cell(at('I', 'expInner')).value = 'expPub';
    });
    expect(said(twice)).toEqual(expect.arrayContaining([`E row-repeated ${at('B', 'expInner')}`, 'E row-missing -']));
    expect(twice.find(({ check }) => check === 'row-repeated')?.message).toContain(
      `（${at('B', 'expPub')} 和 ${at('B', 'expInner')}）`,
    );
  });
  it('when somebody changed the unit of a row', async () => {
    const findings = await edited((cell) => {
      cell(at('C', 'amtRecover')).value = '元';
    });
    expect(said(findings)).toEqual([`E unit-changed ${at('C', 'amtRecover')}`]);
    expect(findings[0]).toMatchObject({ found: '元', expected: '万元' });
  });
  it('when a compulsory header field is empty', async () => {
    const findings = await judge(
      await pool.fill({ bytes: form, table: t1, grid: second, header: { ...header, filler: '' } }),
    );
    expect(findings.map((finding) => [finding.check, finding.label])).toEqual([['header-blank', '填报人']]);
  });
  it('once: what could not be read is not also called blank', async () => {
    expect(await typed({ 'trfDiscip.current': '？' })).toEqual([`E not-a-number ${at('E', 'trfDiscip')}`]);
  });
});

describe('a figure is taken', () => {
  it('from full-width digits, separators, blanks and a unit behind it, with a note', async () => {
    const bytes = await pool.fill({
      bytes: form,
      table: t1,
      grid: second,
      header,
      raw: {
        'expPub.current': ' ２ ',
        'amtPayable.current': '1,234.5万元',
        'instHosp.current': '100家',
        'expInner.current': '2',
      },
    });
    const sheet = await read(bytes);
    expect(sheet.grid).toMatchObject({
      'expPub.current': 2,
      'amtPayable.current': 1_234_500_000,
      'instHosp.current': 100,
    });
    expect(sheet.findings.map((finding) => `${finding.severity} ${finding.check}`)).toEqual(
      Array(4).fill('I text-number'),
    );
    expect(sheet.findings.find((finding) => finding.key === 'amtPayable.current')).toMatchObject({
      found: '1,234.5万元',
      expected: '按 1234.50万元 采用',
    });
  });
  it('from a formula of the clerk, with a warning', async () => {
    const findings = await edited((cell) => {
      cell(at('E', 'expPub')).value = { formula: '1+1', result: 2 };
    });
    expect(said(findings)).toEqual([`W formula ${at('E', 'expPub')}`]);
    expect(findings[0]?.found).toBe('=1+1 → 2');
  });
  it('from a cached 0, which exceljs hides behind value.result', async () => {
    const bytes = await edit(filled, (cell) => {
      cell(at('E', 'expInner')).value = { formula: '1-1', result: 0 };
    });
    expect((await read(bytes)).grid['expInner.current']).toBe(0);
  });
  it('from binary dust such as 0.1 + 0.2', async () => {
    const bytes = await edit(filled, (cell) => {
      cell(at('E', 'amtPayable')).value = 0.1 + 0.2;
    });
    expect((await read(bytes)).grid['amtPayable.current']).toBe(300_000);
  });
  it('from the inputs, where a program left the results of the form out', async () => {
    const bytes = await tamper(filled, {
      part: /sheet1\.xml$/,
      change: (xml) => xml.replace(/(<\/f>)<v>[^<]*<\/v>/g, '$1'),
    });
    expect((await read(bytes)).grid).toEqual(second);
    expect(await judge(bytes)).toEqual([]);
  });
  it('as blank where nothing was typed: never 0', async () => {
    const { grid, findings } = await read(form);
    expect(Object.values(grid).every((value) => value === null)).toBe(true);
    expect(Object.keys(grid).sort()).toEqual([...keysOf(t1)].sort());
    expect(findings.map((finding) => finding.check)).toEqual(['header-blank', 'header-blank', 'header-blank']);
  });
  it('from its row even after somebody inserted another', async () => {
    const bytes = await edit(filled, (_, book) => {
      const sheet = book.getWorksheet('统计表');
      sheet?.insertRow(Number(rows.get('expPub')) - 3, ['', '我加的一行']);
    });
    const { grid, places } = await read(bytes);
    expect(places['expPub.current']?.cell).toBe(`E${Number(rows.get('expPub')) + 1}`);
    expect(grid['expPub.current']).toBe(2);
  });
});

describe('a hand-in', () => {
  it('in order has no finding, keeps its header and tells where each figure stood', async () => {
    const sheet = await read(filled);
    expect(checkSheet(sheet, { table: t1, previous: first })).toEqual([]);
    expect(sheet.identity).toEqual(identity);
    expect(sheet.header).toEqual({ ...prefill().header, ...header });
    expect(sheet.places['instHosp.current']).toEqual({ sheet: '统计表', cell: 'E7' });
  });
  it('takes remarks beside figures as part of 情况说明, so that an adjustment is explained', async () => {
    const change = { 'expPub.adjust': 1, 'expPub.cumulative': 5 } as const;
    const adjusted = await pool.fill({ bytes: form, table: t1, grid: { ...second, ...change }, header });
    expect(said(await judge(adjusted))).toEqual([`E adjust-unexplained ${at('F', 'expPub')}`]);
    const explained = await edit(adjusted, (cell) => {
      cell(at('H', 'expPub')).value = '上期漏报 1 起';
    });
    expect(said(await judge(explained))).toEqual([]);
    expect((await read(explained)).grid['note.current']).toBe('公开曝光典型案例：上期漏报 1 起');
  });
  it('never turns a typed text into a formula', async () => {
    const bytes = await pool.fill({
      bytes: form,
      table: t1,
      grid: { ...second, 'note.current': '=HYPERLINK("http://x")' },
      header,
      raw: { 'expPub.current': '=1+1' },
    });
    const findings = await judge(bytes);
    expect(said(findings)).toEqual([`E not-a-number ${at('E', 'expPub')}`]);
    expect((await read(bytes)).grid['note.current']).toBe('=HYPERLINK("http://x")');
  });
});

const cellValue = (kind: string, semantics: string): fc.Arbitrary<Value> =>
  kind === 'text'
    ? fc.option(
        fc.string({
          unit: fc.constantFrom('专', '项', '整', '治', 'A', '1', '，', '=', '+', '"', '<', '&'),
          minLength: 1,
          maxLength: 20,
        }),
      )
    : fc.option(
        kind === 'money'
          ? fc.integer({ min: 0, max: 1e13 })
          : fc.integer({ min: 0, max: semantics === 'stock' ? 1e6 : 1e9 }),
      );
const anyGrid: fc.Arbitrary<Grid> = fc
  .tuple(
    ...measuresOf(t1)
      .filter((measure) => measure.kind !== 'ratio')
      .flatMap((measure) =>
        columnsOf(measure).map((column) =>
          cellValue(measure.kind, measure.semantics).map((value) => [`${measure.key}.${column}`, value] as const),
        ),
      ),
  )
  .map((cells) => {
    const grid = Object.fromEntries(cells) as Partial<Record<CellKey, Value>>;
    // What the form computes cannot be typed blank beside a figure that fills it: an absent 累计 stays absent only where 本期 is.
    return cumulate(t1, grid);
  });

describe('any figures within the definition', () => {
  it('come back from template, fill and read as they went in', async () => {
    await fc.assert(
      fc.asyncProperty(anyGrid, async (grid) => {
        const bytes = await pool.fill({ bytes: form, table: t1, grid, header });
        expect((await read(bytes)).grid).toEqual(grid);
      }),
      { numRuns: 12 },
    );
  });
});
