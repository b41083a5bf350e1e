import { formatMinute } from '@duban/base/time';
import type { OfficeItem, SummaryReportFacts } from '@duban/documents';
import { isUpperBound, measuresOf } from '@duban/tables';
import type { MergeInput, SummaryInput } from '@duban/workbook';
import { mergeInput } from '../rounds/merge-input.js';
import type { RoundFacts } from '../rounds/round-facts.js';
import { type Place, placeInRound, standingInRound, UNSETTLED } from '../rounds/round-standing.js';
import { leftOut, placeWords, punctualityOf } from './report-places.js';
import { latestTableRound, plainLabel, whatOf } from './report-rounds.js';

/** What the summary report's template runs over: names and labels, no figures. */
export function reportFacts(rounds: readonly RoundFacts[]): SummaryReportFacts {
  const latest = latestTableRound(rounds);
  const { definition } = latest;
  const { table } = latest;
  const named = (place: Place): OfficeItem[] =>
    rounds.flatMap((r) =>
      r.rows.filter((row) => placeInRound(row) === place).map((row) => ({ name: row.shortName, what: whatOf(r) })),
    );
  const tableRounds = table === null ? [] : rounds.filter((r) => r.table?.id === table.id);
  return {
    bureau: definition.bureau.name,
    issuers: definition.notice.issuers,
    offices: latest.rows.map((row) => ({ id: row.office, name: row.shortName, standing: standingInRound(row) })),
    missing: named('missing'),
    unsettled: UNSETTLED.map((place) => ({ label: placeWords[place], offices: named(place) })).filter(
      ({ offices }) => offices.length > 0,
    ),
    late: named('late'),
    afterCutOff: named('afterCutOff'),
    left: leftOut(latest),
    table: table?.id ?? null,
    tableTitle: table?.title ?? '',
    periods: tableRounds.map((r) => ({
      id: r.round.period,
      label: plainLabel(r.round.period_label),
      included: `count.${r.round.requirement}.${r.round.period}.included`,
    })),
    latestPeriod: latest.round.period,
    measures: (table?.sections ?? []).flatMap((section) =>
      section.measures
        .filter((m) => m.kind !== 'text')
        .map(({ key, label, unit, semantics, indent }) => ({
          key,
          label,
          unit,
          semantics,
          indent,
          section: section.title,
        })),
    ),
    punctuality: rounds.map(punctualityOf),
    notes: [
      ...(table !== null && measuresOf(table).some(isUpperBound)
        ? ['“家”“人”类指标为各单位数之和，未按机构编码跨单位去重，是上限。']
        : []),
      ...nilNote(named('nil')),
      ...lateNote(named('takenIn')),
      ...(countedAlike(tableRounds) ? [] : ['各期计入汇总的单位不同（见附表首行），各期本期数之和不等于累计数。']),
    ],
    narrative: {},
  };
}

/** Nil reports are in the figures, as zero: whoever reads 计入 must know whose. */
function nilNote(nils: readonly { readonly name: string; readonly what: string }[]): string[] {
  if (nils.length === 0) return [];
  return [`零报告单位按零计入汇总：${nils.map(({ name, what }) => `${name}（${what}）`).join('、')}。`];
}

/** A round that was merged again: whoever compares it with the table that went upward before must know why. */
function lateNote(late: readonly { readonly name: string; readonly what: string }[]): string[] {
  if (late.length === 0) return [];
  return [`汇总截止后补报、重新汇总时计入：${late.map(({ name, what }) => `${name}（${what}）`).join('、')}。`];
}

/** Whether every period counts the same offices: only then do the periods add up to the 累计. */
function countedAlike(rounds: readonly RoundFacts[]): boolean {
  const counted = rounds.map((r) =>
    r.rows
      .filter((row) => row.counts)
      .map((row) => row.office)
      .join(),
  );
  return new Set(counted).size <= 1;
}

/** 汇总表: the merged periods as they were, and who filed what when. */
export function summaryInput(rounds: readonly RoundFacts[]): SummaryInput {
  const periods = rounds.flatMap((r): (MergeInput & { sheetName: string })[] => {
    const input = mergeInput(r);
    return input ? [{ ...input, sheetName: r.round.period }] : [];
  });
  return {
    title: `${latestTableRound(rounds).definition.title}汇总表`,
    periods,
    progress: {
      columns: ['单位', '报送事项', '截止日期', '首次报送', '报送情况', '通过版本', '回执号'],
      rows: rounds.flatMap((r) =>
        r.rows.map((row) => [
          row.shortName,
          whatOf(r),
          row.due,
          row.firstReceivedAt === null ? '—' : formatMinute(row.firstReceivedAt),
          standingInRound(row),
          row.accepted?.version ?? '—',
          row.accepted?.receiptNo ?? '—',
        ]),
      ),
    },
  };
}
