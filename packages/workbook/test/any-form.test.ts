import type { Grid } from '@duban/tables';
import { createWorkbookPool, type ReadForm, type WorkbookPool } from '@duban/workbook';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anyFilled, type Filled, shipped } from './any-form.js';
import { identity, prefill, secret } from './t1.js';
import { tamper } from './zip.js';

// Whatever a form's definition allows goes through template, fill and read without a change or a finding.
let pool: WorkbookPool;
beforeAll(() => {
  pool = createWorkbookPool({ size: 1 });
});
afterAll(() => pool.close());

/** Ledgers leave the sums of nothing open; on a grid that is the same as absent. */
const present = (grid: Grid) => Object.fromEntries(Object.entries(grid).filter(([, value]) => value !== null));
const told = ({ grid, ledgers, absentBlocks }: Pick<ReadForm, 'grid' | 'ledgers' | 'absentBlocks'> | Filled) => ({
  grid: present(grid),
  ledgers,
  absentBlocks,
});

describe.each(shipped.map((table) => [table.id, table] as const))('any figures and records of %s', (id, table) => {
  const header = Object.fromEntries(
    table.header.map(({ key, kind }) => [key, kind === 'date' ? '2023-12-08' : '某某']),
  );
  const own = { ...identity, table: id, version: table.version };
  let form: Uint8Array;
  beforeAll(async () => {
    form = await pool.template({ table, identity: own, prefill: { ...prefill(), header }, secret });
  });
  const through = async (filled: Filled, change?: (bytes: Uint8Array) => Promise<Uint8Array>) => {
    const bytes = await pool.fill({ bytes: form, table, header, ...filled });
    return pool.readAll({
      bytes: change === undefined ? bytes : await change(bytes),
      name: 'x.xlsx',
      tables: shipped,
      secret,
    });
  };

  it('come back from template, fill and read as they went in', async () => {
    await fc.assert(
      fc.asyncProperty(anyFilled(table), async (filled) => {
        const [read, ...more] = await through(filled);
        expect(more).toEqual([]);
        expect(read).toMatchObject({ table: id, by: 'identity', identity: own, header, findings: [] });
        expect(read === undefined ? null : told(read)).toEqual(told(filled));
      }),
      { numRuns: 2 },
    );
  });
  it('come back by their headers alone when the identity is gone', async () => {
    await fc.assert(
      fc.asyncProperty(anyFilled(table), async (filled) => {
        const [read, ...more] = await through(filled, (bytes) =>
          tamper(bytes, { part: /sharedStrings\.xml$/, change: (xml) => xml.replace('duban/1', 'gone') }),
        );
        expect(more).toEqual([]);
        expect(read).toMatchObject({ table: id, by: 'header', identity: null, header, findings: [] });
        expect(read === undefined ? null : told(read)).toEqual(told(filled));
      }),
      { numRuns: 1 },
    );
  });
});
