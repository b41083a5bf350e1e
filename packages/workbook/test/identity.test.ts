import { createWorkbookPool, verifyIdentity, type WorkbookPool } from '@duban/workbook';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { edit, open, save } from './book.js';
import { identity, prefill, secret, t1 } from './t1.js';

let pool: WorkbookPool;
let form: Uint8Array;
beforeAll(async () => {
  pool = createWorkbookPool({ size: 1 });
  form = await pool.template({ table: t1, identity, prefill: prefill(), secret });
});
afterAll(() => pool.close());
const read = (bytes: Uint8Array) => pool.read({ bytes, name: '表.xlsx', table: t1, secret });

describe('a sheet is refused', () => {
  it('without the form itself', async () => {
    const bytes = await edit(form, (_, book) => book.removeWorksheet('统计表'));
    await expect(read(bytes)).rejects.toMatchObject({
      code: 'sheet-identity-missing',
      details: { name: '表.xlsx' },
    });
  });
  it('with an identity edited to another office', async () => {
    const book = await open(form);
    const hidden = book.getWorksheet('_duban');
    if (hidden === undefined) throw new Error('no identity');
    hidden.getCell('A2').value = String(hidden.getCell('A2').value).replace('370811', '370812');
    await expect(read(await save(book))).rejects.toMatchObject({ code: 'sheet-identity-altered' });
  });
  it('signed with another secret', async () => {
    const other = await pool.template({ table: t1, identity, prefill: prefill(), secret: 'another' });
    await expect(read(other)).rejects.toMatchObject({ code: 'sheet-identity-altered' });
  });
});

describe('a sheet without a hidden identity', () => {
  it('is read by its headers, and says that it has none', async () => {
    const bytes = await edit(form, (_, book) => book.removeWorksheet('_duban'));
    expect(await read(bytes)).toMatchObject({
      by: 'header',
      identity: null,
      heading: '医保基金工作情况统计表（2023年第四季度）',
    });
  });
});

describe('an identity', () => {
  it('of another office, period, form or campaign is refused by what differs, in words', () => {
    const refused = (change: Partial<typeof identity>) => () => verifyIdentity({ ...identity, ...change }, identity);
    expect(refused({ office: '370812', officeName: '兖州区医疗保障局' })).toThrow(
      '这张表是“兖州区医疗保障局”的模板，不能作为“任城区医疗保障局”的报送材料。请下载本单位的模板填写。',
    );
    expect(refused({ period: '2023Q3' })).toThrow(
      '这张表是2023年第三季度的，现在要报的是2023年第四季度。请下载本期模板填写。',
    );
    expect(refused({ table: 'T2' })).toThrow('请下载对应的模板填写');
    expect(refused({ campaign: 'jinan-2019' })).toThrow('请下载对应的模板填写');
    expect(refused({ version: 2 })).toThrow('第2版');
    expect(refused({})).not.toThrow();
  });
  it('of any version is accepted where the caller does not ask for one', () => {
    const { version: _, ...expected } = identity;
    expect(() => verifyIdentity({ ...identity, version: 7 }, expected)).not.toThrow();
  });
});
