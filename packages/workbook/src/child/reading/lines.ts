import { type Band, bandsAt, SEARCH } from './bands.js';
import { type PeriodKind, periodKindOf, splitPeriod } from './period-kind.js';
import type { View } from './view.js';

/** A row (of one band) that may hold a measure's figures, with every way to read its label. */
export interface Line {
  readonly row: number;
  readonly band: Band;
  /** The likeliest reading first; `column` is where the label ends. */
  readonly readings: readonly Reading[];
  /** What the label cells show, merges from above included: the section and the measure above are among them. */
  readonly around: readonly string[];
  /** What stands in the unit column. */
  readonly unitText: string;
  /** Nothing stands on it but its label: a title, or figures left blank. */
  readonly alone: boolean;
}

export interface Reading {
  readonly text: string;
  readonly column: number;
  /** The period the label itself names; null where the head does. */
  readonly kind: PeriodKind | null;
}

/** Every line of a sheet below its heads; without any heads, every row is one with a single column of figures. */
export function linesOf(view: View): readonly Line[] {
  const lines: Line[] = [];
  let bands: readonly Band[] = [HEADLESS];
  for (let row = 1; row <= Math.min(view.lastRow, SEARCH.rows); row += 1) {
    const heads = bandsAt(view, row);
    if (heads.length > 0) {
      bands = heads;
      continue;
    }
    for (const band of bands) {
      const line = lineAt(view, { row, band });
      if (line !== null) lines.push(line);
    }
  }
  // Bands side by side are read one after the other, as they are written.
  return lines.sort((a, b) => a.band.row - b.band.row || a.band.from - b.band.from || a.row - b.row);
}

const HEADLESS: Band = { row: 0, from: 1, to: SEARCH.labels, columns: {}, figure: null, unit: null, remark: null };

interface Labelled {
  readonly text: string;
  readonly column: number;
  /** Written on this row, not seen from a merge above. */
  readonly own: boolean;
}

function lineAt(view: View, { row, band }: { row: number; band: Band }): Line | null {
  const labels: Labelled[] = [];
  for (let column = band.from; column <= Math.min(band.to, view.lastColumn); column += 1) {
    if (column === band.unit) continue;
    const home = view.home(row, column);
    // A merge seen a second time is the same label; one that begins left of the band is a title over the whole sheet.
    if (home.column !== column) continue;
    const kind = view.cell(home.row, home.column)?.content?.kind;
    const text = kind === 'text' ? view.text(row, column) : '';
    if (text !== '') labels.push({ text, column, own: home.row === row });
  }
  if (!labels.some(({ own }) => own)) return null;
  const around = labels.map(({ text }) => text);
  const unitText = band.unit === null ? '' : view.text(row, band.unit);
  return {
    row,
    band,
    readings: readingsOf(labels),
    around,
    unitText,
    alone: labels.length === 1 && isAlone(view, { row, band }),
  };
}

function isAlone(view: View, { row, band }: { row: number; band: Band }): boolean {
  const columns = [band.unit, band.figure, ...Object.values(band.columns).map(({ column }) => column)];
  const known = columns.filter((column) => column !== null);
  const beside = known.length > 0 ? known : Array.from({ length: SEARCH.labels }, (_, i) => band.from + 1 + i);
  return beside.every(
    (column) =>
      view.cell(row, column)?.content?.kind !== 'number' &&
      (known.length === 0 || view.cell(row, column) === undefined),
  );
}

function readingsOf(labels: readonly Labelled[]): readonly Reading[] {
  const periods = labels.filter(({ text, own }) => own && periodKindOf(text) !== null);
  const kind = periods.length === 1 ? periodKindOf(periods[0]?.text ?? '') : null;
  const names = kind === null ? labels : labels.filter((label) => label !== periods[0]);
  const readings: Reading[] = [];
  for (let end = names.length - 1; end >= 0; end -= 1) {
    for (let start = Math.max(0, end - 2); start <= end; start += 1) {
      const part = names.slice(start, end + 1);
      // 本期 on the second row of a merged label speaks of that label.
      if (kind === null && !part.some(({ own }) => own)) continue;
      const text = part.map(({ text: each }) => each).join('');
      const column = Math.max(part.at(-1)?.column ?? 0, kind === null ? 0 : (periods[0]?.column ?? 0));
      readings.push({ text, column, kind });
      const split = kind === null ? splitPeriod(text) : null;
      if (split !== null) readings.push({ text: split.label, column, kind: split.kind });
    }
  }
  return readings;
}
