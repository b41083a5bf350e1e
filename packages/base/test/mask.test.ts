import { maskIdNumbers, maskIdNumbersInJson } from '@duban/base/mask';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

describe('what is no identity number stays as it is', () => {
  it.each([
    ['a 统一社会信用代码', '91370800123456789X'],
    ['a wrong check character', '110105194912310021'],
    ['a birthday that there is not', '11010519490231002X'],
    ['a birthday of 1880', '440524188001010014'],
    ['no province', '99010519491231002X'],
    ['a bank account of 19 digits', '6217001234567890123'],
    ['15 digits without a birthday', '370102999999123'],
    ['15 digits of money', '370102800101123.50'],
    ['part of a hash', 'a11010519491231002X'],
  ])('%s', (_, text) => {
    expect(maskIdNumbers(text)).toBe(text);
  });
});

describe('an identity number is masked', () => {
  it.each([
    ['of 18 characters', '张三11010519491231002X，男', '张三110***********002X，男'],
    ['with a small x', '11010519491231002x', '110***********002x'],
    ['of 15 digits', '身份证370802800101123', '身份证370********1123'],
    ['in full-width digits', '１１０１０５１９４９１２３１００２Ｘ', '110***********002X'],
    ['in groups', '110105 19491231 002X', '110***********002X'],
    ['in groups with hyphens', '110105-19491231-002X', '110***********002X'],
    ['two of them', '11010519491231002X、440524198001010013', '110***********002X、440***********0013'],
  ])('%s', (_, text, masked) => {
    expect(maskIdNumbers(text)).toBe(masked);
  });
});

const twoDigits = (from: number, to: number) =>
  fc.integer({ min: from, max: to }).map((n) => String(n).padStart(2, '0'));
/** Any that could have been issued, with its check character computed here by the sum modulo 11 of GB 11643. */
const idNumber = fc
  .tuple(fc.constantFrom('110105', '370802', '410102', '150626'), fc.integer({ min: 1900, max: 2026 }))
  .chain(([place, year]) =>
    fc.tuple(twoDigits(1, 12), twoDigits(1, 28), fc.integer({ min: 0, max: 999 })).map(([month, day, order]) => {
      const first = `${place}${year}${month}${day}${String(order).padStart(3, '0')}`;
      const sum = [...first].reduce((total, digit, i) => total + Number(digit) * (2 ** (17 - i) % 11), 0);
      return `${first}${'10X98765432'[sum % 11]}`;
    }),
  );
const chinese = fc.constantFrom('', '张三', '（', '：', ' ', '"', '\\', '\n', '编号');

describe('whatever stands around it', () => {
  it('nothing of the middle is left, and masking twice changes nothing more', () => {
    fc.assert(
      fc.property(chinese, idNumber, chinese, (before, number, after) => {
        const masked = maskIdNumbers(`${before}${number}${after}`);
        expect(masked).toBe(`${before}${number.slice(0, 3)}***********${number.slice(-4)}${after}`);
        expect(maskIdNumbers(masked)).toBe(masked);
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  it('a JSON text stays the JSON it was, with its strings masked and its numbers untouched', () => {
    fc.assert(
      fc.property(fc.jsonValue(), chinese, idNumber, (value, before, number) => {
        const text = JSON.stringify({ value, note: `${before}${number}`, amount: 370_802_800_101_123 });
        expect(JSON.parse(maskIdNumbersInJson(text))).toEqual({
          value: JSON.parse(JSON.stringify(value)) as unknown,
          note: `${before}${maskIdNumbers(number)}`,
          amount: 370_802_800_101_123,
        });
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});
