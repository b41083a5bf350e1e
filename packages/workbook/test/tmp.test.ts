import { createWorkbookPool, type WorkbookPool } from '@duban/workbook';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anyFilled, shipped } from './any-form.js';
import { edit, open, save } from './book.js';
import { header, identity, prefill, secret } from './t1.js';

let pool: WorkbookPool;
beforeAll(() => {
  pool = createWorkbookPool({ size: 1 });
});
afterAll(() => pool.close());
describe.each(shipped.map((t) => [t.id, t] as const))('%s', (id, table) => {
  it('roundtrip', async () => {
    const bytes = await pool.template({
      table,
      identity: { ...identity, table: id, version: table.version },
      prefill: prefill(),
      secret,
    });
    for (const filled of fc.sample(anyFilled(table), { numRuns: 2, seed: 5 })) {
      const out = await pool.fill({
        bytes,
        table,
        header: {
          ...Object.fromEntries(table.header.map((f) => [f.key, f.kind === 'date' ? '2023-12-08' : '某某'])),
          ...header,
        },
        ...filled,
      });
      const [form] = await pool.readAll({ bytes: out, name: 'x.xlsx', tables: shipped, secret });
      expect(form?.by).toBe('identity');
      expect(form?.findings).toEqual([]);
      expect(form?.grid).toEqual(filled.grid);
      expect(form?.ledgers).toEqual(filled.ledgers);
      expect(form?.absentBlocks).toEqual(filled.absentBlocks);
    }
  });
  it('headers', async () => {
    const bytes = await pool.template({
      table,
      identity: { ...identity, table: id, version: table.version },
      prefill: prefill(),
      secret,
    });
    for (const filled of fc.sample(anyFilled(table), { numRuns: 1, seed: 5 })) {
      const book = await open(
        await pool.fill({
          bytes,
          table,
          header: {
            ...Object.fromEntries(table.header.map((f) => [f.key, f.kind === 'date' ? '2023-12-08' : '某某'])),
            ...header,
          },
          ...filled,
        }),
      );
      book.removeWorksheet('_duban');
      const out = await save(book);
      const t0 = performance.now();
      const forms = await pool.readAll({ bytes: out, name: 'x.xlsx', tables: shipped, secret });
      console.log(id, Math.round(performance.now() - t0), 'ms', forms.length, forms[0]?.table);
      const form = forms.find((f) => f.table === id);
      expect(forms.map((f) => f.table)).toEqual([id]);
      expect(form?.findings).toEqual([]);
      expect(form?.grid).toEqual(filled.grid);
      expect(form?.ledgers).toEqual(filled.ledgers);
      expect(form?.absentBlocks).toEqual(filled.absentBlocks);
    }
  });
});
void edit;
