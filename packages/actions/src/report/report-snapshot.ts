import { chineseDate } from '@duban/base/time';
import type { Db } from '@duban/ledger';
import type { Snapshot } from '@duban/tables';
import type { RoundFacts, RoundRow } from '../rounds/round-facts.js';
import { isExpected, LEFT_OUT, type Place, placeInRound } from '../rounds/round-standing.js';
import { latestTableRound } from './report-rounds.js';
import { count, placeFigures, text } from './snapshot-figures.js';

/** What the report is bound to: the frozen figures of its rounds, and the facts it prints about notice, dates and offices. */
export async function reportSnapshot(db: Db, about: { id: string; rounds: readonly RoundFacts[] }): Promise<Snapshot> {
  const { rounds } = about;
  const first = rounds[0];
  if (!first) throw new RangeError('a report needs at least one round');
  const frozen = await db
    .selectFrom('snapshot')
    .select(['figures'])
    .where(
      'id',
      'in',
      rounds.flatMap((r) => r.round.snapshot ?? []),
    )
    .execute();
  const { notice, title, phases } = first.definition;
  const latest = latestTableRound(rounds);
  const end = phases
    .map((p) => p.end)
    .sort()
    .at(-1);
  const figures: Snapshot['figures'] = {
    ...Object.assign({}, ...frozen.map((row) => row.figures)),
    'meta.campaign': text(title),
    'meta.noticeNumber': text(notice.number),
    'meta.noticeTitle': text(notice.title),
    'meta.noticeDate': text(notice.date ? chineseDate(notice.date, true) : '（通知未载明日期）'),
    'meta.asOf': text(latest.round.as_of ? chineseDate(latest.round.as_of, true) : ''),
    'meta.end': text(end ? chineseDate(end, true) : ''),
    ...officeCounts(latest.rows),
    // As they stand now, like the names beside them; a figure that went upward is in its frozen snapshot.
    ...Object.assign({}, ...rounds.map(placeFigures)),
    ...Object.fromEntries(
      rounds.map((r) => [`meta.due.${r.round.requirement}.${r.round.period}`, text(chineseDate(r.round.due, true))]),
    ),
  };
  return { id: about.id, figures };
}

/** 应报 = 计入 + who is not in the figures, by the reason; of those that count, how many came late. */
export function officeCounts(rows: readonly RoundRow[]): Snapshot['figures'] {
  const at = (counts: boolean, place: Place) =>
    count(rows.filter((row) => row.counts === counts && placeInRound(row) === place).length);
  return {
    'count.offices': count(rows.filter(isExpected).length),
    'count.included': count(rows.filter((row) => row.counts).length),
    'count.late': at(true, 'late'),
    ...Object.fromEntries(LEFT_OUT.map((place) => [`count.${place}`, at(false, place)])),
  };
}
