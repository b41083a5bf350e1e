import type { Paragraph, Table } from 'docx';
import type { ReportMeasure, SummaryReportInput } from '../contract.js';
import type { Inline } from '../layout/inline.js';
import { boundParagraph } from '../layout/paragraphs.js';
import { boundTable, type Cell } from '../layout/table.js';
import { figureAt, isFilled } from './figure-ref.js';
import { columnOf, plainLabel } from './render.js';
import type { ReportTemplate } from './template.js';

// Columns of the offices' table in proportion: amounts have two decimals more than counts.
const NAME_SHARE = 1.9;
const COUNT_SHARE = 1;
const AMOUNT_SHARE = 1.4;

interface AnnexInput extends SummaryReportInput {
  readonly annex: ReportTemplate['annex'];
}

/** 附件：统计表. Two tables: every measure with its totals by period, and the key figures of every office. */
export function annexOf(input: AnnexInput): (Paragraph | Table)[] {
  const { annex, facts } = input;
  return [
    boundParagraph('annex', [annex.mark]),
    boundParagraph('title', [facts.tableTitle], { spacing: { before: 300, after: 300 } }),
    boundParagraph('subtitle', [annex.totals], { keepNext: true, spacing: { after: 100 } }),
    totalsTable(input),
    boundParagraph('note', [annex.note]),
    ...(annex.officeMeasures.length === 0
      ? []
      : [
          boundParagraph('subtitle', [annex.offices], { keepNext: true, spacing: { before: 400, after: 100 } }),
          officesTable(input),
        ]),
  ];
}

function totalsTable({ snapshot, facts, annex }: AnnexInput): Table {
  const measures = facts.measures.filter(({ semantics }) => semantics !== 'text');
  const numbers = facts.periods.length + 1;
  const shares = [0.4, 0.1, ...Array.from({ length: numbers }, () => 0.5 / numbers)];
  const { measure, unit, current, cumulative } = annex.columns;
  const head = [measure, unit, ...facts.periods.map(({ label }) => `${label}${current}`), cumulative];
  // Periods with different offices do not add up to the 累计: how many are counted in stands above all figures.
  const counted = facts.periods.map(({ included }) => total(included));
  const rows: Cell[][] = [
    [
      { pieces: [annex.columns.included], align: 'left', strong: true },
      { pieces: ['家'] },
      ...counted,
      counted.at(-1) ?? { pieces: [annex.absent] },
    ],
  ];
  let section = '';
  for (const each of measures) {
    if (each.section !== section) {
      section = each.section;
      rows.push([{ pieces: [section], span: 2 + numbers, align: 'left', strong: true }]);
    }
    const key = (period: string, column: string) => `${facts.table}.${period}.total.${each.key}.${column}`;
    const cells = facts.periods.map(({ id }) => key(id, 'current'));
    rows.push([
      { pieces: [each.label], align: 'left', depth: each.indent },
      { pieces: [each.unit] },
      ...cells.map((cell) => total(cell)),
      columnOf(each) === 'current' ? { pieces: [annex.absent] } : total(key(facts.latestPeriod, 'cumulative')),
    ]);
  }
  return boundTable({ shares, head: [head.map((text) => ({ pieces: [text] }))], rows });

  // A total has to be in the snapshot, filled or not: its absence would be a mistake of ours, not of an office.
  function total(key: string): Cell {
    const figure = figureAt(snapshot, key);
    return figure.value === null ? { pieces: [annex.absent] } : number({ key, display: figure.display });
  }
}

function officesTable({ snapshot, facts, annex }: AnnexInput): Table {
  const known = new Map(facts.measures.map((measure) => [measure.key, measure]));
  const measures = annex.officeMeasures.flatMap((key) => known.get(key) ?? []);
  const prefix = `${facts.table}.${facts.latestPeriod}`;
  const key = (owner: string, measure: ReportMeasure) => `${prefix}.${owner}.${measure.key}.${columnOf(measure)}`;
  const value = (at: string): Cell =>
    isFilled(snapshot, at) ? number({ key: at, display: figureAt(snapshot, at).display }) : { pieces: [annex.absent] };
  const rows = facts.offices.map(({ id, name, standing }): Cell[] => {
    const keys = measures.map((measure) => key(id, measure));
    const none = keys.every((each) => !Object.hasOwn(snapshot.figures, each));
    const first: Cell = { pieces: [name], align: 'left' };
    if (none) return [first, { pieces: [standing], span: measures.length }];
    return [first, ...keys.map(value)];
  });
  const totals = measures.map((each) => value(key('total', each)));
  const labels = [annex.columns.office, ...measures.map((each) => `${plainLabel(each)}（${each.unit}）`)];
  return boundTable({
    shares: [NAME_SHARE, ...measures.map((each) => (each.unit.endsWith('元') ? AMOUNT_SHARE : COUNT_SHARE))],
    head: [labels.map((text) => ({ pieces: [text] }))],
    // The total stands first: as the last row it may end up alone on a page.
    rows: [[{ pieces: [annex.columns.total], strong: true }, ...totals], ...rows],
  });
}

function number(piece: Inline): Cell {
  return { pieces: [piece], align: 'right' };
}
