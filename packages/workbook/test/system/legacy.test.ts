import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkSheet, convertLegacy, createWorkbookPool, isLegacy, type WorkbookPool } from '@duban/workbook';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanGrid, header, identity, prefill, secret, t1 } from '../t1.js';
import { converted, sofficeMissing } from './soffice.js';

// Old workbooks as LibreOffice itself writes them, converted back by it.
const first = cleanGrid();
const second = cleanGrid(first);
let pool: WorkbookPool;
let folder: string;
let old: Uint8Array;

beforeAll(async () => {
  pool = createWorkbookPool({ size: 1 });
  folder = mkdtempSync(join(tmpdir(), 'duban-legacy-test-'));
  if (sofficeMissing !== '') return;
  const form = await pool.template({ table: t1, identity, prefill: prefill(first), secret });
  const bytes = await pool.fill({ bytes: form, table: t1, grid: second, header });
  old = converted(bytes, { folder, format: 'xls' });
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await pool.close();
});

describe.skipIf(sofficeMissing !== '')(`an old workbook${sofficeMissing}`, () => {
  it('is known by its content, and the pool refuses it with the way out', async () => {
    expect(isLegacy(old)).toBe(true);
    await expect(pool.readAll({ bytes: old, name: '旧表.xlsx', tables: [t1], secret })).rejects.toThrow('另存为 .xlsx');
  });
  it('becomes the same hand-in as .xlsx, identity included', async () => {
    const bytes = await convertLegacy({ bytes: old, name: '旧表.xls' });
    const [form] = await pool.readAll({ bytes, name: '旧表.xls', tables: [t1], secret });
    if (form === undefined) throw new Error('no form');
    expect(form).toMatchObject({ by: 'identity', identity, grid: second });
    expect(checkSheet(form, { table: t1, previous: first })).toEqual([]);
  });
  it('that is damaged is refused by a sentence', async () => {
    const damaged = new Uint8Array(old.slice(0, 2048));
    await expect(convertLegacy({ bytes: damaged, name: '坏表.xls' })).rejects.toMatchObject({
      code: expect.stringMatching(/^file-(unreadable|not-xlsx)$/),
    });
  });
  it('that takes too long is given up, and nothing of it is left behind', async () => {
    const before = leftovers();
    await expect(convertLegacy({ bytes: old, name: '慢表.xls' }, { seconds: 0.05 })).rejects.toMatchObject({
      code: 'reader-gave-up',
    });
    expect(leftovers()).toEqual(before);
  });
});

const leftovers = () =>
  readdirSync(tmpdir())
    .filter((name) => /^duban-legacy-(?!test)/.test(name))
    .sort();

it('an old workbook is refused with the way out where there is no LibreOffice', async () => {
  // All that tells one before it is opened: the container of old Office files, with a workbook's name inside.
  const container = [Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from('Workbook', 'utf16le')];
  const bytes = Buffer.concat(container);
  await expect(
    convertLegacy({ bytes, name: '旧表.xls' }, { soffice: join(folder, 'no-such-program') }),
  ).rejects.toMatchObject({ code: 'file-not-xlsx', details: { name: '旧表.xls' } });
});
