import { describe, expect, it } from 'vitest';
import { checkGrid, type Finding } from '../src/index.js';
import { cleanGrid, t1 } from './t1.js';

const first = cleanGrid();
const second = cleanGrid(first);
const lastPeriod = { 'chkInst.current': 67, 'chkVisits.current': 80, 'hdlInst.current': 13, 'hdlSuspend.current': 2 };

function said(change: Readonly<Record<string, number>>, check: string): Pick<Finding, 'key' | 'found' | 'expected'>[] {
  const found = checkGrid(t1, { ...second, ...change }, { previous: first, lastPeriod });
  return found.filter((f) => f.check === check).map(({ key, found, expected }) => ({ key, found, expected }));
}

describe('a county is told only the figure that it entered', () => {
  it('and no 应为 by a note that compares twice the figure with the last one: 28 after 67, and 4 after 2', () => {
    const change = { 'chkInst.current': 28, 'hdlSuspend.current': 4, 'chkVisits.current': 37, 'hdlInst.current': 6 };
    expect(said(change, 'T1-17').filter(({ key }) => key !== null && key in change)).toEqual([
      { key: 'chkInst.current', found: '28家', expected: '' },
      { key: 'chkVisits.current', found: '37家次', expected: '' },
      { key: 'hdlInst.current', found: '6家', expected: '' },
      { key: 'hdlSuspend.current', found: '4家', expected: '' },
    ]);
  });
  it('and its own part, not the sum of the six fields that is above the total', () => {
    const fields = { 'fldOrthoRecover.current': 900_000_000, 'fldLabRecover.current': 100_000_000 };
    const [finding] = said(fields, 'T1-15').filter(({ key }) => key === 'fldOrthoRecover.current');
    expect(finding).toEqual({ key: 'fldOrthoRecover.current', found: '900.00万元', expected: '' });
  });
  it('of the cell that a condition asks something of, with what that cell has to be: a fine without a case', () => {
    expect(said({ 'amtFine.current': 100_000, 'admCases.current': 0 }, 'T1-9')).toEqual([
      { key: 'admCases.current', found: '0件', expected: '不小于 1件' },
    ]);
  });
  it('and no 应为 where another way out is open: cases without a fine, or a note that says why', () => {
    expect(said({ 'amtFine.current': 0, 'admCases.current': 2 }, 'T1-9')).toEqual([
      { key: 'admCases.current', found: '2件', expected: '' },
    ]);
  });
  it('that it should be 45, not that it should lie between 45 and 45', () => {
    const told = (prev: number, typed: number) =>
      checkGrid(
        t1,
        { ...first, 'chkInst.current': 45, 'chkInst.cumulative': typed },
        { previous: { ...first, 'chkInst.cumulative': prev } },
      )
        .filter(({ check, key }) => check === 'T1-11' && key === 'chkInst.cumulative')
        .map(({ message }) => message.slice(0, message.indexOf('：')));
    expect(told(0, 44)).toEqual(['“检查定点医药机构（累计）”填了 44，应为 45']);
    expect(told(10, 44)).toEqual(['“检查定点医药机构（累计）”填了 44，应在 45 与 55 之间']);
  });
});
