import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkSheet, convertLegacy, createWorkbookPool, isLegacy, type WorkbookPool } from '@duban/workbook';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanGrid, header, identity, prefill, secret, t1 } from '../t1.js';

// Old workbooks as LibreOffice itself writes them, converted back by it.
const office = process.env.DUBAN_SOFFICE ?? 'soffice';
const present = spawnSync(office, ['--version']).status === 0;
const why = present ? '' : ' — skipped: no LibreOffice (install libreoffice-calc, or name it in DUBAN_SOFFICE)';

const first = cleanGrid();
const second = cleanGrid(first);
let pool: WorkbookPool;
let folder: string;
let old: Uint8Array;

beforeAll(async () => {
  pool = createWorkbookPool({ size: 1 });
  folder = mkdtempSync(join(tmpdir(), 'duban-legacy-test-'));
  if (!present) return;
  const form = await pool.template({ table: t1, identity, prefill: prefill(first), secret });
  writeFileSync(join(folder, 'sheet.xlsx'), await pool.fill({ bytes: form, table: t1, grid: second, header }));
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  const run = spawnSync(
    office,
    [profile, '--headless', '--convert-to', 'xls', '--outdir', folder, join(folder, 'sheet.xlsx')],
    {
      encoding: 'utf8',
      timeout: 90_000,
    },
  );
  if (run.status !== 0) throw new Error(run.stderr);
  old = readFileSync(join(folder, 'sheet.xls'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await pool.close();
});

describe.skipIf(!present)(`an old workbook${why}`, () => {
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

describe('without LibreOffice', () => {
  it('an old workbook is refused with the way out', async () => {
    if (!present || !existsSync(join(folder, 'sheet.xls'))) return;
    await expect(
      convertLegacy({ bytes: old, name: '旧表.xls' }, { soffice: join(folder, 'no-such-program') }),
    ).rejects.toMatchObject({
      code: 'file-not-xlsx',
      details: { name: '旧表.xls' },
    });
  });
});
