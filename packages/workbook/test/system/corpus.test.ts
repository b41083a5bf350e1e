import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createWorkbookPool, type WorkbookPool } from '@duban/workbook';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { secret, t1 } from '../t1.js';

// Real workbooks, many written by WPS, read in place. DUBAN_CORPUS names the folder; the files are never copied into the repo.
const folder = process.env.DUBAN_CORPUS ?? '';
const files = folder === '' ? [] : readdirSync(folder).filter((name) => name.endsWith('.xlsx'));
const why = files.length > 0 ? '' : ' — skipped: DUBAN_CORPUS names no folder of .xlsx files';

let pool: WorkbookPool;
beforeAll(() => {
  pool = createWorkbookPool({ size: 1 });
});
afterAll(() => pool.close());

describe.skipIf(files.length === 0)(`somebody else’s workbook${why}`, () => {
  it.each(files)('%s is refused by a sentence, within the limit', async (name) => {
    const bytes = readFileSync(join(folder, name));
    const refusal = await pool.read({ bytes, name, table: t1, secret }).then(
      () => 'read',
      (error: { code?: string; message: string }) => error.code ?? error.message,
    );
    expect(refusal).toMatch(bytes.length === 0 ? /^file-not-xlsx$/ : /^(sheet-identity-missing|file-unreadable)$/);
  });
  it.each(files)('%s can be sent back with 审核意见, or is damaged', async (name) => {
    const bytes = readFileSync(join(folder, name));
    const outcome = await pool.annotate({ bytes, name, findings: [] }).then(
      () => 'sent back',
      (error: { code?: string; message: string }) => error.code ?? error.message,
    );
    expect(outcome).toMatch(/^(sent back|file-unreadable|file-not-xlsx)$/);
  });
});
