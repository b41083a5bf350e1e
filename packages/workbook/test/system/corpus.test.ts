import { createWorkbookPool, type WorkbookPool } from '@duban/workbook';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { secret, t1 } from '../t1.js';
import { corpus, corpusFile, corpusMissing } from './corpus.js';

let pool: WorkbookPool;
beforeAll(() => {
  pool = createWorkbookPool({ size: 1 });
});
afterAll(() => pool.close());

describe.skipIf(corpus.length === 0)(`somebody else’s workbook${corpusMissing}`, () => {
  it.each(corpus)('%s is refused by a sentence, within the limit', async (name) => {
    const bytes = corpusFile(name);
    const refusal = await pool.read({ bytes, name, table: t1, secret }).then(
      () => 'read',
      (error: { code?: string; message: string }) => error.code ?? error.message,
    );
    expect(refusal).toMatch(bytes.length === 0 ? /^file-not-xlsx$/ : /^(sheet-identity-missing|file-unreadable)$/);
  });
  it.each(corpus)('%s can be sent back with 审核意见, or is damaged', async (name) => {
    const bytes = corpusFile(name);
    const outcome = await pool.annotate({ bytes, name, findings: [] }).then(
      () => 'sent back',
      (error: { code?: string; message: string }) => error.code ?? error.message,
    );
    expect(outcome).toMatch(/^(sent back|file-unreadable|file-not-xlsx)$/);
  });
});
