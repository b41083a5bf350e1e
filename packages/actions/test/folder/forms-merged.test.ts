import { cellKey } from '@duban/tables';
import { describe, expect, it, vi } from 'vitest';
import type { FolderMerged } from '../../src/merge-folder.js';
import { directoryOf, fileOf, merge, tableOf, workbooks } from './folders.js';

/** Two cores are shared with other suites. */
vi.setConfig({ testTimeout: 120_000 });

const standings = (result: FolderMerged, table: string) =>
  Object.fromEntries(
    result.forms.find((form) => form.table === table)?.offices.map(({ office, standing }) => [office, standing]) ?? [],
  );

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
