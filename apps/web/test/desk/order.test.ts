import { describe, expect, it } from 'vitest';
import { keepOrder, sortOffices } from '../../src/desk/logic/order.js';
import { summaryOf } from '../../src/desk/logic/summary.js';
import { item, type Office, office } from './fixtures.js';

const ids = (offices: readonly Office[]) => offices.map((o) => o.items.map((i) => i.obligation).join(' '));

const soon = item('soon', { days: 1 });
const late = item('late', { days: -2 });
const returned = item('returned', { state: 'returned', days: 0 });
const waiting = item('waiting', { state: 'checked', days: null });
const done = item('done', { state: 'merged', days: null, due: '2026-08-01' });

describe('the order of the list', () => {
  it('puts what is overdue first, then by days, then what waits for the bureau, then what is settled', () => {
    expect(ids(sortOffices([office('a', done, waiting, soon, returned, late)]))).toEqual([
      'late returned soon waiting done',
    ]);
  });

  it('puts the office with the most urgent item first, an office without items last', () => {
    expect(ids(sortOffices([office('none'), office('a', waiting), office('b', done, soon)]))).toEqual([
      'soon done',
      'waiting',
      '',
    ]);
  });

  it('does not change what it was given', () => {
    const given = office('a', done, late);
    sortOffices([given]);
    expect(given.items.map((i) => i.obligation)).toEqual(['done', 'late']);
  });

  it('lets nothing jump away when an item has just been handed in', () => {
    const shown = sortOffices([office('a', soon, late), office('b', done)]);
    const handedIn = item('late', { state: 'checked', days: null });
    const next = keepOrder([office('b', done), office('a', handedIn, soon)], shown);
    expect(ids(next)).toEqual(['late soon', 'done']);
    expect(next[0]?.items[0]?.cell.state).toBe('checked');
  });

  it('sorts anew when an item has come or gone', () => {
    const shown = sortOffices([office('a', soon)]);
    expect(ids(keepOrder([office('a', soon, late)], shown))).toEqual(['late soon']);
  });
});

describe('the sentence over the list', () => {
  it('counts what is owed, what of it is late, and what waits for the bureau', () => {
    expect(summaryOf({ closed: false, offices: [office('a', soon, late, waiting), office('b', returned, done)] })).toBe(
      '要报3项，其中逾期1项；1项已报送，等待市局审核。',
    );
  });

  it('says so when nothing is owed', () => {
    expect(summaryOf({ closed: false, offices: [office('a', done)] })).toBe('现在没有要报的材料。');
  });

  it('says that the campaign is over, and asks for nothing, once it was ended', () => {
    const said = summaryOf({ closed: true, offices: [office('a', soon, late)] });
    expect(said).toMatch(/已经结束，不再收取材料/);
    expect(said).not.toMatch(/要报|逾期/);
  });
});
