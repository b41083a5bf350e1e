import { describe, expect, it, vi } from 'vitest';
import { directoryOf, fileOf, merge, type Sheet, textsIn } from './folders.js';

/** Two cores are shared with other suites. */
vi.setConfig({ testTimeout: 120_000 });

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
