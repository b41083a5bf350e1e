import { chineseDate } from '@duban/base/time';
import { mergeGrids } from '@duban/tables';
import type { MergeInput } from '@duban/workbook';
import { gridOf, type RoundFacts } from './round-facts.js';
import { isExpected, standingInRound } from './round-standing.js';

/** The merge of one round as the workbook wants it; only sheets that count carry figures. Null for a round of reports. */
export function mergeInput({ definition, table, round, rows }: RoundFacts): MergeInput | null {
  if (!table) return null;
  const grids = rows.flatMap((row) => gridOf(row) ?? []);
  const nils = rows.filter((row) => row.nil).length;
  const left = rows.filter((row) => !gridOf(row)).map((row) => `${row.shortName}（${standingInRound(row)}）`);
  return {
    table,
    title: `${definition.title}${table.title}汇总`,
    subtitle: round.period_label,
    rows: rows.map((row) => ({
      office: row.office,
      officeName: row.shortName,
      standing: standingInRound(row),
      grid: gridOf(row),
      origin: row.sheet?.grid
        ? {
            file: row.sheet.file,
            sha256: row.sheet.sha256,
            receipt: row.sheet.receiptNo,
            version: row.sheet.version,
            places: row.sheet.places,
          }
        : null,
      provisional: row.provisional,
    })),
    totals: mergeGrids(table, grids),
    charts: true,
    facts: [
      { label: '数据截止日期', value: round.as_of ? chineseDate(round.as_of, true) : '' },
      {
        label: '计入单位',
        value: `${grids.length}家（应报${rows.filter(isExpected).length}家${nils > 0 ? `，其中零报告${nils}家` : ''}）`,
      },
      { label: '未计入单位', value: left.join('、') || '无' },
    ],
  };
}
