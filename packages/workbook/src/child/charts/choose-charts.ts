import type { Measure, Section } from '@duban/tables';
import { columnNames, columnsOf } from '@duban/tables';
import type { MergeInput } from '../../contract.js';
import { mergeTexts } from '../../wording/merge.js';
import { toCell } from '../amounts.js';
import { MOST_SIDE_BY_SIDE } from '../by-office.js';
import { numberFormat } from '../layout.js';
import { FIRST_OFFICE, TOTAL_ROW } from '../merge-layout.js';
import { isCounted } from '../merge-totals.js';
import { ledgerKey, type Overview } from '../overview.js';

/** One bar: what it is called and where its numbers stand on 汇总 (one per series). */
interface Bar {
  readonly label: string;
  /** The cell of 汇总 that the label is; null for one that this sheet names itself. */
  readonly labelCell: string | null;
  readonly numbers: readonly { readonly cell: string; readonly value: number | null }[];
}

export interface ChosenChart {
  readonly title: string;
  readonly series: readonly string[];
  readonly bars: readonly Bar[];
  readonly format: string;
}

/** A part of a composition that is worth a chart. */
const LEAST_PARTS = 3;

/**
 * What a supervision section looks at first: per office the first count and the first amount that the form asks for, then what
 * the measure with the most parts is made of (处理方式). A matrix shows its rows instead, a table of ledgers its records.
 */
export function chooseCharts(input: MergeInput, overview: Overview): readonly ChosenChart[] {
  const few = input.rows.length <= MOST_SIDE_BY_SIDE;
  const listed = input.table.sections.filter(({ matrix }) => matrix === null).flatMap(({ measures }) => measures);
  const leading = (['count', 'money'] as const).flatMap((kind) => {
    const measure = listed.find((each) => each.kind === kind && each.semantics !== 'stock' && each.indent === 0);
    return measure === undefined ? [] : [perOffice(input, { overview, measure })];
  });
  const records = leading.length > 0 ? [] : overview.ledgers.map((_, i) => recordsPerOffice(input, { overview, i }));
  const parts = [mostParts(input.table.sections)].flatMap((found) =>
    found === null ? [] : [composition({ overview, ...found })],
  );
  const matrices = input.table.sections.flatMap((section) => ofMatrix(section, overview));
  return [...(few ? [...leading, ...records] : []), ...parts, ...matrices].filter(({ bars }) => bars.length > 0);
}

interface PerOffice {
  readonly overview: Overview;
  readonly measure: Measure;
}

/** Only offices that have the figure: one without it is not drawn, and not as 0 either. */
function perOffice(input: MergeInput, { overview, measure }: PerOffice): ChosenChart {
  const columns = periodsOf(measure, overview);
  const bars = input.rows.flatMap((row, i): Bar[] => {
    const numbers = columns.map(({ key, letter }) => ({
      cell: `${letter}${FIRST_OFFICE + i}`,
      value: numberOf(toCell(measure, row.grid?.[key])),
    }));
    if (!isCounted(row) || numbers[0]?.value === null) return [];
    return [{ label: row.officeName, labelCell: `B${FIRST_OFFICE + i}`, numbers }];
  });
  return {
    title: mergeTexts.perOffice(measure.label, measure.unit),
    ...seriesOf(
      bars,
      columns.map(({ title }) => title),
    ),
    format: numberFormat(measure),
  };
}

function recordsPerOffice(
  input: MergeInput,
  { overview, i }: { readonly overview: Overview; readonly i: number },
): ChosenChart {
  const ledger = overview.ledgers[i];
  const letter = ledger === undefined ? '' : overview.columnOf.get(ledgerKey(ledger));
  const bars = input.rows.flatMap((row, r): Bar[] => {
    const value = ledger === undefined ? undefined : row.ledgers?.[ledger.key]?.length;
    if (!isCounted(row) || value === undefined) return [];
    const at = FIRST_OFFICE + r;
    return [{ label: row.officeName, labelCell: `B${at}`, numbers: [{ cell: `${letter}${at}`, value }] }];
  });
  return { title: mergeTexts.perLedger(ledger?.title ?? ''), series: [columnNames.current], bars, format: '0' };
}

/** 本期 beside 累计 where they differ anywhere; in a campaign's first period one is enough. */
function seriesOf(bars: readonly Bar[], titles: readonly string[]): Pick<ChosenChart, 'series' | 'bars'> {
  const alike = bars.every(({ numbers: [first, ...rest] }) => rest.every(({ value }) => value === first?.value));
  if (!alike) return { series: titles, bars };
  return { series: titles.slice(0, 1), bars: bars.map((bar) => ({ ...bar, numbers: bar.numbers.slice(0, 1) })) };
}

function periodsOf(measure: Measure, { columnOf }: Overview) {
  const columns = columnsOf(measure).filter((column) => column !== 'adjust');
  return columns.map((column) => {
    const key = `${measure.key}.${column}` as const;
    return { key, title: columnNames[column], letter: columnOf.get(key) ?? 'A' };
  });
}

/** The measure with the most parts of its own unit one step further in. */
function mostParts(
  sections: readonly Section[],
): { readonly whole: Measure; readonly parts: readonly Measure[] } | null {
  let best: { readonly whole: Measure; readonly parts: readonly Measure[] } | null = null;
  for (const { measures } of sections) {
    for (const [i, whole] of measures.entries()) {
      const end = measures.findIndex((each, j) => j > i && each.indent <= whole.indent);
      const inside = measures.slice(i + 1, end === -1 ? undefined : end);
      const parts = inside.filter(({ indent, unit }) => indent === whole.indent + 1 && unit === whole.unit);
      if (parts.length >= LEAST_PARTS && parts.length > (best?.parts.length ?? 0)) best = { whole, parts };
    }
  }
  return best;
}

interface Composition {
  readonly overview: Overview;
  readonly whole: Measure;
  readonly parts: readonly Measure[];
}

function composition({ overview, whole, parts }: Composition): ChosenChart {
  const bars = parts.map((measure) => totalBar(measure, { overview, label: measure.label }));
  return ofTotals(whole, { overview, title: whole.label, bars });
}

interface Totals {
  readonly overview: Overview;
  readonly title: string;
  readonly bars: readonly Bar[];
}

/** What totals of the unit and columns of `measure` consist of. */
function ofTotals(measure: Measure, { overview, title, bars }: Totals): ChosenChart {
  return {
    title: mergeTexts.composition(title, measure.unit),
    ...seriesOf(
      bars.filter(hasNumber),
      periodsOf(measure, overview).map((period) => period.title),
    ),
    format: numberFormat(measure),
  };
}

function ofMatrix({ matrix, measures, title }: Section, overview: Overview): ChosenChart[] {
  const column = ['money', 'count'].flatMap(
    (kind) => measures.find((each) => each.kind === kind)?.cell?.column ?? [],
  )[0];
  const drawn = measures.filter(({ cell }) => column !== undefined && cell?.column === column);
  const [first] = drawn;
  if (matrix === null || first === undefined || drawn.length < LEAST_PARTS) return [];
  const label = matrix.columns.find(({ key }) => key === column)?.label ?? '';
  const bars = drawn.map((measure) => {
    const row = matrix.rows.find(({ key }) => key === measure.cell?.row);
    return totalBar(measure, { overview, label: row?.label ?? measure.label });
  });
  return [ofTotals(first, { overview, title: `${title}：${label}`, bars })];
}

function totalBar(measure: Measure, { overview, label }: { readonly overview: Overview; readonly label: string }): Bar {
  const numbers = periodsOf(measure, overview).map(({ key, letter }) => ({
    cell: `${letter}${TOTAL_ROW}`,
    value: numberOf(toCell(measure, overview.totals[key])),
  }));
  return { label, labelCell: null, numbers };
}

function hasNumber({ numbers }: Bar): boolean {
  return numbers.some(({ value }) => value !== null);
}

function numberOf(value: string | number | null): number | null {
  return typeof value === 'number' ? value : null;
}
