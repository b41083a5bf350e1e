import type { Instant } from '@duban/base';
import { localDate } from '@duban/base/time';
import type { ObligationState } from '@duban/campaign';
import { describe, expect, it } from 'vitest';
import { leftOut, punctualityOf } from '../src/report/report-places.js';
import { officeCounts } from '../src/report/report-snapshot.js';
import { placeFigures } from '../src/report/snapshot-figures.js';
import type { RoundFacts, RoundRow } from '../src/rounds/round-facts.js';
import { isExpected, isMissing, placeInRound, standingInRound } from '../src/rounds/round-standing.js';
import { moment } from './world.ts';

const STATES: readonly ObligationState[] = [
  ...(['expected', 'received', 'checked', 'accepted', 'merged'] as const),
  ...(['returned', 'nil', 'exempt', 'withdrawn'] as const),
];
// Due 10-10, cut-off 10-18.
const RECEIVED: readonly (Instant | null)[] = [
  null,
  moment('2023-10-09 10:00'),
  moment('2023-10-12 10:00'),
  moment('2023-10-19 10:00'),
];

function row(over: Partial<RoundRow>): RoundRow {
  const due = localDate('2023-10-10');
  return {
    ...{ obligation: 'o', office: 'o', officeName: '某区医疗保障局', shortName: '某区', version: 1 },
    ...{ originalDue: due, due, dueTime: null, cutOff: localDate('2023-10-18') },
    ...{ firstValidAt: null, acceptedVersionAt: null, sheet: null, provisional: null, accepted: null },
    ...{ state: 'expected', firstReceivedAt: null, counts: false, nil: null },
    ...over,
  };
}

/** Every state, received never, in time, late or after the cut-off, in the figures or not, as a sheet or as a nil report. */
const EVERY: readonly RoundRow[] = STATES.flatMap((state) =>
  RECEIVED.flatMap((firstReceivedAt) => [
    row({ state, firstReceivedAt }),
    row({ state, firstReceivedAt, counts: true }),
    row({ state, firstReceivedAt, counts: true, nil: { grid: null, arrivedAt: null } }),
  ]),
);

function roundOf(rows: readonly RoundRow[]): RoundFacts {
  const requirement = { id: 'T', title: '统计表', form: { kind: 'table', table: 'T1' } };
  const definition = { requirements: [requirement] } as unknown as RoundFacts['definition'];
  const round = { requirement: 'T', period: 'Q', period_label: '第三季度' } as RoundFacts['round'];
  return { definition, table: null, round, rows };
}

describe('An office is in exactly one place of its round', () => {
  it.each([1, 2, 3, 5, 7, 11])('and the counts add up to 应报, for every mix of states (each %ith)', (step) => {
    const rows = EVERY.filter((_, i) => i % step === 0);
    const facts = roundOf(rows);
    const figures = placeFigures(facts);
    const value = (key: string) => Number(figures[key]?.value);
    const line = punctualityOf(facts);
    const expected = rows.filter(isExpected).length;
    expect(value(line.offices)).toBe(expected);
    expect(line.parts.reduce((sum, { count }) => sum + value(count), 0)).toBe(expected);
    expect(line.exempt === null ? 0 : value(line.exempt)).toBe(rows.filter((r) => placeInRound(r) === 'exempt').length);
    const latest = officeCounts(rows);
    const filed = ['count.included', ...leftOut(facts).map(({ count }) => count)];
    expect(filed.reduce((sum, key) => sum + Number(latest[key]?.value), 0)).toBe(expected);
  });

  it('names the nil reports and who was exempted, and leaves out what is nobody’s', () => {
    const facts = roundOf([
      row({ state: 'merged', counts: true, firstReceivedAt: moment('2023-10-09 10:00') }),
      row({ state: 'nil', counts: true, nil: { grid: null, arrivedAt: null } }),
      row({ state: 'exempt' }),
    ]);
    const line = punctualityOf(facts);
    expect(line.parts.map(({ label }) => label)).toEqual(['按时报送', '迟报', '零报告', '未报']);
    expect(line.exempt).toBe('count.T.Q.exempt');
  });
});

describe('Who filed is not 未报', () => {
  const inTime = { firstReceivedAt: moment('2023-10-09 10:00') };
  it.each<[string, string, Partial<RoundRow>]>([
    ['已报待审核', 'while the bureau has not decided', { state: 'checked', ...inTime }],
    ['退回未重报', 'when it was returned and never corrected', { state: 'returned', ...inTime }],
    ['审核通过未计入', 'when it was accepted since, and not 补报 either', { state: 'accepted', ...inTime }],
    ['按时', 'in the figures, though reopened', { state: 'returned', counts: true, ...inTime }],
    ['补报', 'after the cut-off', { state: 'checked', firstReceivedAt: moment('2023-10-19 10:00') }],
    ['未报', 'only when nothing came', {}],
    ['已撤销', 'when it was taken out', { state: 'withdrawn' }],
  ])('%s: %s', (label, _, over) => {
    expect(standingInRound(row(over))).toBe(label);
  });

  it('and whoever is not in the figures is missing from them, unless nothing is owed', () => {
    for (const each of EVERY) expect(isMissing(each)).toBe(isExpected(each) && !each.counts);
  });
});
