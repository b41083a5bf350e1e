import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fen, formatFen, isMoneyUnit, moneyUnits, parseFen } from '../src/fen.js';

describe('an amount', () => {
  it.each([0.1, Number.NaN, 2 ** 53])('is refused when it is no whole number of 分: %s', (value) => {
    expect(() => fen(value)).toThrow(RangeError);
  });

  it.each(['', '-', '1,000', '１２', '1.', '.5', '+1', '1e3', ' 1', '一万', '--1', '0x10'])(
    'is not read from %j',
    (text) => {
      expect(parseFen(text, '元')).toBeNull();
    },
  );

  it('is not read when it is finer than 1 分, in whatever unit', () => {
    expect(parseFen('0.001', '元')).toBeNull();
    expect(parseFen('0.0000001', '万元')).toBeNull();
    expect(parseFen('0.00000000001', '亿元')).toBeNull();
  });

  it('is not read when it is larger than can be counted exactly', () => {
    expect(parseFen('90071992547409.92', '元')).toBeNull();
    expect(parseFen('9'.repeat(400), '亿元')).toBeNull();
  });

  it.each([
    ['1.23', '万元', 1_230_000],
    ['0.000001', '万元', 1],
    ['1.2300', '元', 123],
    ['007', '元', 700],
    ['-0.01', '元', -1],
    ['90071992547409.91', '元', Number.MAX_SAFE_INTEGER],
    ['3.5', '亿元', 35_000_000_000],
  ] as const)('%s %s is %i 分', (text, unit, amount) => {
    expect(parseFen(text, unit)).toBe(amount);
  });

  it('never becomes minus zero, which is another value to JSON and to comparisons', () => {
    expect(Object.is(parseFen('-0', '元'), 0)).toBe(true);
    expect(Object.is(parseFen('-0.00', '万元'), 0)).toBe(true);
  });
});

describe('a unit of money', () => {
  it('is no word of the language the program is written in, nor 分', () => {
    for (const word of ['constructor', 'toString', '分', '块', '']) expect(isMoneyUnit(word), word).toBe(false);
  });

  it('comes before every unit it ends with, so that 12.5万元 is not read as 元', () => {
    for (const [i, unit] of moneyUnits.entries()) {
      expect(isMoneyUnit(unit), unit).toBe(true);
      expect(
        moneyUnits.slice(0, i).filter((earlier) => unit.endsWith(earlier)),
        unit,
      ).toEqual([]);
    }
  });
});

describe('an amount in a document', () => {
  it.each([
    // 1234567 分 = 12345.67 元 = 1.234567 万元
    [1_234_567, '万元', 2, '1.23'],
    [1_234_567, '万元', 4, '1.2346'],
    [1_234_567, '元', 2, '12345.67'],
    // half a unit of the last place goes away from zero
    [5_000, '万元', 2, '0.01'],
    [-5_000, '万元', 2, '-0.01'],
    [4_999, '万元', 2, '0.00'],
    [-4_999, '万元', 2, '0.00'],
    [50, '元', 0, '1'],
    [49, '元', 0, '0'],
    [150, '元', 0, '2'],
    [250, '元', 0, '3'],
    [99_999_999, '万元', 2, '100.00'],
    [0, '亿元', 2, '0.00'],
  ] as const)('%i 分 in %s with %i decimals is %s', (...[amount, unit, decimals, text]) => {
    expect(formatFen(fen(amount), unit, decimals)).toBe(text);
  });

  it('is read back exactly when it was written with all its decimals', () => {
    const amounts = fc.maxSafeInteger().map(fen);
    const units = fc.constantFrom(['元', 2] as const, ['万元', 6] as const, ['亿元', 10] as const);
    fc.assert(
      fc.property(amounts, units, (amount, [unit, decimals]) => {
        expect(parseFen(formatFen(amount, unit, decimals), unit)).toBe(amount === 0 ? 0 : amount);
      }),
    );
  });

  it('is never further off than half a unit of its last place', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e15, max: 1e15 }).map(fen), (amount) => {
        const shown = parseFen(formatFen(amount, '万元', 2), '万元');
        expect(Math.abs((shown ?? Number.NaN) - amount)).toBeLessThanOrEqual(5_000);
      }),
    );
  });
});
