import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { coverageOf } from '../src/index.js';
import { itemsOf, seed } from './seeds.js';

const SEEDS = {
  JN23: 'jining-2023',
  JN19: 'jinan-2019',
  WH24: 'weihai-2024',
  WS25: 'wushen-2025',
  YY22: 'yunyang-2022',
};
const CATALOGUE = path.resolve(import.meta.dirname, '../../../../shared/spec/notices.md');

describe.each(Object.values(SEEDS))('%s', (name) => {
  it('carries every item of its notice on an element of its kind', () => {
    const items = itemsOf(name);
    expect(items.length).toBeGreaterThan(30);
    const missing = coverageOf(seed(name), items).filter(({ places }) => places.length === 0);
    expect(missing.map(({ item }) => item)).toEqual([]);
  });
});

describe('coverage', () => {
  const jining = seed('jining-2023');

  it('misses an item whose element is gone', () => {
    const without = { ...jining, requirements: jining.requirements.filter((r) => r.id !== 'quarterly-table') };
    const [found] = coverageOf(without, ['JN23-O13']);
    expect(found?.places).toEqual([]);
  });

  it('does not count an item on an element of another kind', () => {
    const [phase] = jining.phases;
    if (phase === undefined) throw new Error('Jining has phases');
    const moved = {
      ...jining,
      requirements: [],
      phases: [{ ...phase, source: 'JN23-O13' }],
    };
    expect(coverageOf(moved, ['JN23-O13'])[0]?.places).toEqual([]);
  });

  it('tells rules that nothing honours yet', () => {
    const places = coverageOf(jining, ['JN23-C1'])[0]?.places ?? [];
    expect(places.map((place) => [place.kind, place.dataOnly])).toEqual([['clue', true]]);
  });
});

describe.skipIf(!existsSync(CATALOGUE))(
  'the lists of items (skipped where the catalogue of notices is not at hand)',
  () => {
    const catalogue = existsSync(CATALOGUE) ? readFileSync(CATALOGUE, 'utf8') : '';
    it.each(Object.entries(SEEDS))('%s: every id of the catalogue stands in items.txt', (prefix, name) => {
      const ids = new Set(catalogue.match(new RegExp(`${prefix}-[A-Z]\\d+`, 'g')));
      expect([...ids].filter((id) => !itemsOf(name).includes(id))).toEqual([]);
    });
  },
);
