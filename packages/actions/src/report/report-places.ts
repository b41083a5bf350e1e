import type { CountedPart, PunctualityLine } from '@duban/documents';
import type { RoundFacts, RoundRow } from '../rounds/round-facts.js';
import { EXPECTED, LEFT_OUT, type Place, placeInRound } from '../rounds/round-standing.js';
import { whatOf } from './report-rounds.js';
import { placeKey } from './snapshot-figures.js';

/** The places of a round as the report calls them. */
export const placeWords: Readonly<Record<Place, string>> = {
  onTime: '按时报送',
  late: '迟报',
  nil: '零报告',
  takenIn: '截止后补报、重新汇总时计入',
  pending: '已报待审核',
  returned: '退回后未重报',
  passed: '汇总后审核通过、尚未计入',
  afterCutOff: '截止后补报、未计入',
  missing: '未报',
  exempt: '免报',
  withdrawn: '已撤销',
};

/** Said even when they are nobody's: whoever reads looks for them. */
const ALWAYS: readonly Place[] = ['onTime', 'late', 'missing'];

/** Of a round, who is not in its figures, by the reason: with 计入 they are 应报. */
export function leftOut({ rows }: Pick<RoundFacts, 'rows'>): CountedPart[] {
  const out = rows.filter((row) => !row.counts);
  return parts(out, LEFT_OUT, (place) => `count.${place}`);
}

/** How the offices of a round filed: the parts add up to 应报, and who was exempted stands beside it. */
export function punctualityOf(facts: RoundFacts): PunctualityLine {
  const { round, rows } = facts;
  const key = (place: Place): string => placeKey(round, place);
  return {
    label: whatOf(facts),
    offices: placeKey(round, 'offices'),
    parts: parts(rows, EXPECTED, key),
    exempt: rows.some((row) => placeInRound(row) === 'exempt') ? key('exempt') : null,
  };
}

function parts(rows: readonly RoundRow[], places: readonly Place[], key: (place: Place) => string): CountedPart[] {
  const there = new Set([...rows.map(placeInRound), ...ALWAYS]);
  return places.filter((place) => there.has(place)).map((place) => ({ label: placeWords[place], count: key(place) }));
}
