import type { Grid, LedgerColumn, LedgerRow, Measure, Section, TableDefinition } from '@duban/tables';
import type { MergeInput, MergeRow } from '@duban/workbook';
import type { Cell, Worksheet } from 'exceljs';
import { unzip } from './zip.js';

/** A form with everything a form can have: measures, a matrix, a department block, a ledger with codes. */
const WAN = 1_000_000;
const measure = (key: string, label: string, more: Partial<Measure> = {}): Measure => ({
  key,
  label,
  kind: 'count',
  unit: '家',
  decimals: 0,
  semantics: 'flow-additive',
  indent: 0,
  required: true,
  source: 'P',
  ...more,
});
const money = { kind: 'money', unit: '万元', decimals: 2 } as const;
const column = (key: string, kind: LedgerColumn['kind'], label: string): LedgerColumn => ({
  key,
  label,
  kind,
  unit: kind === 'money' ? '元' : '',
  decimals: kind === 'money' ? 2 : 0,
  required: true,
  choices: [],
  pattern: null,
  source: 'P',
});
const rows = ['重复收费', '分解收费', '虚假结算'].map((label, i) => ({ key: `r${i + 1}`, label }));
const cells = [
  { key: 'N', label: '例次', unit: '例次' },
  { key: 'Amt', label: '金额', unit: '万元' },
];
const matrix: Section = {
  key: null,
  title: '二、违规行为',
  block: null,
  matrix: { rowTitle: '违规行为', rows, columns: cells },
  measures: rows.flatMap((row) =>
    cells.map((cell) =>
      measure(`${row.key}${cell.key}`, `${row.label}：${cell.label}`, {
        ...(cell.key === 'Amt' ? money : { unit: cell.unit }),
        cell: { row: row.key, column: cell.key },
      }),
    ),
  ),
};
const list = (title: string, block: string | null, measures: readonly Measure[]): Section => ({
  key: null,
  title,
  block,
  matrix: null,
  measures,
});

export const everything: TableDefinition = {
  id: 'X1',
  version: 1,
  title: '样表',
  registration: null,
  frame: 'periodic',
  blocks: [{ key: 'police', label: '公安', optional: true }],
  ledgers: [
    {
      key: 'inst',
      title: '检查机构名单',
      columns: [
        column('code', 'code', '机构编码'),
        column('name', 'text', '机构名称'),
        column('amount', 'money', '追回金额'),
        column('remark', 'text', '备注'),
      ],
      unique: ['code'],
      rows: 20,
      optional: true,
    },
  ],
  crosswalk: null,
  reconciliations: [],
  header: [],
  sections: [
    list('一、检查', null, [
      measure('chk', '检查机构', {
        semantics: 'flow-distinct',
        distinct: { ledger: 'inst', column: 'code' },
      }),
      measure('hdl', '处理机构', { semantics: 'flow-distinct' }),
      measure('talk', '约谈', { semantics: 'flow-distinct', indent: 1 }),
      measure('rectify', '限期整改', { semantics: 'flow-distinct', indent: 1 }),
      measure('suspend', '暂停协议', { semantics: 'flow-distinct', indent: 1 }),
      measure('amt', '追回金额', money),
      measure('note', '情况说明', { kind: 'text', unit: '', semantics: 'text', required: false }),
    ]),
    matrix,
    list('三、公安机关', 'police', [measure('recv', '接收移送', { unit: '件' })]),
  ],
  checks: [],
  guidance: [],
  options: {},
};

/** Figures that differ from office to office; `codes` are the institutions it checked. */
export function gridOf(i: number, checked: number): Grid {
  return {
    'chk.current': checked,
    'chk.cumulative': checked + i,
    'hdl.current': 5 + i,
    'hdl.cumulative': 9 + i,
    'talk.current': 3,
    'talk.cumulative': 4,
    'rectify.current': 1 + i,
    'rectify.cumulative': 2 + i,
    'suspend.current': null,
    'suspend.cumulative': null,
    'amt.current': (3 + i) * WAN + 1234,
    'amt.cumulative': (7 + i) * WAN,
    'r1N.current': i,
    'r1Amt.current': i * WAN,
    'r2Amt.current': 2 * WAN,
    'r3Amt.current': 5,
    'recv.current': 2 + i,
  };
}

export function recordsOf(codes: readonly string[]): readonly LedgerRow[] {
  return codes.map((code, i) => ({ code, name: `第${code.slice(-1)}医院`, amount: 100 * (i + 1), remark: null }));
}

interface Office {
  readonly codes?: readonly string[];
  readonly more?: Partial<MergeRow>;
}

/** An office with a sheet. */
export function filed(i: number, name: string, { codes = [`H1`, `H${i + 2}`], more = {} }: Office = {}): MergeRow {
  const records = recordsOf(codes);
  const grid = gridOf(i, codes.length);
  const keys = Object.keys(grid);
  return {
    office: `o${i}`,
    officeName: name,
    standing: '按时',
    grid,
    origin: {
      file: `${name}.xlsx`,
      sha256: `${i}`.repeat(64),
      receipt: `R-${i}`,
      version: 1,
      places: Object.fromEntries(keys.map((key, n) => [key, { sheet: '统计表', cell: `E${10 + n}` }])),
    },
    ledgers: { inst: records },
    ledgerPlaces: { inst: { sheet: '检查机构名单', columns: {}, rows: records.map((_, n) => 4 + n) } },
    ...more,
  };
}

/** An office without a sheet that counts. */
export function without(i: number, name: string, more: Partial<MergeRow> & { readonly standing: string }): MergeRow {
  return { office: `o${i}`, officeName: name, grid: null, origin: null, ...more };
}

export function inputOf(offices: readonly MergeRow[], more: Partial<MergeInput> = {}): MergeInput {
  return {
    table: everything,
    title: '样表汇总',
    subtitle: '2023年第四季度',
    rows: offices,
    totals: {},
    facts: [],
    ...more,
  };
}

/** The column of a figure on 汇总, by the hidden keys. */
export function columnOf(sheet: Worksheet, key: string): number {
  let found = 0;
  sheet.getRow(4).eachCell((cell, at) => {
    if (cell.value === key) found = at;
  });
  if (found === 0) throw new Error(`no column ${key}`);
  return found;
}

/** What a cell shows: a formula's cached result, otherwise its value. */
export function shown(cell: Cell): unknown {
  return cell.formula === undefined ? cell.value : cell.result;
}

/** The parts of a package as text, by name. */
export async function partsOf(bytes: Uint8Array): Promise<ReadonlyMap<string, string>> {
  const parts = await unzip(bytes);
  return new Map(parts.map(({ name, data }) => [name, Buffer.from(data).toString('utf8')]));
}

/** Sheet names to the names of their parts. */
export function sheetParts(parts: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const relationships = new Map(
    [...(parts.get('xl/_rels/workbook.xml.rels') ?? '').matchAll(/Id="([^"]+)"[^>]*Target="([^"]+)"/g)].map(
      ([, id = '', target = '']) => [id, `xl/${target}`],
    ),
  );
  return new Map(
    [...(parts.get('xl/workbook.xml') ?? '').matchAll(/<sheet [^>]*name="([^"]+)"[^>]*r:id="([^"]+)"/g)].map(
      ([, name = '', id = '']) => [name, relationships.get(id) ?? ''],
    ),
  );
}
