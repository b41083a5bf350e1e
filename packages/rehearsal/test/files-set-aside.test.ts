import { describe, expect, it } from 'vitest';
import type { MessyFile } from '../src/example/messy-folder.js';
import { plainSheet } from '../src/example/plain-sheet.js';
import { directory, figures, filled, lineOf, merged, standings, table, typed } from './merged-files.js';

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

  it('or taken with a doubt, when only its file name says an office and its header another that is not listed', async () => {
    const line = await alone({ path: '任城区2023年三季度.xlsx', bytes: await typed(table.title, '章丘区医保局') });
    expect(line).toMatchObject({ fate: 'merged', office: { id: 'rencheng', by: 'file' } });
    expect(line.doubts[0]?.message).toBe('表里写的单位“章丘区医保局”不在名录里；按文件名算作任城区，请核对。');
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
