import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CellKey, columnsOf, type Grid, isUpperBound, measuresOf, mergeGrids } from '../src/index.js';
import { cleanGrid, t1 } from './t1.js';

const numeric = measuresOf(t1).filter((measure) => measure.kind === 'count' || measure.kind === 'money');
const keys: CellKey[] = numeric.flatMap((measure) =>
  columnsOf(measure).map((column) => `${measure.key}.${column}` as const),
);
const figures: fc.Arbitrary<Grid> = fc
  .array(fc.tuple(fc.constantFrom(...keys), fc.option(fc.integer({ min: -1_000_000, max: 1_000_000_000_000 }))), {
    maxLength: 300,
  })
  .map((cells) => Object.fromEntries(cells) as Grid);

describe('totals', () => {
  it('stay blank where nobody filled a figure in: blank is not 0', () => {
    expect(mergeGrids(t1, [])['chkInst.current']).toBeNull();
    expect(mergeGrids(t1, [{ 'chkInst.current': null }, {}])['chkInst.current']).toBeNull();
    expect(mergeGrids(t1, [{ 'chkInst.current': null }, { 'chkInst.current': 0 }])['chkInst.current']).toBe(0);
  });
  it('sum the offices that have a figure', () => {
    expect(mergeGrids(t1, [{ 'amtRecover.current': 5 }, {}, { 'amtRecover.current': 7 }])['amtRecover.current']).toBe(
      12,
    );
  });
  it('compute rates from the totals, not from the rates', () => {
    const office = (checked: number, received: number): Grid => ({
      'clueChecked.cumulative': checked,
      'clueRecv.cumulative': received,
      'clueRate.current': 1,
    });
    expect(mergeGrids(t1, [office(1, 1), office(0, 3)])['clueRate.current']).toBe(25);
    expect(mergeGrids(t1, [office(0, 0)])['clueRate.current']).toBeNull();
    expect(mergeGrids(t1, [office(2, 3)])['clueRate.current']).toBe(66.67);
  });
  it('drop texts, and call sums of 家 and 人 upper bounds', () => {
    expect(mergeGrids(t1, [{ 'note.current': '无' }])).not.toHaveProperty('note.current');
    const bounded = measuresOf(t1).filter(isUpperBound);
    expect(new Set(bounded.map((measure) => measure.unit))).toEqual(new Set(['家', '人']));
  });
  it('are the same in whatever order the sheets come', () => {
    fc.assert(
      fc.property(fc.array(figures, { maxLength: 6 }), (grids) => {
        expect(mergeGrids(t1, [...grids].reverse())).toEqual(mergeGrids(t1, grids));
      }),
      { numRuns: 40 },
    );
  });
  it('of parts merged again are the totals of the whole', () => {
    fc.assert(
      fc.property(fc.array(figures, { maxLength: 4 }), fc.array(figures, { maxLength: 4 }), (some, others) => {
        const parts = mergeGrids(t1, [mergeGrids(t1, some), mergeGrids(t1, others)]);
        expect(parts).toEqual(mergeGrids(t1, [...some, ...others]));
      }),
      { numRuns: 40 },
    );
  });
  it('of one sheet are its own figures', () => {
    const grid = cleanGrid();
    const totals = mergeGrids(t1, [grid]);
    for (const key of keys) expect(totals[key], key).toBe(grid[key] ?? null);
  });
});
