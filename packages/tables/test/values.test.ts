import type { Fen } from '@duban/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cumulate,
  formatExact,
  formatValue,
  formatWithUnit,
  type Grid,
  measuresOf,
  parseValue,
  ratioOf,
} from '../src/index.js';
import { cleanGrid, t1 } from './t1.js';

const of = (key: string) => {
  const measure = measuresOf(t1).find((each) => each.key === key);
  if (measure === undefined) throw new Error(key);
  return measure;
};
const count = of('chkInst');
const money = of('amtRecover');

describe('a typed figure is refused', () => {
  it.each(['三', '-', '—', '/', '无', '1,23', '1.2.3', '12次', '1e3', '０x1', '约12'])(
    '%s is no number of 家',
    (text) => {
      expect(parseValue(count, text)).toEqual({ problem: 'not-a-number' });
    },
  );
  it('half a 家', () => {
    expect(parseValue(count, '2.5')).toEqual({ problem: 'not-whole' });
  });
  it('money finer than 1 分', () => {
    expect(parseValue(money, '0.0000001')).toEqual({ problem: 'finer-than-fen' });
    expect(parseValue(of('rewAmt'), '1.234')).toEqual({ problem: 'finer-than-fen' });
  });
  it('a count beyond what a computer counts exactly', () => {
    expect(parseValue(count, '99999999999999999')).toEqual({ problem: 'not-a-number' });
  });
});

describe('a typed figure is taken', () => {
  it('with full-width digits, separators, blanks around and its unit, and says which', () => {
    expect(parseValue(count, ' 12 ')).toEqual({ value: 12, taken: [] });
    expect(parseValue(count, '１２')).toEqual({ value: 12, taken: ['full-width'] });
    expect(parseValue(count, '1,234')).toEqual({ value: 1234, taken: ['separators'] });
    expect(parseValue(count, '１，２３４　家')).toEqual({ value: 1234, taken: ['full-width', 'unit', 'separators'] });
    expect(parseValue(count, '12.0')).toEqual({ value: 12, taken: [] });
    expect(parseValue(of('chkVisits'), '12家次')).toEqual({ value: 12, taken: ['unit'] });
  });
  it('in the unit written behind it, whatever unit the column has', () => {
    expect(parseValue(money, '12.5')).toEqual({ value: 12_500_000, taken: [] });
    expect(parseValue(money, '12.5万元')).toEqual({ value: 12_500_000, taken: ['unit'] });
    expect(parseValue(money, '125000元')).toEqual({ value: 12_500_000, taken: ['unit'] });
    expect(parseValue(money, '0.01亿元')).toEqual({ value: 100_000_000, taken: ['unit'] });
  });
  it('as blank when there is nothing but blanks', () => {
    expect(parseValue(count, '　 ')).toEqual({ value: null, taken: [] });
    expect(parseValue(of('note'), '  ')).toEqual({ value: null, taken: [] });
  });
  it('as 0 and never as -0', () => {
    expect(Object.is((parseValue(count, '-0') as { value: number }).value, 0)).toBe(true);
    expect(Object.is((parseValue(money, '-0.00') as { value: number }).value, 0)).toBe(true);
  });
  it('again after it was printed exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e15, max: 1e15 }), (amount) => {
        expect(parseValue(money, formatExact(money, amount as Fen))).toEqual({ value: amount, taken: [] });
        expect(parseValue(count, formatValue(count, amount))).toEqual({ value: amount, taken: [] });
      }),
    );
  });
});

describe('a printed figure', () => {
  it('has the display unit and its decimals, ungrouped, and is empty for a blank', () => {
    expect(formatValue(money, 123_456_789 as Fen)).toBe('123.46');
    expect(formatValue(of('rewAmt'), 123_456_789 as Fen)).toBe('1234567.89');
    expect(formatValue(count, 1_234_567)).toBe('1234567');
    expect(formatValue(count, null)).toBe('');
    expect(formatWithUnit(of('clueRate'), 66.67)).toBe('66.67%');
  });
  it('shows every 分 when it has to be compared', () => {
    expect(formatExact(money, 123_456_789 as Fen)).toBe('123.456789');
    expect(formatExact(money, 120_000_000 as Fen)).toBe('120.00');
  });
});

describe('cumulate', () => {
  it('adds 上期累计, 本期 and 上期调整数, and only where 累计 is blank', () => {
    const previous: Grid = { 'expPub.cumulative': 5, 'expInner.cumulative': 5 };
    const grid = cumulate(
      t1,
      { 'expPub.current': 2, 'expPub.adjust': -1, 'expInner.current': 2, 'expInner.cumulative': 9 },
      previous,
    );
    expect(grid).toMatchObject({ 'expPub.cumulative': 6, 'expInner.cumulative': 9 });
  });
  it('leaves 累计 blank when 本期 is, when the last 累计 is unknown, and for 家', () => {
    const grid = cumulate(
      t1,
      { 'expPub.current': null, 'repRecv.current': 3, 'chkInst.current': 3 },
      { 'expPub.cumulative': 5 },
    );
    expect(grid['expPub.cumulative']).toBeUndefined();
    expect(grid['repRecv.cumulative']).toBeUndefined();
    expect(grid['chkInst.cumulative']).toBeUndefined();
  });
  it('computes rates, and none over 0', () => {
    expect(cleanGrid()['clueRate.current']).toBe(100);
    expect(ratioOf(of('clueRate'), { 'clueChecked.cumulative': 1, 'clueRecv.cumulative': 0 })).toBeNull();
    expect(ratioOf(count, {})).toBeNull();
  });
  it('rounds half up by the whole numbers, not by their binary dust', () => {
    const rate = of('clueRate');
    const rounded = (checked: number, received: number, decimals: number) =>
      ratioOf({ ...rate, decimals }, { 'clueChecked.cumulative': checked, 'clueRecv.cumulative': received });
    expect(rounded(57, 200, 0)).toBe(29);
    expect(rounded(23, 80, 1)).toBe(28.8);
    expect(rounded(201, 400, 1)).toBe(50.3);
    expect(rounded(57, 20_000, 2)).toBe(0.29);
    expect(rounded(2, 3, 2)).toBe(66.67);
  });
});
