import { createWorkbookPool, type MergeRow, type WorkbookPool } from '@duban/workbook';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everything, filed, inputOf, without } from './merged.js';

const SEED = 20_231_210;
let pool: WorkbookPool;
beforeAll(() => {
  pool = createWorkbookPool({ size: 1 });
});
afterAll(() => pool.close());

const codes = fc.uniqueArray(fc.constantFrom('H1', 'H2', 'H3', 'H4', 'H5', 'H6'), { minLength: 1, maxLength: 5 });
const office = fc.record({
  kind: fc.constantFrom('按时', '迟报', '未报', '零报告', '免报'),
  codes,
  brings: fc.boolean(),
  police: fc.boolean(),
});

describe(`any offices (seed ${SEED})`, () => {
  it('merge to totals that are theirs alone: sums, unions of codes, and nothing of who filed nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(office, { minLength: 1, maxLength: 6 }), async (offices) => {
        const rows = offices.map(({ kind, codes: own, brings, police }, i): MergeRow => {
          if (['未报', '零报告', '免报'].includes(kind)) return without(i, `第${i}县`, { standing: kind });
          const row = filed(i, `第${i}县`, { codes: own, more: { standing: kind } });
          const { ledgers: _, ...bare } = row;
          return { ...(brings ? row : bare), absentBlocks: police ? [] : ['police'] };
        });
        const bytes = await pool.merge(inputOf(rows));
        const shown = (await pool.readTotals({ bytes, table: everything })).汇总 ?? {};
        const counted = offices.map((each, i) => ({ ...each, i })).filter((_, i) => rows[i]?.grid !== null);
        // Added up here once more, from what the offices were made of.
        const sum = (of: (each: (typeof counted)[number]) => number) =>
          counted.reduce((all, each) => all + of(each), 0);
        const known = new Set(counted.filter(({ brings }) => brings).flatMap((each) => each.codes));
        const unknown = counted.filter(({ brings }) => !brings).reduce((all, each) => all + each.codes.length, 0);
        const none = counted.length === 0;
        expect(shown['chk.current']).toBe(none ? null : known.size + unknown);
        expect(shown['amt.current']).toBe(none ? null : sum(({ i }) => (3 + i) * 1_000_000 + 1234));
        expect(shown['suspend.current']).toBeNull();
        const police = counted.filter((each) => each.police);
        expect(shown['recv.current']).toBe(police.length === 0 ? null : police.reduce((all, { i }) => all + 2 + i, 0));
        const read = await pool.readOffices({ bytes, table: everything });
        for (const [i, { kind }] of offices.entries()) {
          expect(read[`第${i}县`]?.standing).toBe(kind);
          expect(Object.keys(read[`第${i}县`]?.grid ?? {}).length > 0).toBe(rows[i]?.grid !== null);
        }
      }),
      { seed: SEED, numRuns: 25 },
    );
  }, 120_000);
});
