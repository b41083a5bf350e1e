import { labelOf } from './labels.js';
import { helperOf, isFigureHead, type PeriodKind, periodKindOf } from './period-kind.js';
import type { View } from './view.js';

export interface HeadColumn {
  readonly column: number;
  /** A unit in the head, 本期（万元）. */
  readonly unit: string | null;
}

/** Labels and the columns of their figures: most forms have one band, some print two side by side to save paper. */
export interface Band {
  /** The row of heads; 0 where a form has none. */
  readonly row: number;
  readonly from: number;
  readonly to: number;
  readonly columns: Readonly<Partial<Record<PeriodKind, HeadColumn>>>;
  /** A column of figures whose head says no period. */
  readonly figure: number | null;
  readonly unit: number | null;
  readonly remark: number | null;
}

/** Rows and columns in which heads and labels are looked for. */
export const SEARCH = { rows: 1500, columns: 80, labels: 8 } as const;

const WIDE = 4;

/** The bands that hold for the lines below one row of heads; none when the row is no such row. */
export function bandsAt(view: View, row: number): readonly Band[] {
  const heads: (HeadColumn & { readonly kind: PeriodKind })[] = [];
  const last = Math.min(view.lastColumn, SEARCH.columns);
  const helpers: Heads['helpers'][number][] = [];
  let beside = false;
  for (let column = 1; column <= last; column += 1) {
    const home = view.home(row, column);
    // A merge over several columns is one head; only its first column counts.
    if (home.column !== column) continue;
    const text = view.text(row, column);
    if (text === '') continue;
    if (view.cell(home.row, home.column)?.content?.kind === 'number') return [];
    const kind = periodKindOf(text);
    // A period written under the title, over the whole width, is no head.
    const wide = (view.span(row, column)?.right ?? column) - column >= WIDE;
    if (kind !== null && (column === 1 || wide)) continue;
    if (kind !== null) heads.push({ kind, column, unit: labelOf(text).unit });
    else if (isFigureHead(text)) helpers.push({ column, name: 'figure' });
    else {
      const name = helperOf(text);
      beside ||= name !== null && name !== 'remark';
      if (name === 'unit' || name === 'remark') helpers.push({ column, name });
    }
  }
  // 数量 alone is a head only beside 指标, 序号 or 单位: it also stands in texts.
  const lonely = beside && helpers.some(({ name }) => name === 'figure');
  if (!heads.some(({ kind }) => kind === 'current' || kind === 'cumulative') && !lonely) return [];
  return grouped(heads, { helpers, row, last });
}

interface Heads {
  readonly helpers: readonly { readonly column: number; readonly name: 'unit' | 'remark' | 'figure' }[];
  readonly row: number;
  readonly last: number;
}

function grouped(
  heads: readonly (HeadColumn & { readonly kind: PeriodKind })[],
  { helpers, row, last }: Heads,
): readonly Band[] {
  const groups: (typeof heads)[number][][] = [];
  for (const head of heads) {
    const group = groups.at(-1);
    if (group === undefined || group.some(({ kind }) => kind === head.kind)) groups.push([head]);
    else group.push(head);
  }
  if (groups.length === 0) groups.push([]);
  let from = 1;
  return groups.map((group, i) => {
    const figure = helpers.find(({ name, column }) => name === 'figure' && column >= from)?.column ?? null;
    const firstFigure = group[0]?.column ?? figure ?? last + 1;
    const end = groups[i + 1]?.[0]?.column ?? last + 1;
    const lastFigure = group.at(-1)?.column ?? figure ?? last;
    const helper = (wanted: 'unit' | 'remark') =>
      helpers.find(({ name, column }) => name === wanted && column >= from && column < end)?.column ?? null;
    const [unit, remark] = [helper('unit'), helper('remark')];
    const band: Band = {
      row,
      from,
      to: Math.min(firstFigure - 1, from + SEARCH.labels - 1),
      columns: Object.fromEntries(group.map(({ kind, column, unit: named }) => [kind, { column, unit: named }])),
      figure: group.length === 0 ? figure : null,
      unit,
      remark,
    };
    from = Math.max(lastFigure, remark !== null && remark > lastFigure ? remark : 0) + 1;
    return band;
  });
}
