import type { FolderMerged } from '@duban/actions/merge-folder';
import { mergeGrids } from '@duban/tables';
import { beforeAll, describe, expect, it } from 'vitest';
import { type MadeFolder, messyFolder } from '../src/example/messy-folder.js';
import { directory, fates, lineOf, merged, SECRET, SEED, standings, table, workbooks } from './merged-files.js';

describe('the example folder', () => {
  let example: MadeFolder;
  let result: FolderMerged;
  beforeAll(async () => {
    example = await messyFolder({ workbooks, table, directory, seed: SEED, secret: SECRET });
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
