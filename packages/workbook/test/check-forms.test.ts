import { checkSheet, createWorkbookPool, type WorkbookPool } from '@duban/workbook';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { form } from './any-form.js';
import { edit, open, save } from './book.js';
import { cleanGrid, header, identity, prefill, secret, t1 } from './t1.js';
import { tamper } from './zip.js';

let pool: WorkbookPool;
beforeAll(() => {
  pool = createWorkbookPool({ size: 1 });
});
afterAll(() => pool.close());

const t3 = form('T3');
const clue = (clueNo: string) => ({
  clueNo,
  origin: '举报',
  receivedOn: '2023-10-09',
  riskLevel: '低',
  unit: '任城区医保局',
  owner: '张三',
  status: '待分派',
  updatedOn: '2023-12-01',
});

describe('findings on a ledger', () => {
  it('of reading and of the checks point at the cells of their records, in the order of place', async () => {
    const own = { ...identity, table: 'T3', version: t3.version };
    const bytes = await pool.template({ table: t3, identity: own, prefill: prefill(), secret });
    const filled = await pool.fill({
      bytes,
      table: t3,
      grid: {},
      header,
      ledgers: { clues: [clue('A1'), { ...clue('A2'), owner: null }, clue('A1')] },
    });
    const [before] = await pool.readAll({ bytes: filled, name: 'x.xlsx', tables: [t3], secret });
    const { sheet = '', columns = {}, rows = [] } = before?.ledgerPlaces.clues ?? {};
    const changed = await edit(filled, (_, book) => {
      const ledger = book.getWorksheet(sheet);
      if (ledger === undefined) throw new Error('no ledger');
      ledger.getCell(`${columns.receivedOn}${rows[0]}`).value = '2023年10月9日';
      ledger.getCell(`${columns.status}${rows[2]}`).value = '办完了';
    });
    const [read] = await pool.readAll({ bytes: changed, name: 'x.xlsx', tables: [t3], secret });
    if (read === undefined) throw new Error('no form');
    const found = checkSheet(read, { table: t3 }).filter(({ record }) => record !== undefined);
    expect(found.map(({ severity, check, place }) => [severity, check, place])).toEqual([
      ['I', 'date-text', { sheet, cell: `${columns.receivedOn}${rows[0]}` }],
      ['E', 'blank', { sheet, cell: `${columns.owner}${rows[1]}` }],
      ['E', 'duplicate', { sheet, cell: `${columns.clueNo}${rows[2]}` }],
      // Refused by reading, and so not also called blank.
      ['E', 'not-a-choice', { sheet, cell: `${columns.status}${rows[2]}` }],
    ]);
  });
});

describe('reading every form of a workbook', () => {
  const filled = async (of = secret) => {
    const bytes = await pool.template({ table: t1, identity, prefill: prefill(), secret: of });
    return pool.fill({ bytes, table: t1, grid: cleanGrid(), header });
  };
  const all = async (bytes: Uint8Array, with_: string | null = secret) =>
    pool.readAll({ bytes, name: '表.xlsx', tables: [t1, t3], secret: with_ });

  it('goes on by the headers when the identity was altered, and says so first', async () => {
    const altered = await tamper(await filled(), {
      part: /sharedStrings\.xml$/,
      change: (xml) => xml.replace('370811&quot;', '370812&quot;').replace('"370811"', '"370812"'),
    });
    const [read] = await all(altered);
    expect(read).toMatchObject({ table: 'T1', by: 'header', identity: null });
    expect(read?.grid).toMatchObject({ 'chkInst.current': 30 });
    expect(read?.findings[0]).toMatchObject({ severity: 'E', check: 'identity-altered' });
  });
  it('believes an identity it cannot verify, and says so', async () => {
    const [read] = await all(await filled('another bureau'), null);
    expect(read).toMatchObject({ by: 'identity', identity });
    expect(read?.findings.map(({ severity, check }) => `${severity} ${check}`)).toEqual(['I identity-unverified']);
  });
  it('finds the forms of both tables in one workbook', async () => {
    const book = await open(await filled());
    const list = book.addWorksheet('线索');
    list.addRow(t3.ledgers[0]?.columns.map(({ label }) => label) ?? []);
    list.addRow(
      t3.ledgers[0]?.columns.map(({ key }) => clue('A9')[key as keyof ReturnType<typeof clue>] ?? null) ?? [],
    );
    const forms = await all(await save(book));
    expect(forms.map(({ table, by }) => [table, by])).toEqual([
      ['T1', 'identity'],
      ['T3', 'header'],
    ]);
    expect(forms[1]?.ledgers.clues).toMatchObject([{ clueNo: 'A9', receivedOn: '2023-10-09' }]);
  });
  it('refuses a workbook that has none of them, with what to do', async () => {
    const book = await open(await filled());
    for (const sheet of [...book.worksheets]) book.removeWorksheet(sheet.id);
    book.addWorksheet('值班表').addRow(['姓名', '日期', '电话']);
    const refusal = all(await save(book));
    await expect(refusal).rejects.toMatchObject({ code: 'sheet-not-recognised', details: { name: '表.xlsx' } });
    await expect(refusal).rejects.toThrow('请把数据填入下发的模板');
  });
});
