import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkGrid, type Grid, inOrder, keysOf } from '../src/index.js';
import { anyGrid, cleanGrid, t1 } from './t1.js';

const first = cleanGrid();
const second = cleanGrid(first);
/** Check ids with cells, of a sheet that differs from a clean second one. */
const said = (change: Grid) =>
  checkGrid(t1, { ...second, ...change }, { previous: first }).map((f) => `${f.severity} ${f.check} ${f.key}`);
const only = (change: Grid) => checkGrid(t1, { ...second, ...change }, { previous: first });

describe('a sheet is refused', () => {
  it('for a blank, which is not 0', () => {
    const [finding, ...rest] = only({ 'trfDiscip.current': null });
    expect(finding).toMatchObject({
      check: 'blank',
      severity: 'E',
      key: 'trfDiscip.current',
      found: '空白',
      label: '移送纪检监察机关问题线索（本期）',
    });
    expect(finding?.message).toContain('没有发生的请填 0');
    expect(rest).toEqual([]);
  });
  it('once, not twice, when the blank 本期 leaves the computed 累计 blank too', () => {
    expect(said({ 'trfDiscip.current': null, 'trfDiscip.cumulative': null })).toEqual(['E blank trfDiscip.current']);
  });
  it('for a negative count or amount', () => {
    expect(said({ 'expPub.current': -1, 'expPub.cumulative': 1 })).toContain('E negative expPub.current');
    expect(said({ 'amtPayable.current': -1 })).toContain('E negative amtPayable.current');
  });
  it('for a word where a number belongs', () => {
    expect(said({ 'caseMajor.current': '两件' })).toEqual(['E not-a-number caseMajor.current']);
  });
  it('for a fraction of 1 分, which no amount has', () => {
    expect(said({ 'amtPayable.current': 0.5 })).toContain('E not-a-number amtPayable.current');
  });
  it('for an adjustment that nobody explains', () => {
    const change = { 'expPub.adjust': -1, 'expPub.cumulative': 3 } as const;
    expect(said(change)).toEqual(['E adjust-unexplained expPub.adjust']);
    expect(said({ ...change, 'note.current': '上期多报 1 起，本期冲减。' })).toEqual([]);
  });
  it('for a rate that is not what its parts come to', () => {
    expect(second['clueRate.current']).toBe(100);
    expect(said({ 'clueRate.current': 99 })).toEqual(['E ratio clueRate.current']);
  });
});

describe('T1 check', () => {
  it('1 refuses 检查机构 that is not 医疗机构 + 零售药店, with both figures', () => {
    expect(said({})).toEqual([]);
    const [finding] = only({ 'chkInst.current': 31 });
    expect(finding).toMatchObject({
      check: 'T1-1',
      severity: 'E',
      key: 'chkInst.current',
      found: '31家',
      expected: '等于 30家',
    });
    expect(said({ 'chkInst.cumulative': 59 })).toEqual(['E T1-1 chkInst.cumulative']);
  });
  it('1 refuses 医疗机构 that is not the sum of its four kinds', () => {
    expect(said({ 'chkOther.current': 3, 'chkOther.cumulative': 4 })).toEqual(['E T1-1 chkHosp.current']);
  });
  it('2 refuses more institutions checked than there are, in 本期 and in 累计', () => {
    expect(said({ 'instHosp.current': 39 })).toEqual(['E T1-2 chkHosp.cumulative']);
    expect(said({ 'instPharm.current': 9 })).toEqual(['E T1-2 chkPharm.current', 'E T1-2 chkPharm.cumulative']);
  });
  it('3 refuses fewer visits than institutions', () => {
    expect(said({ 'chkVisits.current': 29, 'chkVisits.cumulative': 73 })).toEqual(['E T1-3 chkVisits.current']);
  });
  it('4 asks why more were handled than checked', () => {
    const change = {
      'hdlInst.current': 31,
      'hdlTalk.current': 20,
      'hdlInst.cumulative': 40,
      'hdlTalk.cumulative': 25,
    } as const;
    expect(said({ ...change, 'hdlRectify.current': 11 })).toEqual(['W T1-4 hdlInst.current']);
  });
  it('5 refuses any one measure that outnumbers the institutions handled', () => {
    expect(said({ 'hdlAdmin.current': 13, 'hdlAdmin.cumulative': 15 })).toEqual(['E T1-5 hdlAdmin.current']);
    expect(said({ 'hdlSuspend.cumulative': 25, 'hdlSuspend.current': 23 })).toEqual([
      'E T1-5 hdlSuspend.current',
      'E T1-5 hdlSuspend.cumulative',
    ]);
  });
  it('6 takes a sum above the institutions handled as normal (W5: 807 > 654) and only asks about one below', () => {
    expect(said({ 'hdlRectify.current': 12, 'hdlRectify.cumulative': 20 })).toEqual([]);
    const none = {
      'hdlTalk.current': 0,
      'hdlRectify.current': 0,
      'hdlTalk.cumulative': 9,
      'hdlRectify.cumulative': 8,
    } as const;
    const without = {
      'hdlAdmin.current': 0,
      'hdlAdmin.cumulative': 2,
      'hdlRefuse.current': 0,
      'hdlRefuse.cumulative': 2,
    } as const;
    expect(said({ ...none, ...without })).toEqual(['W T1-6 hdlInst.current']);
  });
  it('7 refuses more persons of one kind than persons handled', () => {
    expect(said({ 'persTalk.current': 7, 'persTalk.cumulative': 8 })).toEqual(['E T1-7 persTalk.current']);
  });
  it('8 compares 追回合计 in 分 and prints both sides to the 分', () => {
    const [finding, ...rest] = only({ 'amtCheck.current': 150_000_000, 'amtCheck.cumulative': 300_000_001 });
    expect(finding).toMatchObject({
      check: 'T1-8',
      key: 'amtRecover.current',
      found: '300.00万元',
      expected: '等于 299.999999万元',
    });
    expect(rest.map((each) => each.check)).toEqual(['T1-8']);
  });
  it('8 leaves 违约金 and 罚款 outside', () => {
    const change = { 'amtFee.current': 9_000_000, 'amtFee.cumulative': 10_000_000 } as const;
    expect(said(change)).toEqual([]);
  });
  it('11 refuses an additive 累计 that is not 上期累计 + 本期 + 上期调整数', () => {
    const [finding] = only({ 'chkVisits.cumulative': 89 });
    expect(finding).toMatchObject({
      check: 'T1-11',
      key: 'chkVisits.cumulative',
      found: '89家次',
      expected: '等于 88家次',
    });
    expect(said({ 'chkVisits.cumulative': 89, 'chkVisits.adjust': 1, 'note.current': '上季度漏报 1 家次' })).toEqual(
      [],
    );
  });
  it('11 refuses a distinct 累计 outside max … Σ and takes both ends', () => {
    const at = (cumulative: number) => said({ 'chkAgency.current': 3, 'chkAgency.cumulative': cumulative });
    expect(at(2)).toEqual(['E T1-11 chkAgency.cumulative']);
    expect(at(3)).toEqual([]);
    expect(at(5)).toEqual([]);
    expect(at(6)).toEqual(['E T1-11 chkAgency.cumulative']);
  });
  it('12 asks about 累计 that shrank since the last accepted report', () => {
    const shrunk = {
      'repRecv.current': 0,
      'repRecv.adjust': -1,
      'repRecv.cumulative': 1,
      'repTrue.cumulative': 4,
    } as const;
    expect(said({ ...shrunk, 'note.current': '上期重复登记' })).toEqual(['W T1-12 repRecv.cumulative']);
  });
  it('says nothing about cells that are not filled in', () => {
    expect(said({ 'chkPharm.current': null })).toEqual(['E blank chkPharm.current']);
  });
});

describe('findings', () => {
  it('come in the order of the form, whole-sheet ones first', () => {
    const findings = checkGrid(t1, {});
    const places = findings.map((finding) => keysOf(t1).indexOf(finding.key ?? 'x.current'));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    const [any] = findings;
    if (any === undefined) throw new Error('an empty grid has findings');
    expect(inOrder(t1, [any, { ...any, key: null, check: 'whole' }])[0]?.check).toBe('whole');
  });
  it('exist for any grid whatever, without a throw', () => {
    fc.assert(
      fc.property(anyGrid, anyGrid, (grid, previous) => {
        for (const finding of checkGrid(t1, grid, { previous })) {
          expect(finding.message).not.toBe('');
          if (finding.check.startsWith('T1-')) expect(finding.message).not.toMatch(/undefined|null|NaN|[{}]/);
        }
      }),
      { numRuns: 60 },
    );
  });
});
