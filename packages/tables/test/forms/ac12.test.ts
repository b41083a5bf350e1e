import { describe, expect, it } from 'vitest';
import {
  type CellKey,
  checkGrid,
  checkMerged,
  columnsOf,
  cumulate,
  type Finding,
  type Grid,
  measuresOf,
  mergeSheets,
  peerMedians,
} from '../../src/index.js';
import { cleanGrid, t1 } from '../t1.js';
import { WAN } from './clean.js';

/** W5, Ningxia, first half of 2020: 654 institutions dealt with, by 392 + 316 + 75 + 15 + 8 + 1 = 807 measures. */
const ningxia: Readonly<Record<string, number>> = {
  instHosp: 2000,
  instPharm: 1000,
  chkInst: 1800,
  chkHosp: 1200,
  chkPub2: 100,
  chkBase: 900,
  chkPriv: 150,
  chkOther: 50,
  chkPharm: 600,
  chkVisits: 2100,
  hdlInst: 654,
  hdlRefuse: 392,
  hdlRectify: 316,
  hdlCircular: 75,
  hdlSuspend: 15,
  hdlTerminate: 8,
  hdlAdmin: 1,
};

function firstPeriod(figures: Readonly<Record<string, number>>): Grid {
  const cells = measuresOf(t1)
    .filter(({ kind }) => kind === 'count' || kind === 'money')
    .flatMap((measure) =>
      columnsOf(measure)
        .filter((column) => column !== 'adjust')
        .map((column) => [`${measure.key}.${column}`, figures[measure.key] ?? 0]),
    );
  return cumulate(t1, Object.fromEntries(cells) as Grid);
}

const first = cleanGrid();
const second = cleanGrid(first);
const brief = ({ severity, check, key }: Finding) => `${severity} ${check} ${key}`;
const said = (change: Grid, against: Parameters<typeof checkGrid>[2] = {}) =>
  checkGrid(t1, { ...second, ...change }, { previous: first, ...against }).map(brief);

const part = (office: string, grid: Grid) => ({ office, data: { grid, ledgers: {}, absentBlocks: [] } });
/** What the merged totals say, with one of them changed by hand. */
const ofRound = (grids: readonly Grid[], change: Grid = {}) => {
  const parts = grids.map((grid, i) => part(`office ${i}`, grid));
  return checkMerged(t1, { totals: { ...mergeSheets(t1, parts).grid, ...change }, parts }).map(brief);
};

describe('AC12', () => {
  it('takes a row like that of Ningxia: 654 institutions dealt with, 807 measures', () => {
    const measures = Object.entries(ningxia).filter(([key]) => /^hdl(?!Inst)/.test(key));
    expect(measures.reduce((sum, [, value]) => sum + value, 0)).toBe(807);
    expect(checkGrid(t1, firstPeriod(ningxia))).toEqual([]);
  });

  it('and asks only when the measures come to fewer than the institutions', () => {
    expect(checkGrid(t1, firstPeriod({ ...ningxia, hdlInst: 807 }))).toEqual([]);
    expect(checkGrid(t1, firstPeriod({ ...ningxia, hdlInst: 808 })).map(brief)).toEqual([
      'W T1-6 hdlInst.current',
      'W T1-6 hdlInst.cumulative',
    ]);
  });

  it('refuses 累计 of 家 above 上期累计 + 本期 and below the larger of the two', () => {
    const at = (cumulative: number) => said({ 'chkAgency.current': 3, 'chkAgency.cumulative': cumulative });
    expect(at(6)).toEqual(['E T1-11 chkAgency.cumulative']);
    expect(at(2)).toEqual(['E T1-11 chkAgency.cumulative']);
    for (const honest of [3, 4, 5]) expect(at(honest)).toEqual([]);
  });

  it('refuses a total of 家 above the sum of the offices and below the largest of them', () => {
    const grids = [second, second];
    expect(ofRound(grids)).toEqual([]);
    for (const [total, verdict] of [
      [4, []],
      [2, []],
      [5, ['E merged-bounds trfPoliceInst.current']],
      [1, ['E merged-bounds trfPoliceInst.current']],
    ] as const) {
      expect(ofRound(grids, { 'trfPoliceInst.current': total }), String(total)).toEqual(verdict);
    }
  });

  it('refuses a total of 家次, 件 or money that is not the sum of the offices (T1-13)', () => {
    expect(ofRound([second, first], { 'chkVisits.current': 89 })).toEqual(['E merged-sum chkVisits.current']);
    expect(ofRound([second, first], { 'amtFine.current': 2 * WAN + 1 })).toEqual(['E merged-sum amtFine.current']);
  });

  it('flags a value 10,000 times the median of the other offices as a slip of the unit', () => {
    const others = [1, 2, 3, 4, 5].map((n) => ({ ...second, 'amtFine.current': n * WAN }));
    const peers = peerMedians(t1, others);
    expect(peers['amtFine.current']).toBe(3 * WAN);
    // 30 000 元 typed where 万元 are asked for.
    const slip = { 'amtFine.current': 30_000 * WAN, 'amtFine.cumulative': 30_001 * WAN } as const;
    const findings = checkGrid(t1, { ...second, ...slip }, { previous: first, peers });
    expect(findings.map(brief)).toEqual(['W unit-suspect amtFine.current']);
    expect(findings[0]?.message).toMatch(/30000\.00万元.*3\.00万元.*疑似单位错误/);
    expect(said({ 'amtFine.current': 300 * WAN, 'amtFine.cumulative': 301 * WAN }, { peers })).toEqual([]);
  });

  it('does not take a blank for 0: neither in a sheet, nor in a check, nor in a total', () => {
    const blank: Grid = { 'trfHealth.current': null, 'trfHealth.cumulative': null };
    expect(said(blank)).toEqual(['E blank trfHealth.current']);
    expect(said({ 'trfHealth.current': 0, 'trfHealth.cumulative': 2 })).toEqual([]);
    // 0 institutions dealt with and true clues would be a W; nothing filled in is only a blank.
    const none = ['hdlInst', 'hdlTalk', 'hdlRectify', 'hdlCircular', 'hdlRefuse', 'hdlPenaltyFee', 'hdlStopDept'];
    const cells = [...none, 'hdlSuspend', 'hdlTerminate', 'hdlAdmin'].map((key) => [`${key}.current`, null]);
    expect(said(Object.fromEntries(cells)).filter((each) => !each.startsWith('E blank'))).toEqual([]);
    const key: CellKey = 'trfHealth.current';
    expect(mergeSheets(t1, [part('a', { ...second, ...blank }), part('b', second)]).grid[key]).toBe(2);
    expect(mergeSheets(t1, [part('a', { ...second, ...blank })]).grid[key]).toBeNull();
  });
});
