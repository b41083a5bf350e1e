import path from 'node:path';
import { repoRoot } from '@duban/runtime';
import {
  type CellKey,
  cellKey,
  columnsOf,
  cumulate,
  type Grid,
  measuresOf,
  type TableDefinition,
  type Value,
} from '@duban/tables';
import { createWorkbookPool } from '@duban/workbook';
import JSZip from 'jszip';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { blankSheet } from '../../src/blank-sheet.js';
import { loadTables } from '../../src/load-tables.js';
import { type Directory, type FolderMerged, type FoundFile, mergeFolder } from '../../src/merge-folder.js';
import type { ProvisionalLine } from '../../src/read-provisional.js';

const SECRET = 'a secret of thirty-two characters';
const HEADER = { unitLeader: '负责人', filler: '填报人', phone: '0537-0000000' };
const workbooks = createWorkbookPool({ size: 2 });
/** Two cores are shared with other suites. */
vi.setConfig({ testTimeout: 120_000 });
afterAll(() => workbooks.close());
const tables = await loadTables(path.join(repoRoot(import.meta.url), 'seeds'));

function tableOf(id: string): TableDefinition {
  const table = tables.find((each) => each.id === id);
  if (table === undefined) throw new Error(`no form ${id}`);
  return table;
}

function directoryOf(names: readonly string[]): Directory {
  return {
    title: '名录',
    campaign: null,
    offices: names.map((name) => ({
      id: name,
      name,
      shortName: name,
      code: null,
      aliases: [],
      standing: 'subordinate' as const,
    })),
  };
}

/** A form of zeros but for `figures` (本期 by measure); blocks that are absent stay blank. */
function gridOf(table: TableDefinition, figures: Readonly<Record<string, number>>, absent: readonly string[]): Grid {
  const grid: Partial<Record<CellKey, Value>> = {};
  const blank = new Set(
    table.sections
      .filter(({ block }) => block !== null && absent.includes(block))
      .flatMap(({ measures }) => measures.map(({ key }) => key)),
  );
  for (const measure of measuresOf(table)) {
    if (measure.kind === 'ratio' || measure.kind === 'text' || measure.from !== undefined || blank.has(measure.key))
      continue;
    for (const column of columnsOf(measure)) {
      if (column !== 'adjust') grid[cellKey(measure.key, column)] = figures[measure.key] ?? 0;
    }
  }
  return cumulate(table, grid);
}

interface Sheet {
  readonly table: string;
  readonly office: string;
  readonly period: string;
  readonly figures: Readonly<Record<string, number>>;
  readonly absentBlocks?: readonly string[];
  readonly path: string;
  readonly filedOn?: string;
}

async function fileOf(sheet: Sheet, directory: Directory): Promise<FoundFile> {
  const table = tableOf(sheet.table);
  const office = directory.offices.find(({ id }) => id === sheet.office);
  if (office === undefined) throw new Error(`no office ${sheet.office}`);
  const absentBlocks = sheet.absentBlocks ?? [];
  const { period } = sheet;
  const template = await blankSheet({ workbooks }, { table, directory, office, period, previous: {}, secret: SECRET });
  const bytes = await workbooks.fill({
    bytes: template,
    table,
    grid: gridOf(table, sheet.figures, absentBlocks),
    header: { ...HEADER, filedOn: sheet.filedOn ?? '' },
    absentBlocks,
  });
  return found(sheet.path, { kind: 'sheet', bytes: async () => bytes });
}

function found(name: string, content: FoundFile['content']): FoundFile {
  return { path: name, folders: [], archives: [], name, modifiedAt: null, content };
}

function merge(
  files: readonly FoundFile[],
  directory: Directory,
  provisional: readonly ProvisionalLine[] = [],
): Promise<FolderMerged> {
  const asked = { table: null, period: null, includeErrors: false, secret: SECRET, dryRun: false, provisional };
  return mergeFolder({ workbooks }, { name: '报表', files, tables, directory, known: [], ...asked });
}

/** Every text of a workbook's cells, and the names of its sheets. */
async function textsIn(result: FolderMerged, table: string): Promise<readonly string[]> {
  const name = result.forms.find((form) => form.table === table)?.workbook;
  const bytes = result.outputs.find((file) => file.path === name)?.bytes;
  if (bytes === undefined) throw new Error(`${table} was not merged`);
  const zip = await JSZip.loadAsync(bytes);
  const part = async (at: string) => (await zip.file(at)?.async('string')) ?? '';
  const texts = [...(await part('xl/sharedStrings.xml')).matchAll(/<t[^>]*>([^<]*)</g)];
  const sheets = [...(await part('xl/workbook.xml')).matchAll(/<sheet [^>]*name="([^"]*)"/g)];
  return [...texts, ...sheets].map(([, text]) => text ?? '');
}

const standings = (result: FolderMerged, table: string) =>
  Object.fromEntries(
    result.forms.find((form) => form.table === table)?.offices.map(({ office, standing }) => [office, standing]) ?? [],
  );

describe('a folder with two forms, the lead bureau’s T1 and the departments’ T7,', () => {
  const directory = directoryOf(['任城区医疗保障局', '兖州区医疗保障局']);
  const [rencheng, yanzhou] = directory.offices.map(({ id }) => id) as [string, string];

  it('is merged form by form, and what the two say differently is listed office by office', async () => {
    const period = '2023Q3';
    const files = await Promise.all(
      (
        [
          { table: 'T1', office: rencheng, period, figures: { trfPoliceCase: 3 }, path: 'a.xlsx' },
          { table: 'T1', office: yanzhou, period, figures: { trfPoliceCase: 4 }, path: 'b.xlsx' },
          {
            table: 'T7',
            office: rencheng,
            period,
            figures: { sentPolice: 3, policeRecv: 3, policeAccepted: 2 },
            absentBlocks: ['cyber', 'hotline'],
            path: 'c.xlsx',
          },
          {
            table: 'T7',
            office: yanzhou,
            period,
            figures: { sentPolice: 4, policeRecv: 4, policeAccepted: 4 },
            path: 'd.xlsx',
          },
        ] satisfies Sheet[]
      ).map((sheet) => fileOf(sheet, directory)),
    );
    const result = await merge(files, directory);
    expect(result.files.map(({ file, table, fate, counts }) => [file, table, fate, counts.E])).toEqual([
      ['a.xlsx', 'T1', 'merged', 0],
      ['b.xlsx', 'T1', 'merged', 0],
      ['c.xlsx', 'T7', 'merged', 0],
      ['d.xlsx', 'T7', 'merged', 0],
    ]);
    const told = (await textsIn(result, 'T1')).filter((text) => /差异核对$|医保部门移送公安 /.test(text));
    // Those that agree (4 and 4) are not listed; the last one is the total.
    expect(told.map((text) => text.replace(/，请.*$/, ''))).toEqual([
      expect.stringContaining('：差异核对'),
      '医保部门移送公安 3件，公安机关受理 2件',
      '医保部门移送公安 7件，公安机关受理 6件',
      '差异核对',
    ]);
    const t7 = await textsIn(result, 'T7');
    expect(t7.filter((text) => /，请逐(案|条|笔)核对|请按银行/.test(text))).toEqual([]);
  });
});

describe('figures are not called equal where nothing was compared:', () => {
  const directory = directoryOf(['任城区医疗保障局', '兖州区医疗保障局']);
  const [rencheng, yanzhou] = directory.offices.map(({ id }) => id) as [string, string];
  const t7 = { table: 'T7', figures: { sentPolice: 3, policeRecv: 3, policeAccepted: 2 } };
  const t1 = { table: 'T1', figures: { trfPoliceCase: 3 } };
  const sheetsOf = async (sheets: readonly Sheet[]) => {
    const result = await merge(await Promise.all(sheets.map((sheet) => fileOf(sheet, directory))), directory);
    expect(result.files.map(({ fate }) => fate)).toEqual(sheets.map(() => 'merged'));
    return textsIn(result, 'T1');
  };

  it('a T1 alone has no list of differences, nor has one whose T7 is of another period', async () => {
    const texts = await sheetsOf([
      { ...t1, office: rencheng, period: '2023Q3', path: 'a.xlsx' },
      { ...t7, office: rencheng, period: '2023Q2', path: 'b.xlsx' },
    ]);
    expect(texts).not.toContain('差异核对');
  });

  it('totals that different offices make up are not held against each other', async () => {
    const period = '2023Q3';
    const texts = await sheetsOf([
      { ...t1, office: rencheng, period, path: 'a.xlsx' },
      { ...t1, office: yanzhou, period, path: 'b.xlsx' },
      { ...t7, office: rencheng, period, path: 'c.xlsx' },
    ]);
    expect(
      texts.filter((text) => text.includes('医保部门移送公安 ')).map((text) => text.replace(/，请.*$/, '')),
    ).toEqual(['医保部门移送公安 3件，公安机关受理 2件']);
  });
});

describe('a month of T6, which three reporters of one county send,', () => {
  const directory = directoryOf(['云阳县医疗保障局', '云阳县公安局', '云阳县卫生健康委员会']);
  const blocks = ['insurance', 'police', 'health'];
  const period = '2022-03';
  const figures = { trfPoliceCase: 2, policeFiled: 1, healthRecv: 1 };
  const sheets = () =>
    Promise.all(
      directory.offices.map(({ id }, at) => {
        const absentBlocks = blocks.filter((block) => block !== blocks[at]);
        return fileOf({ table: 'T6', office: id, period, figures, absentBlocks, path: `${at}.xlsx` }, directory);
      }),
    );

  it('is whole when the three are there: each block counted once, 不适用 neither blank nor 0', async () => {
    const result = await merge(await sheets(), directory);
    expect(result.files.map(({ fate, counts }) => [fate, counts.E])).toEqual(Array(3).fill(['merged', 0]));
    expect(standings(result, 'T6')).toEqual(Object.fromEntries(directory.offices.map(({ id }) => [id, 'counted'])));
    expect(result.forms[0]?.findings).toEqual([]);
    const bytes = result.outputs.find((file) => file.path === result.forms[0]?.workbook)?.bytes ?? new Uint8Array();
    const { 汇总: totals } = await workbooks.readTotals({ bytes, table: tableOf('T6') });
    expect(totals).toMatchObject({
      'trfPoliceCase.current': 2,
      'policeFiled.current': 1,
      'healthRecv.current': 1,
      'chkInst.current': 0,
    });
  });

  it('says which of the three is missing', async () => {
    const [insurance, , health] = await sheets();
    const result = await merge(
      [insurance, health].filter((file) => file !== undefined),
      directory,
    );
    expect(standings(result, 'T6')).toMatchObject({ 云阳县公安局: 'missing' });
    expect(result.forms[0]?.findings.map(({ severity, message }) => [severity, message])).toEqual([
      ['E', '本月没有县公安局的数据，月报不完整。请催县公安局填报，三家齐全后再汇总。'],
    ]);
  });
});

describe('forms that are filled in once, and lists of clues,', () => {
  const directory = directoryOf(['任城区医疗保障局', '兖州区医疗保障局']);

  it.each<[string, string, Record<string, number>]>([
    ['T2b', 'final', { instDue: 5, instDone: 4, instPledge: 4, instZero: 1, problems: 3 }],
    ['T3', '2023Q3', {}],
  ])('%s is read back and added up', async (id, period, figures) => {
    const files = await Promise.all(
      directory.offices.map(({ id: office }, at) =>
        fileOf({ table: id, office, period, figures, path: `${at}.xlsx` }, directory),
      ),
    );
    const result = await merge(files, directory);
    expect(result.files.map(({ table, fate, findings }) => [table, fate, findings])).toEqual(
      Array(2).fill([id, 'merged', []]),
    );
    const bytes = result.outputs.find((file) => file.path === result.forms[0]?.workbook)?.bytes ?? new Uint8Array();
    const { 汇总: totals = {} } = await workbooks.readTotals({ bytes, table: tableOf(id) });
    for (const [key, value] of Object.entries(figures)) expect(totals[cellKey(key, 'current')]).toBe(value * 2);
  });
});

describe('of two versions of one office', () => {
  const directory = directoryOf(['任城区医疗保障局']);
  const office = '任城区医疗保障局';
  const sheet = { table: 'T2b', office, period: 'final' };

  it('that differ, and only the file time speaks for one, one is taken and the officer asked to look', async () => {
    const [older, newer] = await Promise.all([
      fileOf({ ...sheet, figures: { instDue: 5 }, path: 'a/x.xlsx' }, directory),
      fileOf({ ...sheet, figures: { instDue: 6 }, path: 'b/x.xlsx' }, directory),
    ]);
    const files = [
      { ...older, modifiedAt: 1_700_000_000_000 },
      { ...newer, modifiedAt: 1_700_000_900_000 },
    ];
    const result = await merge(files, directory);
    const doubts = result.files.map(({ file, doubts: said }) => [file, said.map(({ check }) => check)]);
    expect(doubts).toEqual([
      ['a/x.xlsx', []],
      ['b/x.xlsx', ['version-unclear']],
    ]);
  });

  it('that another program saved again with the same figures, nothing is asked', async () => {
    const files = await Promise.all(
      ['a/x.xlsx', 'b/x.xlsx'].map((at, n) =>
        // The header is no figure.
        fileOf({ ...sheet, figures: { instDue: 5 }, path: at }, directory).then(async (file) => ({
          ...file,
          modifiedAt: 1_700_000_000_000 + n * 900_000,
          content: await resaved(file, n),
        })),
      ),
    );
    const result = await merge(files, directory);
    expect(result.files.map(({ fate, doubts }) => [fate, doubts])).toEqual([
      ['superseded', []],
      ['merged', []],
    ]);
    expect(result.forms[0]?.offices[0]?.note).toContain('几份的数据完全相同');
  });

  /** The same parts in another package: other bytes. */
  async function resaved({ content }: FoundFile, n: number): Promise<FoundFile['content']> {
    if (content.kind !== 'sheet') throw new Error('no sheet');
    const zip = await JSZip.loadAsync(await content.bytes());
    const bytes = await zip.generateAsync({
      type: 'uint8array',
      compression: 'DEFLATE',
      compressionOptions: { level: n + 1 },
    });
    return { kind: 'sheet', bytes: async () => bytes };
  }
});

describe('an archive that nobody could open', () => {
  it('is told as such: what is in it is not counted', async () => {
    const content = { kind: 'other' as const, what: 'RAR 压缩包', advice: '请解压。', quiet: false };
    const result = await merge(
      [found('a.rar', { ...content, unopened: true }), found('b.docx', content)],
      directoryOf(['任城区医疗保障局']),
    );
    expect(result.files.map(({ file, fate }) => [file, fate])).toEqual([
      ['a.rar', 'unreadable'],
      ['b.docx', 'not-a-sheet'],
    ]);
  });
});

describe('快报数 noted before the sheets came', () => {
  const directory = directoryOf(['任城区医疗保障局', '兖州区医疗保障局']);
  const [rencheng] = directory.offices.map(({ id }) => id) as [string, string];
  const noted = (line: number, [office, measure, value]: readonly [string, string, string]) => ({
    line,
    office,
    measure,
    value,
  });
  const sheets = async () => [
    await fileOf({ table: 'T2b', office: rencheng, period: '2023Q3', figures: {}, path: 'a.xlsx' }, directory),
  ];

  it('stand beside the final figures, and are added to nothing', async () => {
    const [measure] = measuresOf(tableOf('T2b'));
    const plain = await merge(await sheets(), directory);
    const result = await merge(await sheets(), directory, [noted(2, ['任城', measure?.label ?? '', '12'])]);
    expect(await textsIn(result, 'T2b')).toContain('快报与定稿');
    expect(await textsIn(plain, 'T2b')).not.toContain('快报与定稿');
    expect(result.forms[0]?.findings).toEqual(plain.forms[0]?.findings);
  });

  it('are refused, all lines at once, where office, measure or number cannot be told', async () => {
    const lines = [noted(2, ['微山县', '应自查家数', '1']), noted(3, ['任城', '不存在的指标', '1'])];
    const refusal = merge(await sheets(), directory, lines);
    await expect(refusal).rejects.toMatchObject({ code: 'provisional-unreadable' });
    await expect(refusal).rejects.toThrow(/第2行的单位“微山县”.*第3行的指标“不存在的指标”/u);
  });
});
