import { describe, expect, it } from 'vitest';
import { comesTo } from '../../src/evaluate.js';
import { parseExpression } from '../../src/expression.js';
import type { Ledgers } from '../../src/index.js';
import { amount, names, on, row, truth } from './on-demo.js';

describe('records', () => {
  it('are counted where the rule holds, added up and told apart', () => {
    expect(amount('count(clues)')).toBe(3);
    expect(amount("count(clues where status == '已办结')")).toBe(2);
    expect(amount("count(clues where status in ('核查中', '待分派') or filled(closed))")).toBe(3);
    expect(amount('count(clues where closed > received)')).toBe(1);
    expect(amount("count(clues where received >= '2023-10-10')")).toBe(1);
    expect(amount('total(clues.amt)')).toBe(3_000_000);
    expect(amount("total(clues.amt where status == '核查中')")).toBe(2_000_000);
    expect(amount('distinct(clues.status)')).toBe(2);
    expect(amount("total(clues.persons where no == 'GJ009')")).toBe(0);
  });
  it('that leave the question open are not counted', () => {
    expect(amount('count(clues where closed >= received)')).toBe(2);
    expect(amount("count(clues where closed != '2023-01-01')")).toBe(2);
  });
  it('with a blank that must be filled leave the total open; one that may be blank adds nothing', () => {
    const records: Ledgers = {
      clues: [
        { no: 'a', amt: 5 },
        { no: 'b', amt: null },
      ],
      insts: [],
    };
    expect(amount('total(clues.amt)', { records })).toBe(5);
    const strict = {
      ...names,
      ledgers: new Map(
        [...names.ledgers].map(([key, ledger]) => [
          key,
          { ...ledger, columns: ledger.columns.map((column) => ({ ...column, required: true })) },
        ]),
      ),
    };
    expect(amount('total(clues.amt)', { ...strict, records })).toBeNull();
    expect(amount('total(clues.amt)', { records: { clues: [{ amt: '五' }] } })).toBeNull();
  });
  it('of a ledger that is not in the file are unknown, not 0', () => {
    expect(amount('count(clues)', { records: {} })).toBeNull();
    expect(amount('count(clues)', { records: { clues: [] } })).toBe(0);
  });
  it('are read cell by cell in a rule on rows', () => {
    expect(truth("no == 'A' and persons * 2 == 4", row({ no: ' A ', persons: 2 }))).toBe(true);
    expect(truth('days(received, closed) == 29', row({ received: '2024-02-01', closed: '2024-03-01' }))).toBe(true);
    expect(amount('days(closed, received)', row({ received: '2024-02-01', closed: '2024-03-01' }))).toBe(-29);
    expect(truth('received <= closed', row({ received: '2023-02-30', closed: '2023-03-01' }))).toBeNull();
    expect(truth("status in ('核查中')", row({}))).toBeNull();
    expect(comesTo(parseExpression('status'), on(row({ status: '核查中' })))).toBe('核查中');
    expect(amount('multiple', row({ multiple: 1.5 }))).toBe(1.5);
  });
  it('cannot be counted inside a rule on rows, so that work never grows with the square of a ledger', () => {
    expect(amount('count(clues)', row({ no: 'A' }))).toBeNull();
    expect(truth('count(clues) > 0', row({ no: 'A' }))).toBeNull();
  });
});
