import type { FolderMerged } from '@duban/actions/merge-folder';
import { describe, expect, it } from 'vitest';
import { directory, figures, filled, lineOf, merged, table, typed } from './merged-files.js';

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
    // The officer named it: nothing to look at again.
    expect(lineOf(named, '任城区.xlsx').doubts.map(({ severity }) => severity)).toEqual(['I']);
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
