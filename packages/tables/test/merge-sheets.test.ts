import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CellKey,
  checkMerged,
  type Grid,
  keysOf,
  type Ledgers,
  mergePeriods,
  mergeSheets,
  type Part,
  peerMedians,
  reconcile,
} from '../src/index.js';
import { loadTable } from '../src/schema.js';
import { clean, demo } from './demo.js';

const part = (grid: Grid, codes?: readonly string[], absentBlocks: readonly string[] = []): Part => ({
  office: 'x',
  data: { grid, absentBlocks, ledgers: listed(codes) },
});
const listed = (codes?: readonly string[]): Ledgers =>
  codes === undefined ? {} : { insts: codes.map((code) => ({ code, checked: '是' })) };
const instances = (...parts: Part[]) => {
  const { grid, bounds } = mergeSheets(demo, parts);
  return [grid['instances.current'], bounds['instances.current']] as const;
};

describe('家 counted once over several offices', () => {
  const a = part({ 'instances.current': 3 }, ['H1', 'H2', 'H3']);
  const b = part({ 'instances.current': 2 }, ['H3', 'H4']);
  const c = part({ 'instances.current': 5 });
  it('are exact where all brought their codes', () => {
    expect(instances(a, b)).toEqual([4, { least: 4, most: 4 }]);
  });
  it('lie between the largest office and the sum where nobody did', () => {
    expect(instances(part({ 'instances.current': 3 }), c)).toEqual([8, { least: 5, most: 8 }]);
  });
  it('are known by code as far as codes go, and bounded beyond', () => {
    expect(instances(a, b, c)).toEqual([9, { least: 5, most: 9 }]);
    expect(instances(a, b, part({ 'instances.current': 1 }))).toEqual([5, { least: 4, most: 5 }]);
  });
  it('are not told by a list that does not come to the figure beside it, an empty one least of all', () => {
    expect(instances(part({ 'instances.current': 3 }, []), b)).toEqual([5, { least: 3, most: 5 }]);
    expect(instances(part({ 'instances.current': 3 }, ['H1', 'H1', 'H2']), b)).toEqual([5, { least: 3, most: 5 }]);
  });
  it('take the same code in full-width letters as one institution, and only records that were checked', () => {
    const wide = part({ 'instances.current': 1 }, ['Ｈ３ ']);
    expect(instances(b, wide)).toEqual([2, { least: 2, most: 2 }]);
    const notChecked: Part = {
      office: 'y',
      data: { grid: { 'instances.current': 0 }, absentBlocks: [], ledgers: { insts: [{ code: 'H9', checked: '否' }] } },
    };
    expect(instances(b, notChecked)).toEqual([2, { least: 2, most: 2 }]);
  });
  it('of an office that left the figure blank are not 0 but unknown', () => {
    expect(instances(part({}, ['H1']), part({ 'instances.current': null }))).toEqual([null, undefined]);
  });
  it('in 累计 are not told by the codes of 本期', () => {
    const { bounds } = mergeSheets(demo, [
      part({ 'instances.current': 1, 'instances.cumulative': 7 }, ['H1']),
      part({ 'instances.current': 1, 'instances.cumulative': 4 }, ['H1']),
    ]);
    expect(bounds).toMatchObject({
      'instances.current': { least: 1, most: 1 },
      'instances.cumulative': { least: 7, most: 11 },
    });
  });
});

describe('merged sheets', () => {
  it('leave out blocks marked 不适用 and count measures from each ledger', () => {
    const { grid } = mergeSheets(demo, [
      { office: 'a', data: clean },
      { office: 'b', data: { ...clean, absentBlocks: ['police'] } },
    ]);
    expect(grid['polAccepted.current']).toBe(2);
    expect(grid['recv.current']).toBe(6);
    expect(grid['done.current']).toBe(4);
    expect(grid['rate.current']).toBe(66.67);
  });
});

const figures = fc
  .array(
    fc.tuple(
      fc.constantFrom(...keysOf(demo).filter((key) => !/^(note|rate|r0\dRemark)/.test(key))),
      fc.option(fc.nat(1000)),
    ),
    {
      maxLength: 40,
    },
  )
  .map((cells): Grid => Object.fromEntries(cells));
const codes = fc.uniqueArray(fc.constantFrom('H1', 'H2', 'H3', 'H4', 'H5', 'H6'));
const parts = fc.array(
  fc.tuple(figures, fc.option(codes), fc.boolean()).map(([grid, list, absent]): Part => {
    const own = list === null ? grid : { ...grid, 'instances.current': list.length };
    return part(own, list ?? undefined, absent ? ['police'] : []);
  }),
  { maxLength: 6 },
);

describe('for any offices', () => {
  it('the order of the sheets does not matter', () => {
    fc.assert(
      fc.property(parts, (all) => {
        expect(mergeSheets(demo, [...all].reverse())).toEqual(mergeSheets(demo, all));
      }),
    );
  });
  it('what can be added up may be added up in parts', () => {
    fc.assert(
      fc.property(parts, parts, (some, others) => {
        const whole = mergeSheets(demo, [...some, ...others]);
        const halves = [some, others].map((each) => part(mergeSheets(demo, each).grid));
        const again = mergeSheets(demo, halves);
        for (const key of keysOf(demo))
          if (!/^(instances|hltHandled)/.test(key)) expect(again.grid[key]).toEqual(whole.grid[key]);
        // 家 merged in parts lose their codes, so the bound can only widen.
        expect(Number(again.grid['instances.current'])).toBeGreaterThanOrEqual(Number(whole.grid['instances.current']));
      }),
    );
  });
  it('the true number of institutions lies within the bounds, and is met where all codes are there', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(codes, fc.boolean()), { minLength: 1, maxLength: 8 }), (offices) => {
        const truth = new Set(offices.flatMap(([list]) => list)).size;
        const all = offices.map(([list, shown]) =>
          part({ 'instances.current': list.length }, shown ? list : undefined),
        );
        const between = mergeSheets(demo, all).bounds['instances.current'];
        expect(between?.least).toBeLessThanOrEqual(truth);
        expect(between?.most).toBeGreaterThanOrEqual(truth);
        if (offices.every(([, shown]) => shown)) expect(between).toEqual({ least: truth, most: truth });
      }),
    );
  });
  it('totals that were merged are never found wrong', () => {
    fc.assert(
      fc.property(parts, (all) => {
        const { grid: totals } = mergeSheets(demo, all);
        const found = checkMerged(demo, { totals, parts: all }).filter(
          ({ check }) => check.startsWith('merged') || check === 'ratio',
        );
        expect(found).toEqual([]);
      }),
    );
  });
});

describe('totals are refused', () => {
  const all: Part[] = [
    { office: 'a', data: clean },
    { office: 'b', data: clean },
  ];
  const { grid: totals } = mergeSheets(demo, all);
  const said = (change: Grid, of: readonly Part[] = all) =>
    checkMerged(demo, { totals: { ...totals, ...change }, parts: of }).map(
      ({ severity, check, key }) => `${severity} ${check} ${key}`,
    );
  it('never when they are what the offices come to', () => {
    expect(said({})).toEqual([]);
  });
  it('when they are not the sum of the offices', () => {
    expect(said({ 'recv.current': 7, 'rate.current': 57.14 })).toEqual(['E merged-sum recv.current']);
    expect(said({ 'polAccepted.current': null })).toContain('E merged-sum polAccepted.current');
  });
  it('when 家 are outside max … Σ, and taken anywhere inside', () => {
    expect(said({ 'instances.current': 3 })).toEqual([]);
    expect(said({ 'instances.current': 2 })).toEqual(['E merged-bounds instances.current']);
    expect(said({ 'instances.current': 7 })).toEqual(['E merged-bounds instances.current']);
  });
  it('when a rate is not computed from the totals', () => {
    expect(said({ 'rate.current': 66 })).toEqual(['E ratio rate.current']);
  });
  it('when nobody filled in a block that is owed', () => {
    const without = { ...clean, grid: { ...clean.grid, 'hltHandled.current': null, 'hltHandled.cumulative': null } };
    const of = [{ office: 'a', data: without }];
    const [finding] = checkMerged(demo, { totals: mergeSheets(demo, of).grid, parts: of });
    expect(finding).toMatchObject({ check: 'block-missing', severity: 'E', label: '卫生健康部门', key: null });
  });
  it('by the table’s own rules on a round’s totals', () => {
    const of = all.map((each) => ({ ...each, data: { ...each.data, absentBlocks: ['police'] } }));
    expect(
      checkMerged(demo, { totals: mergeSheets(demo, of).grid, parts: of }).map(
        ({ severity, check }) => `${severity} ${check}`,
      ),
    ).toEqual(['W D-8']);
  });
});

describe('periods of one office', () => {
  const merged = mergePeriods(demo, [
    {
      'recv.current': 3,
      'recv.cumulative': 3,
      'open.current': 5,
      'instances.current': 4,
      'done.current': 1,
      'note.current': '无',
    },
    {
      'recv.current': 2,
      'recv.adjust': -1,
      'recv.cumulative': 4,
      'open.current': null,
      'instances.current': 6,
      'done.current': 1,
    },
    {},
  ]);
  it('add up what can be added up, take the last stock and 累计 there is, and bound what is counted once', () => {
    expect(merged.grid).toMatchObject({
      'recv.current': 5,
      'recv.adjust': -1,
      'recv.cumulative': 4,
      'open.current': 5,
      'instances.current': 10,
      'rate.current': 40,
    });
    expect(merged.bounds).toEqual({ 'instances.current': { least: 6, most: 10 } });
  });
  it('without a figure stay blank', () => {
    expect(mergePeriods(demo, [{}, { 'recv.current': null }]).grid['recv.current']).toBeNull();
    expect(merged.grid).not.toHaveProperty('note.current');
  });
  it('may be put together in pieces', () => {
    fc.assert(
      fc.property(fc.array(figures), fc.array(figures), (early, late) => {
        const pieces = [early, late].map((grids) => mergePeriods(demo, grids).grid);
        expect(mergePeriods(demo, pieces).grid).toEqual(mergePeriods(demo, [...early, ...late]).grid);
      }),
    );
  });
});

describe('medians of the others', () => {
  const of = (...values: (number | null)[]) =>
    peerMedians(
      demo,
      values.map((value) => ({ 'recv.current': value })),
    )['recv.current'];
  it('need five offices with a figure; blank is none', () => {
    expect(of(1, 2, 3, 4)).toBeUndefined();
    expect(of(1, 2, 3, 4, null)).toBeUndefined();
    expect(of(1, 2, 30, 4, 5)).toBe(4);
  });
  it('are the lower middle of an even number, a figure somebody reported', () => {
    expect(of(10, 1, 8, 4, 5, 2)).toBe(4);
    expect(of(0, 0, 0, 0, 9)).toBe(0);
  });
  it('do not depend on the order', () => {
    fc.assert(
      fc.property(
        fc
          .array(fc.option(fc.nat()), { minLength: 5 })
          .chain((values) => fc.tuple(fc.constant(values), fc.shuffledSubarray(values, { minLength: values.length }))),
        ([values, shuffled]) => {
          const median = of(...values);
          expect(of(...shuffled)).toBe(median);
          if (median !== undefined) expect(values).toContain(median);
        },
      ),
    );
  });
});

describe('reconciliation', () => {
  const sent = loadTable(
    'id: D9\nversion: 1\ntitle: 下发\nheader: []\nsections:\n  - title: s\n    measures:\n      - { key: sent, label: 下发线索, unit: 条, semantics: flow-additive, source: t }\n',
    'd9.yaml',
  );
  const listedFor = (left: number | null, right: number | null) =>
    reconcile([demo, sent], {
      D1: { 'recv.cumulative': left } satisfies Partial<Record<CellKey, number | null>>,
      D9: { 'sent.cumulative': right },
    });
  it('lists two figures that are both there and not equal', () => {
    expect(listedFor(3, 5)).toEqual([
      {
        id: 'D-R1',
        left: { table: 'D1', key: 'recv.cumulative', label: '收到线索（累计）', value: 3 },
        right: { table: 'D9', key: 'sent.cumulative', label: '下发线索（累计）', value: 5 },
        message: '下发 5条，收到 3条。',
        source: 'T1-16',
      },
    ]);
  });
  it('lists nothing where they agree or one of them is missing', () => {
    expect(listedFor(5, 5)).toEqual([]);
    expect(listedFor(null, 5)).toEqual([]);
    expect(reconcile([demo], { D1: { 'recv.cumulative': 3 } })).toEqual([]);
  });
});
