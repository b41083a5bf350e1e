import { readFileSync } from 'node:fs';
import path from 'node:path';
import { dice } from '@duban/base/dice';
import { repoRoot } from '@duban/runtime';
import { checkGrid, type Grid, mergeGrids } from '@duban/tables';
import { loadTable } from '@duban/tables/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { simulatedGrid } from '../src/figures.js';

const file = path.join(repoRoot(import.meta.url), 'seeds/tables/t1.yaml');
const table = loadTable(readFileSync(file, 'utf8'), 't1.yaml');

describe('simulated figures', () => {
  it('pass every check of the form, three periods in a row, whatever the seed and the size of the county', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 10 }), (seed, size) => {
        let previous: Grid = {};
        for (const period of ['a', 'b', 'c']) {
          const grid = simulatedGrid({ table, dice: dice(seed, period), previous, size });
          expect(checkGrid(table, grid, { previous }).filter((f) => f.severity !== 'I')).toEqual([]);
          previous = grid;
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are the same for the same seed and name, and others for another name', () => {
    const draw = (name: string): Grid => simulatedGrid({ table, dice: dice(7, name), previous: {}, size: 5 });
    expect(draw('x')).toEqual(draw('x'));
    expect(draw('x')).not.toEqual(draw('y'));
  });

  it('leave a number out of the total when one office has not filed, instead of counting it as zero', () => {
    const one = simulatedGrid({ table, dice: dice(7, 'x'), previous: {}, size: 5 });
    expect(mergeGrids(table, [one])['chkInst.current']).toBe(one['chkInst.current']);
    expect(mergeGrids(table, [])['chkInst.current']).toBeNull();
  });
});
