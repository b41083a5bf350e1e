import { describe, expect, it } from 'vitest';
import { carryOver, type Grid } from '../src/index.js';
import { loadTable } from '../src/schema.js';

const table = (version: number, measures: readonly string[], more = '') =>
  loadTable(
    `id: C\nversion: ${version}\ntitle: 表\nheader: []\nsections:\n  - title: s\n    measures:\n${measures.map((each) => `      - { ${each}, source: t }\n`).join('')}${more}`,
    'c.yaml',
  );
const flow = (key: string, unit = '件') => `key: ${key}, label: 甲, unit: ${unit}, semantics: flow-additive`;
const distinct = (key: string) => `key: ${key}, label: 甲, unit: 家, semantics: flow-distinct`;
const money = (key: string, unit: string) =>
  `key: ${key}, label: 甲, kind: money, unit: ${unit}, semantics: flow-additive`;
const text = (key: string) => `key: ${key}, label: 甲, kind: text, unit: '', semantics: text, required: false`;
const crosswalk = (text: string) => `crosswalk: { fromVersion: 1, ${text} }\n`;

describe('figures of an old form', () => {
  it('keep their place, and only new indicators are asked for, without what is computed', () => {
    const carried = carryOver(table(2, [flow('a'), flow('b'), distinct('c')]), table(1, [flow('a')]), {
      'a.current': 3,
      'a.adjust': null,
      'a.cumulative': 5,
    });
    expect(carried).toEqual({
      grid: { 'a.current': 3, 'a.adjust': null, 'a.cumulative': 5 },
      asked: ['b.current', 'c.current', 'c.cumulative'],
      dropped: [],
    });
  });
  it('that were left blank stay blank and are not called new', () => {
    expect(carryOver(table(2, [flow('a')]), table(1, [flow('a')]), {})).toMatchObject({
      grid: { 'a.current': null },
      asked: [],
    });
  });
  it('move and add up as the crosswalk says; without one of its parts a sum is asked for', () => {
    const old = table(1, [flow('city'), flow('county')]);
    const renewed = table(2, [flow('all')], crosswalk('carry: { all: [city, county] }'));
    expect(carryOver(renewed, old, { 'city.current': 1, 'county.current': 2 }).grid['all.current']).toBe(3);
    const half = carryOver(renewed, old, { 'city.current': 1, 'county.current': null });
    expect(half.grid).not.toHaveProperty('all.current');
    expect(half.asked).toEqual(['all.current']);
    expect(half.dropped).toEqual(['city.current']);
    const adjusted: Grid = { 'city.adjust': -1, 'county.adjust': null };
    expect(carryOver(renewed, old, adjusted).grid['all.adjust']).toBe(-1);
  });
  it('of 家 counted once are never added up', () => {
    const renewed = table(2, [distinct('all')], crosswalk('carry: { all: [city, county] }'));
    const carried = carryOver(renewed, table(1, [distinct('city'), distinct('county')]), {
      'city.current': 1,
      'county.current': 2,
    });
    expect(carried).toMatchObject({
      grid: {},
      asked: ['all.current', 'all.cumulative'],
      dropped: ['city.current', 'county.current'],
    });
  });
  it('of money stay in 分 whatever the new display unit; counts in another unit are asked again', () => {
    const carried = carryOver(
      table(2, [money('m', '万元'), flow('n', '家次')]),
      table(1, [money('m', '元'), flow('n', '件')]),
      {
        'm.current': 12_345,
        'n.current': 4,
      },
    );
    expect(carried).toMatchObject({ grid: { 'm.current': 12_345 }, asked: ['n.current'], dropped: ['n.current'] });
  });
  it('whose name the crosswalk gives to something else do not stay under it', () => {
    const renewed = table(2, [flow('a'), flow('b')], crosswalk('carry: { b: a }'));
    expect(carryOver(renewed, table(1, [flow('a')]), { 'a.current': 3 })).toMatchObject({
      grid: { 'b.current': 3 },
      asked: ['a.current'],
      dropped: [],
    });
  });
  it('that are lost are named, a blank among them is not', () => {
    const carried = carryOver(table(2, [flow('a')]), table(1, [flow('a'), flow('x'), text('t')]), {
      'x.current': 0,
      'x.cumulative': null,
      't.current': '说明',
    });
    expect(carried.dropped).toEqual(['x.current', 't.current']);
  });
  it('in words are put one after another', () => {
    const renewed = table(2, [text('t')], crosswalk('carry: { t: [u, v] }'));
    expect(carryOver(renewed, table(1, [text('u'), text('v')]), { 'u.current': '甲', 'v.current': '乙' }).grid).toEqual(
      {
        't.current': '甲；乙',
      },
    );
  });
  it('are refused from a version the crosswalk does not speak of, and from another form', () => {
    const renewed = table(3, [flow('a')], crosswalk('carry: {}'));
    expect(() => carryOver(renewed, table(2, [flow('a')]), {})).toThrow(/没有从“C 2”沿用数据的对照表/);
    expect(() => carryOver({ ...renewed, id: 'D' }, table(1, [flow('a')]), {})).toThrow(/crosswalk|对照表/);
  });
});
