import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { blankSheet, officeNamed } from '@duban/actions/blank-sheet';
import { loadDirectory } from '@duban/actions/load-directories';
import { loadTables } from '@duban/actions/load-tables';
import {
  type Directory,
  type FileLine,
  type FolderMerged,
  type MergeFolder,
  mergeFolder,
} from '@duban/actions/merge-folder';
import { readFolder } from '@duban/actions/read-folder';
import { repoRoot, throwawayFolder } from '@duban/runtime';
import { type Grid, mergeGrids, type TableDefinition } from '@duban/tables';
import { createWorkbookPool } from '@duban/workbook';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { dice } from '../src/dice.js';
import { type MadeFolder, type MessyFile, messyFolder } from '../src/example/messy-folder.js';
import { plainSheet } from '../src/example/plain-sheet.js';
import { simulatedGrid } from '../src/figures.js';

const SECRET = 'a secret of thirty-two characters';
const SEED = 7;
const seeds = path.join(repoRoot(import.meta.url), 'seeds');
const workbooks = createWorkbookPool();
/** Two cores are shared with other suites. */
vi.setConfig({ testTimeout: 120_000 });
const home = throwawayFolder('messy-folder');
afterAll(async () => {
  await workbooks.close();
  home.remove();
});

let tables: readonly TableDefinition[];
let table: TableDefinition;
let directory: Directory;
let example: MadeFolder;

beforeAll(async () => {
  tables = await loadTables(seeds);
  const t1 = tables.find(({ id }) => id === 'T1');
  if (t1 === undefined) throw new Error('no T1');
  table = t1;
  directory = await loadDirectory(seeds, 'jining-2023');
  example = await messyFolder({ workbooks, table, directory, seed: SEED, secret: SECRET });
});

let made = 0;
async function merged(files: readonly MessyFile[], change: Partial<MergeFolder> = {}): Promise<FolderMerged> {
  made += 1;
  const folder = path.join(home.path, String(made));
  await mkdir(folder);
  for (const file of files) {
    await mkdir(path.dirname(path.join(folder, file.path)), { recursive: true });
    await writeFile(path.join(folder, file.path), file.bytes);
  }
  const input = {
    name: '报表',
    tables,
    directory: null,
    known: [directory],
    table: null,
    period: null,
    includeErrors: false,
  };
  const found = await readFolder(folder);
  return mergeFolder({ workbooks }, { ...input, files: found, secret: SECRET, dryRun: false, ...change });
}

const fates = (result: FolderMerged) => Object.fromEntries(result.files.map(({ file, fate }) => [file, fate]));
const lineOf = (result: FolderMerged, file: string): FileLine => {
  const line = result.files.find((each) => each.file === file);
  if (line === undefined) throw new Error(`no line for ${file}`);
  return line;
};
const standings = (result: FolderMerged) =>
  Object.fromEntries(result.forms[0]?.offices.map(({ office, standing }) => [office, standing]) ?? []);

function figures(name: string): Grid {
  return simulatedGrid({ table, dice: dice(SEED, name), previous: {}, size: 3 });
}

function typed(title: string, unit: string): Promise<Uint8Array> {
  return plainSheet({ table, grid: figures(title), title, header: [['填报单位', unit]] });
}

async function filled(
  office: string,
  { period, previous = {}, current }: { period: string; previous?: Grid; current: Grid },
) {
  const who = officeNamed(directory, office);
  const bytes = await blankSheet({ workbooks }, { table, directory, office: who, period, previous, secret: SECRET });
  return workbooks.fill({
    bytes,
    table,
    grid: current,
    header: { unitLeader: '甲', filler: '乙', phone: '0537-0000000' },
  });
}

describe('the example folder', () => {
  let result: FolderMerged;
  beforeAll(async () => {
    result = await merged(example.files);
  });

  it('has every file accounted for', () => {
    expect(fates(result)).toEqual({
      '任城区医保基金工作情况统计表（2023年第三季度）.xlsx': 'merged',
      '兖州区三季度报表.xlsx': 'superseded',
      '兖州区三季度报表-修改后.xlsx': 'merged',
      '微山.xlsx': 'merged',
      '370827统计表.xlsx': 'merged',
      '新建 Microsoft Excel 工作表 (2).xlsx': 'merged',
      '嘉祥县/统计表.xlsx': 'merged',
      '微信转来/汶上泗水.zip/汶上县医保局2023年三季度.xlsx': 'merged',
      '微信转来/汶上泗水.zip/泗水县.xlsx': 'merged',
      '梁山县 2023Q3.xlsx': 'to-correct',
      '曲阜2022年第三季度.xlsx': 'other-period',
      '第二批/曲阜市（最终）.xlsx': 'merged',
      '第二批/邹城.xlsx': 'merged',
      '高新区报表.xlsx': 'merged',
      '高新区报表 - 副本.xlsx': 'duplicate',
      '太白湖新区.xlsx': 'merged',
      '经开区三季度.xlsx': 'superseded',
      '兖矿能源总结报告.docx': 'not-a-sheet',
      '~$高新区报表.xlsx': 'litter',
      '.DS_Store': 'litter',
    });
  });

  it('has every office in its place: two missing, one to correct, the rest counted', () => {
    expect(standings(result)).toEqual({
      rencheng: 'counted',
      yanzhou: 'counted',
      weishan: 'counted',
      yutai: 'counted',
      jinxiang: 'counted',
      jiaxiang: 'counted',
      wenshang: 'counted',
      sishui: 'counted',
      liangshan: 'to-correct',
      qufu: 'counted',
      zoucheng: 'counted',
      gaoxin: 'counted',
      taibaihu: 'counted',
      jingkai: 'missing',
      yankuang: 'missing',
    });
    expect(result.forms[0]?.expected).toBe(15);
  });

  it('tells by what each office was known', () => {
    const by = (file: string) => lineOf(result, file).office;
    expect(by('新建 Microsoft Excel 工作表 (2).xlsx')).toEqual({ id: 'jinxiang', name: '金乡县', by: 'identity' });
    expect(by('嘉祥县/统计表.xlsx')).toEqual({ id: 'jiaxiang', name: '嘉祥县', by: 'header' });
  });

  it('takes the period most files are of and says how many', () => {
    expect(result.forms[0]?.period).toEqual({ id: '2023Q3', label: '2023年第三季度', how: 'majority' });
    expect(result.forms[0]?.periodNote).toContain('16份表中有15份');
  });

  it('says which of two versions it took and why', () => {
    expect(lineOf(result, '兖州区三季度报表.xlsx').reason).toBe(
      '采用了“兖州区三季度报表-修改后.xlsx”：报出日期最晚（2023-10-10）。',
    );
    expect(lineOf(result, '经开区三季度.xlsx').doubts.map(({ check }) => check)).toEqual(['office-contradiction']);
  });

  it('shows the files that may be a missing office’s beside its name', () => {
    const note = (id: string) => result.forms[0]?.offices.find(({ office }) => office === id)?.note;
    expect(note('jingkai')).toContain('经开区三季度.xlsx');
    expect(note('yankuang')).toContain('兖矿能源总结报告.docx');
  });

  it('merges exactly the figures that the counted offices wrote', async () => {
    const workbook = result.outputs.find((file) => file.path === result.forms[0]?.workbook);
    if (workbook === undefined) throw new Error('no merged workbook');
    expect(workbook.path).toBe('汇总_医保基金工作情况统计表_2023年第三季度.xlsx');
    const counted = Object.entries(standings(result)).flatMap(([id, standing]) => (standing === 'counted' ? [id] : []));
    const grids = counted.map((id) => example.grids[id] ?? {});
    const totals = await workbooks.readTotals({ bytes: workbook.bytes, table });
    // 上期调整数 has no place in 汇总.
    const numbers = Object.entries(mergeGrids(table, grids)).filter(
      ([key, value]) => typeof value === 'number' && !key.endsWith('.adjust'),
    );
    expect(numbers.length).toBeGreaterThan(100);
    expect(Object.values(totals)[0]).toMatchObject(Object.fromEntries(numbers));
  });

  it('has an office that is missing and one that must correct without figures, and not as zero', async () => {
    const workbook = result.outputs.find((file) => file.path === result.forms[0]?.workbook);
    const rows = await workbooks.readOffices({ bytes: workbook?.bytes ?? new Uint8Array(), table });
    expect(rows.济宁经开区).toEqual({ standing: '未报', grid: {} });
    expect(rows.梁山县).toEqual({ standing: '待修改', grid: {} });
  });

  it('writes the marked return, the list of who is chased, and the account', () => {
    expect(result.outputs.map((file) => file.path)).toEqual([
      '汇总_医保基金工作情况统计表_2023年第三季度.xlsx',
      '退回修改/梁山县_梁山县 2023Q3.xlsx',
      '催报名单.txt',
      '处理说明.txt',
      '合并结果.json',
    ]);
    const chase = Buffer.from(result.outputs.find((file) => file.path === '催报名单.txt')?.bytes ?? []).toString();
    expect(chase).toContain('【催报】济宁经开区：2023年第三季度医保基金工作情况统计表尚未收到');
    expect(chase).toContain('【退回修改】梁山县');
    // An enterprise is no subordinate: asked, not chased (practice.md 5).
    expect(chase).toContain('【商请】兖矿能源');
    expect(chase).not.toContain('【催报】兖矿能源');
  });

  it('comes out the same whatever secret signed the templates, told by the headers', async () => {
    const elsewhere = await merged(example.files, { secret: 'another secret of thirty-two chars', dryRun: true });
    expect(fates(elsewhere)).toEqual(fates(result));
    expect(lineOf(elsewhere, '微山.xlsx').office?.by).toBe('header');
    const nothing = await merged(example.files, { secret: null, dryRun: true });
    expect(fates(nothing)).toEqual(fates(result));
  });

  it('produces nothing in a dry run', async () => {
    const dry = await merged(example.files, { dryRun: true });
    expect(dry.outputs).toEqual([]);
    expect(fates(dry)).toEqual(fates(result));
  });

  it('counts a sheet with mistakes only when told to, and says so', async () => {
    const all = await merged(example.files, { includeErrors: true, dryRun: true });
    expect(standings(all).liangshan).toBe('counted');
    expect(lineOf(all, '梁山县 2023Q3.xlsx').reason).toContain('仍计入');
  });

  it('without any directory calls nobody missing', async () => {
    const alone = await merged(example.files, { known: [] });
    expect(alone.directory).toBeNull();
    expect(alone.directoryNote).toContain('无法判断谁没报');
    expect(alone.forms[0]?.expected).toBeNull();
    expect(alone.forms[0]?.offices.filter(({ standing }) => standing === 'missing')).toEqual([]);
    const chase = Buffer.from(alone.outputs.find((file) => file.path === '催报名单.txt')?.bytes ?? []).toString();
    expect(chase).not.toContain('【催报】');
  });

  it('merged for another period has only last year’s form', async () => {
    const last = await merged(example.files, { period: '2022年三季度', dryRun: true });
    expect(Object.entries(standings(last)).filter(([, standing]) => standing === 'counted')).toEqual([
      ['qufu', 'counted'],
    ]);
    expect(lineOf(last, '微山.xlsx').fate).toBe('other-period');
  });

  it('is refused with a form or a period that does not exist', async () => {
    await expect(merged([], { table: 'T99' })).rejects.toMatchObject({ code: 'table-unknown' });
    await expect(merged([], { period: '下一期' })).rejects.toMatchObject({ code: 'period-unknown' });
  });

  it('made twice with one seed has the same figures', async () => {
    const again = await messyFolder({ workbooks, table, directory, seed: SEED, secret: SECRET });
    expect(again.grids).toEqual(example.grids);
    const other = await messyFolder({ workbooks, table, directory, seed: SEED + 1, secret: SECRET });
    expect(other.grids).not.toEqual(example.grids);
  });
});

describe('a file is set aside, with the reason,', () => {
  const alone = async (file: MessyFile) => {
    const weishan = await filled('weishan', { period: '2023Q3', current: figures('weishan') });
    const result = await merged([{ path: '微山县.xlsx', bytes: weishan }, file], { directory, dryRun: true });
    return lineOf(result, file.path);
  };

  it('when its names and header mean two offices', async () => {
    const line = await alone({ path: '任城区、兖州区2023年三季度.xlsx', bytes: await typed(table.title, '') });
    expect(line).toMatchObject({ fate: 'office-unclear', candidates: ['任城区', '兖州区'] });
    expect(line.reason).toContain('可能是任城区、兖州区，不替您猜');
  });

  it('when it is from an office that is not in the directory', async () => {
    const line = await alone({ path: '2023年三季度.xlsx', bytes: await typed(table.title, '章丘区医保局') });
    expect(line).toMatchObject({ fate: 'office-unclear', candidates: [] });
  });

  it('when its heading names two periods', async () => {
    const bytes = await typed(`${table.title}（2023年第二季度、2023年第三季度）`, '任城区医保局');
    expect(await alone({ path: '任城区.xlsx', bytes })).toMatchObject({ fate: 'period-unclear' });
  });

  it('when it is a workbook without any form', async () => {
    const bytes = await plainSheet({ table: { ...table, sections: [] }, grid: {}, title: '联系人名单', header: [] });
    expect((await alone({ path: '通讯录.xlsx', bytes })).fate).toBe('no-form');
  });

  it('when it is damaged, or not what its name says', async () => {
    const text = new TextEncoder().encode('<html>登录已过期</html>');
    expect(await alone({ path: '曲阜.xlsx', bytes: text })).toMatchObject({ fate: 'unreadable' });
    const line = await alone({ path: '曲阜.xlsx', bytes: new Uint8Array([0x50, 0x4b, 3, 4, 9, 9]) });
    expect(line.reason).toContain('打不开或已损坏');
  });

  it('when it is an old format that cannot be converted', async () => {
    const line = await alone({ path: '邹城市.xls', bytes: Buffer.from(`d0cf11e0a1b11ae1${'00'.repeat(600)}`, 'hex') });
    expect(line.fate).toBe('unreadable');
  });

  it('when it is the same as another office’s file: one of the two sent the wrong one', async () => {
    const bytes = await filled('weishan', { period: '2023Q3', current: figures('weishan') });
    const files = [
      { path: '微山县.xlsx', bytes },
      { path: '鱼台县.xlsx', bytes },
    ];
    const result = await merged(files, { directory, dryRun: true });
    const twin = result.files.find(({ fate }) => fate === 'duplicate');
    expect(twin?.file).toBe('鱼台县.xlsx');
    expect(twin?.reason).toContain('请核对鱼台县是否报错了文件');
    expect(standings(result)).toMatchObject({ weishan: 'counted', yutai: 'missing' });
  });
});

describe('a period is settled', () => {
  it('by a quarter without its year, which is said', async () => {
    const files = [
      { path: '微山县.xlsx', bytes: await filled('weishan', { period: '2023Q3', current: figures('weishan') }) },
      { path: '任城区三季度.xlsx', bytes: await typed(table.title, '任城区医保局') },
      { path: '兖州区9月.xlsx', bytes: await typed(table.title, '兖州区医保局') },
      { path: '曲阜市.xlsx', bytes: await typed(table.title, '曲阜市医保局') },
      { path: '邹城二季度.xlsx', bytes: await typed(table.title, '邹城市医保局') },
    ];
    const result = await merged(files, { directory, dryRun: true });
    const said = (file: string) => {
      const { period, doubts } = lineOf(result, file);
      return [
        period?.id,
        period?.by,
        doubts.filter(({ check }) => check === 'period-assumed').map(({ severity }) => severity),
      ];
    };
    expect(said('任城区三季度.xlsx')).toEqual(['2023Q3', 'assumed', ['I']]);
    expect(said('兖州区9月.xlsx')).toEqual(['2023Q3', 'assumed', ['W']]);
    expect(said('曲阜市.xlsx')).toEqual(['2023Q3', 'assumed', ['W']]);
    expect(lineOf(result, '邹城二季度.xlsx')).toMatchObject({ fate: 'other-period', period: { id: '2023Q2' } });
  });

  it('by the folder’s name where no file says it, and not at all where that is silent too', async () => {
    const file = { path: '任城区.xlsx', bytes: await typed(table.title, '任城区医保局') };
    const named = await merged([file], { directory, dryRun: true, name: '2023年三季度报表' });
    expect(named.forms[0]?.period).toEqual({ id: '2023Q3', label: '2023年第三季度', how: 'folder' });
    const silent = await merged([file], { directory, dryRun: true });
    expect(silent.forms).toEqual([]);
    expect(lineOf(silent, '任城区.xlsx')).toMatchObject({ fate: 'period-unclear' });
  });
});

describe('the form of the period before', () => {
  it('is what 累计 is checked against when it lies in the folder', async () => {
    const third = figures('third');
    const files = [
      { path: '任城区Q3.xlsx', bytes: await filled('rencheng', { period: '2023Q3', current: third }) },
      { path: '任城区Q4.xlsx', bytes: await filled('rencheng', { period: '2023Q4', current: figures('fourth') }) },
      { path: '微山县Q4.xlsx', bytes: await filled('weishan', { period: '2023Q4', current: figures('weishan') }) },
    ];
    const both = await merged(files, { directory, dryRun: true });
    expect(lineOf(both, '任城区Q3.xlsx').reason).toContain('已用来与本期数比对');
    const rolled = (result: FolderMerged) =>
      lineOf(result, '任城区Q4.xlsx').findings.some(({ check, severity }) => check === 'T1-11' && severity === 'E');
    expect(rolled(both)).toBe(true);
    expect(rolled(await merged(files.slice(1), { directory, dryRun: true }))).toBe(false);
  });
});
