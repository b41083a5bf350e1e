import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkGrid, type Grid, inOrder, keysOf, type LedgerRow, type Ledgers, type SheetData } from '../src/index.js';
import { clean, demo, ledgers } from './demo.js';

const checked = ({ grid = {}, ...rest }: Partial<SheetData> & Partial<Parameters<typeof checkGrid>[2]>) =>
  checkGrid(demo, { ...clean.grid, ...grid }, { ledgers, ...rest });
const where = (finding: ReturnType<typeof checkGrid>[number]) =>
  finding.record === undefined
    ? `${finding.severity} ${finding.check} ${finding.key}`
    : `${finding.severity} ${finding.check} ${finding.record.ledger}[${finding.record.row}].${finding.record.column}`;
const said = (change: Parameters<typeof checked>[0]) => checked(change).map(where);
/** The clean clues with one record changed, or with records appended. */
const clues = (change: LedgerRow, row = 0): Ledgers => ({
  clues: (ledgers.clues ?? []).map((record, i) => (i === row ? { ...record, ...change } : record)),
});
const appended = (...records: LedgerRow[]): Ledgers => ({ clues: [...(ledgers.clues ?? []), ...records] });

it('a sheet that is in order has no finding', () => {
  expect(checked({})).toEqual([]);
});

describe('a block', () => {
  const withoutPolice: Grid = {
    'polAccepted.current': null,
    'polAccepted.cumulative': null,
    'polFiled.current': null,
    'polFiled.cumulative': null,
  };
  it('marked 不适用 has no blanks and no rule speaks of it', () => {
    expect(said({ grid: withoutPolice, absentBlocks: ['police'] })).toEqual([]);
    expect(said({ grid: withoutPolice })).toContain('E blank polAccepted.current');
  });
  it('marked 不适用 but filled in is refused once, at its first figure, 0 included', () => {
    const found = checked({ grid: { ...withoutPolice, 'polFiled.current': 0 }, absentBlocks: ['police'] });
    expect(found.map(where)).toEqual(['E block-filled polFiled.current']);
    expect(found[0]?.message).toContain('“公安部门”已标为不适用，却在“立案（本期）”');
  });
  it('does not count a 累计 that the sheet itself added up as filled in', () => {
    expect(said({ grid: { ...withoutPolice, 'polFiled.cumulative': 0 }, absentBlocks: ['police'] })).toEqual([]);
  });
  it('that every office owes may not be marked 不适用', () => {
    const [finding, ...rest] = checked({
      grid: { 'hltHandled.current': null, 'hltHandled.cumulative': null },
      absentBlocks: ['health'],
    });
    expect(finding).toMatchObject({ check: 'block-required', severity: 'E', key: null, label: '卫生健康部门' });
    expect(rest).toEqual([]);
  });
});

describe('a counted measure', () => {
  it('is not asked for when it is blank, and refused when it shows something else than its ledger', () => {
    expect(said({ grid: { 'done.current': 2, 'amount.current': 3_000_000 } })).toEqual([]);
    const [finding, ...rest] = checked({ grid: { 'done.current': 3 } });
    expect(finding).toMatchObject({ check: 'counted', key: 'done.current', found: '3条', expected: '2条' });
    expect(rest).toEqual([]);
  });
  it('enters the other rules as counted, whatever is typed', () => {
    expect(
      said({ grid: { 'recv.current': 1, 'recv.cumulative': 1, 'done.current': 1, 'rate.current': null } }),
    ).toEqual(['E counted done.current', 'E D-1 done.current']);
  });
  it('that holds words is refused with the words', () => {
    expect(checked({ grid: { 'done.current': '两条' } })[0]).toMatchObject({
      check: 'counted',
      found: '两条',
      expected: '2条',
    });
  });
  it('of money is compared in 分', () => {
    expect(said({ grid: { 'amount.current': 3_000_001 } })).toEqual(['E counted amount.current']);
  });
});

describe('a list of codes', () => {
  const insts = (...codes: string[]): Ledgers => ({
    ...ledgers,
    insts: codes.map((code) => ({ code, checked: '是' })),
  });
  it('that does not come to the figure beside it is asked about', () => {
    expect(said({ ledgers: insts('H1', 'H2', 'H3') })).toEqual([]);
    const [finding] = checked({ ledgers: insts('H1', 'H2', 'H2', ' H1 ') });
    expect(finding).toMatchObject({ check: 'distinct', severity: 'W', key: 'instances.current', expected: '2家' });
  });
  it('that was left empty says nothing; one that names others says 0', () => {
    expect(said({ ledgers: insts() })).toEqual([]);
    expect(said({ ledgers: { ...ledgers, insts: [{ code: null, checked: ' ' }] } })).toEqual([]);
    const [finding] = checked({ ledgers: { ...ledgers, insts: [{ code: 'H1', checked: '否' }] } });
    expect(finding).toMatchObject({ check: 'distinct', found: '3家', expected: '0家' });
  });
});

describe('a record is refused', () => {
  it('for a blank that must be filled, named by ledger, row and column', () => {
    const [finding, ...rest] = checked({ ledgers: clues({ received: ' ' }, 2) });
    expect(finding).toMatchObject({
      check: 'blank',
      severity: 'E',
      key: null,
      label: '线索台账第3行 接收日期',
      record: { ledger: 'clues', row: 2, column: 'received' },
    });
    expect(rest).toEqual([]);
  });
  it.each([
    ['a code stored as a number', { no: 12 }, 'E not-text clues[0].no'],
    ['a code of another shape', { no: 'GJ0011' }, 'E pattern clues[0].no'],
    ['a choice that is not offered', { status: '已结' }, 'E choice clues[0].status'],
    ['a date that is none', { received: '2023-02-30' }, 'E not-a-date clues[0].received'],
    ['a number of persons that is no number', { persons: '两人' }, 'E not-a-number clues[0].persons'],
    ['half a person', { persons: 0.5 }, 'E not-a-number clues[0].persons'],
    ['a negative number of persons', { persons: -1 }, 'E negative clues[0].persons'],
    ['a negative amount', { amt: -1 }, 'E negative clues[0].amt'],
  ])('for %s', (_, change, finding) => {
    expect(said({ ledgers: clues(change) })).toContain(finding);
  });
  it('for a choice with the nearest one named', () => {
    expect(checked({ ledgers: clues({ status: '核查' }) }).find(({ check }) => check === 'choice')?.message).toContain(
      '最接近的是“核查中”',
    );
  });
  it('when it repeats another one, which is named', () => {
    const again = { no: 'GJ001 ', status: '核查中', received: '2023-12-01' };
    const [finding, ...rest] = checked({ ledgers: appended(again) });
    expect(finding).toMatchObject({ check: 'duplicate', severity: 'E', record: { row: 3 }, found: 'GJ001' });
    expect(finding?.message).toContain('线索台账第4行与线索台账第1行重复（GJ001）');
    expect(rest).toEqual([]);
  });
  it('by a rule on dates, with both dates in words', () => {
    const [finding, ...rest] = checked({ ledgers: clues({ closed: '2023-10-01' }) });
    expect(finding).toMatchObject({
      check: 'D-4',
      record: { ledger: 'clues', row: 0, column: 'closed' },
      label: '线索台账第1行 办结日期',
      found: '2023-10-01',
      expected: '不小于 2023-10-08',
      message: '“办结日期”2023-10-01早于“接收日期”2023-10-08。',
    });
    expect(rest).toEqual([]);
  });
  it('by a rule that wants a cell filled in', () => {
    const [finding] = checked({ ledgers: clues({ closed: null }) });
    expect(finding).toMatchObject({
      check: 'D-5',
      found: '空白',
      expected: '填写',
      message: '线索 GJ001 已办结，没有办结日期。',
    });
  });
  it('by a rule that counts days', () => {
    const [finding] = checked({ ledgers: clues({ received: '2023-09-30' }, 2) });
    expect(finding?.message).toBe('线索 GJ003 已接收 92 天，还是“核查中”。');
    expect(said({ ledgers: clues({ received: '2023-10-02' }, 2) })).toEqual([]);
  });
  it('by a rule with an amount written out', () => {
    const [finding] = checked({ ledgers: clues({ amt: 10_000_001 }, 2), grid: { 'amount.cumulative': 11_000_001 } });
    expect(finding).toMatchObject({
      check: 'D-7',
      severity: 'W',
      found: '100000.01元',
      expected: '不大于 100000.00元',
    });
  });
});

describe('a ledger', () => {
  it('that is owed and not in the file is refused; an optional one may stay away', () => {
    const [finding] = checked({ ledgers: {} });
    expect(finding).toMatchObject({ check: 'ledger-missing', severity: 'E', label: '线索台账', key: null });
  });
  it('without records is in order, and counts are 0', () => {
    const none = { 'done.cumulative': 0, 'amount.cumulative': 0, 'rate.current': 0, 'done.current': 0 } as const;
    expect(said({ ledgers: { clues: [] }, grid: none })).toEqual([]);
    expect(said({ ledgers: { clues: [{}, { no: null, status: '  ' }] }, grid: none })).toEqual([]);
  });
});

describe('a suspected unit', () => {
  const money = (found: number) => ({ 'r01Amt.current': found, 'selfAmt.current': found }) as const;
  const at = (value: number, against: Partial<Parameters<typeof checkGrid>[2]>) =>
    checked({ grid: money(value), ...against }).filter(({ check }) => check === 'unit-suspect');
  it('is a figure 10,000 times the last one, with both named', () => {
    const [finding, ...rest] = at(3_000_000_000_000, { lastPeriod: { 'r01Amt.current': 300_000_000 } });
    expect(finding).toMatchObject({ severity: 'W', key: 'r01Amt.current', found: '3000000.00万元' });
    expect(finding?.message).toContain('上期是 300.00万元');
    expect(finding?.message).toContain('疑似单位错误');
    expect(rest).toEqual([]);
  });
  it('reaches 5 % to either side and no further, up and down', () => {
    const last = { lastPeriod: { 'r01Amt.current': 1000 } };
    for (const value of [9_500_000, 10_500_000]) expect(at(value, last)).toHaveLength(1);
    for (const value of [9_499_999, 10_500_001]) expect(at(value, last)).toEqual([]);
    const high = { lastPeriod: { 'r01Amt.current': 10_000_000 } };
    for (const value of [950, 1050]) expect(at(value, high)).toHaveLength(1);
    for (const value of [949, 1051]) expect(at(value, high)).toEqual([]);
  });
  it('names the strongest evidence only: the office itself before last year before the others', () => {
    const one = { 'r01Amt.current': 1 };
    const said = (against: Partial<Parameters<typeof checkGrid>[2]>) =>
      at(10_000, against).map(({ message }) => message);
    expect(said({ lastPeriod: one, base: one, peers: one })[0]).toContain('上期是');
    expect(said({ base: one, peers: one })[0]).toContain('去年同期是');
    expect(said({ peers: one })[0]).toContain('其他单位的中位数是');
    expect(said({ lastPeriod: one, peers: one })).toHaveLength(1);
    expect(said({ lastPeriod: { 'r01Amt.current': 0 } })).toEqual([]);
  });
  it('is said once where 累计 slips together with 本期', () => {
    const found = checked({
      grid: { 'recv.current': 30_000, 'recv.cumulative': 30_000 },
      lastPeriod: { 'recv.current': 3, 'recv.cumulative': 3 },
    });
    expect(found.filter(({ check }) => check === 'unit-suspect').map(({ key }) => key)).toEqual(['recv.current']);
  });
});

describe('rules', () => {
  it('compare with the last period within a percentage, and say nothing without one', () => {
    expect(said({ lastPeriod: { 'recv.current': 2 } })).toEqual([]);
    const [finding] = checked({ lastPeriod: { 'recv.current': 7 } });
    expect(finding).toMatchObject({ check: 'D-3', severity: 'I', found: '3条', expected: '' });
    expect(finding?.message).toBe('收到线索 3 条，上期 7 条，变动超过 50%。');
    expect(said({ lastPeriod: null })).toEqual([]);
  });
  it('add up a column of a matrix', () => {
    const [finding] = checked({ grid: { 'selfAmt.current': 151 } });
    expect(finding).toMatchObject({
      check: 'D-2',
      key: 'selfAmt.current',
      found: '0.000151万元',
      expected: '等于 0.00015万元',
    });
  });
  it('on a round’s totals are not applied to a sheet', () => {
    expect(said({ grid: { 'polAccepted.current': null } })).not.toContain('W D-8 polAccepted.current');
  });
});

it('findings come by place: whole sheet, cells, then records by ledger, row and column', () => {
  const found = checked({
    grid: { 'hltHandled.current': null, 'hltHandled.cumulative': null, 'open.current': -1, 'selfAmt.current': -1 },
    absentBlocks: ['health'],
    ledgers: appended({ no: 'GJ001', status: '无', received: '' }, { no: null, received: '2023-10-10' }),
  });
  expect(found.map(where)).toEqual([
    'E block-required null',
    'E negative open.current',
    'E negative selfAmt.current',
    'E D-2 selfAmt.current',
    'E duplicate clues[3].no',
    'E choice clues[3].status',
    'E blank clues[3].received',
    'E blank clues[4].no',
    'E blank clues[4].status',
  ]);
});

describe('for any sheet whatever', () => {
  const words = fc.constantFrom('2023-10-10', '已办结', 'GJ001', '两件', ' ');
  const cell = fc.oneof(fc.constant(null), fc.nat(50), fc.integer(), fc.double({ noNaN: true }), words);
  const anyFigures = fc.dictionary(fc.constantFrom(...keysOf(demo)), cell) as fc.Arbitrary<Grid>;
  const columns = demo.ledgers.flatMap((ledger) => ledger.columns.map(({ key }) => key));
  const anyLedgers: fc.Arbitrary<Ledgers> = fc.dictionary(
    fc.constantFrom('clues', 'insts', 'others'),
    fc.array(fc.dictionary(fc.constantFrom(...columns), cell), { maxLength: 6 }),
  );
  const blocks = fc.subarray(['police', 'health', 'nobody']);
  it('findings come in words, without a throw, in an order that another look does not change', () => {
    fc.assert(
      fc.property(fc.tuple(anyFigures, anyFigures, anyFigures), anyLedgers, ([grid, previous, lastPeriod], own) => {
        const found = checkGrid(demo, grid, { previous, lastPeriod, base: previous, peers: lastPeriod, ledgers: own });
        for (const finding of found) {
          expect(finding.message).not.toMatch(/undefined|null|NaN|[{}]/);
          expect(finding.label).not.toBe('');
          if (finding.record !== undefined) expect(finding.key).toBeNull();
        }
        expect(inOrder(demo, found)).toEqual(found);
      }),
      { numRuns: 200 },
    );
  });
  it('a block marked 不适用 takes its cells out of every other finding', () => {
    fc.assert(
      fc.property(anyFigures, blocks, (grid, absentBlocks) => {
        const found = checkGrid(demo, grid, { absentBlocks, ledgers }).filter(({ check }) => check !== 'block-filled');
        const keys = found.map(({ key }) => (key === null ? '' : key));
        if (absentBlocks.includes('police')) expect(keys.filter((key) => key.startsWith('pol'))).toEqual([]);
        if (absentBlocks.includes('health')) expect(keys.filter((key) => key.startsWith('hlt'))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
