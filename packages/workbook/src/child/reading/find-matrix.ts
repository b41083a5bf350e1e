import { isMoneyUnit } from '@duban/base';
import type { Section } from '@duban/tables';
import { SEARCH } from './bands.js';
import { bestHeadRow } from './head-row.js';
import { labelOf } from './labels.js';
import { type Matched, matchLabels, type Offer } from './match.js';
import type { View } from './view.js';

interface Spotted {
  readonly label: string;
  readonly row: number;
  readonly column: number;
}

export interface FoundMatrix {
  readonly rows: ReadonlyMap<string, { readonly row: number; readonly unit: string | null }>;
  readonly columns: ReadonlyMap<string, { readonly column: number; readonly unit: string | null }>;
  readonly renamed: readonly (Spotted & { readonly seen: string })[];
  readonly repeated: readonly (Spotted & { readonly first: { readonly row: number; readonly column: number } })[];
  readonly missingRows: readonly string[];
  readonly missingColumns: readonly string[];
  readonly wrongUnits: readonly (Spotted & { readonly found: string; readonly expected: string })[];
}

/** A section of fixed rows × columns by its row labels and column heads; null when it is not on this sheet. */
export function findMatrix(section: Section, view: View): FoundMatrix | null {
  const { matrix } = section;
  if (matrix === null) return null;
  const range = { from: 1, to: 60, columns: SEARCH.columns };
  const head = bestHeadRow(view, matrix.columns, range);
  // 备注 alone is on every form.
  const figures = new Set(
    section.measures.flatMap(({ kind, cell }) => (kind === 'text' || cell === undefined ? [] : [cell.column])),
  );
  if (head === null || !head.matching.matched.some(({ key }) => figures.has(key))) return null;
  const first = Math.min(...head.matching.matched.map(({ id }) => id));
  const offers = rowOffers(view, { from: head.row + 1, before: first });
  const wanted = matrix.rows.map(({ key, label }) => ({ key, label, unit: '' }));
  const rows = matchLabels(wanted, offers);
  if (rows.matched.length < Math.min(2, matrix.rows.length)) return null;
  const labelOfKey = (list: readonly { key: string; label: string }[], key: string) =>
    list.find((each) => each.key === key)?.label ?? key;
  const columnOf = (row: number) =>
    Math.max(
      1,
      ...Array.from({ length: first - 1 }, (_, i) => i + 1).filter((column) => view.text(row, column) !== ''),
    );
  const atRow = ({ key, id }: Pick<Matched, 'key' | 'id'>) => ({
    label: labelOfKey(matrix.rows, key),
    row: id,
    column: columnOf(id),
  });
  const atHead = ({ key, id }: Pick<Matched, 'key' | 'id'>) => ({
    label: labelOfKey(matrix.columns, key),
    row: head.row,
    column: id,
  });
  const firstOf = (matched: readonly Matched[], key: string) => matched.find((each) => each.key === key)?.id ?? 0;
  return {
    rows: new Map(rows.matched.map(({ key, id, unit }) => [key, { row: id, unit }])),
    columns: new Map(head.matching.matched.map(({ key, id, unit }) => [key, { column: id, unit }])),
    renamed: [
      ...rows.matched.filter(({ renamed }) => renamed).map((each) => ({ ...atRow(each), seen: each.seen })),
      ...head.matching.matched.filter(({ renamed }) => renamed).map((each) => ({ ...atHead(each), seen: each.seen })),
    ],
    repeated: [
      ...rows.repeated.map((each) => ({
        ...atRow(each),
        first: { row: firstOf(rows.matched, each.key), column: columnOf(each.id) },
      })),
      ...head.matching.repeated.map((each) => ({
        ...atHead(each),
        first: { row: head.row, column: firstOf(head.matching.matched, each.key) },
      })),
    ],
    missingRows: rows.missing.map(({ label }) => label),
    missingColumns: head.matching.missing.filter(({ key }) => figures.has(key)).map(({ label }) => label),
    wrongUnits: head.matching.matched.flatMap((each) => {
      const expected = matrix.columns.find(({ key }) => key === each.key)?.unit ?? '';
      const converts = isMoneyUnit(expected) && isMoneyUnit(each.unit ?? '');
      return each.unit === null || expected === '' || each.unit === expected || converts
        ? []
        : [{ ...atHead(each), found: each.unit, expected }];
    }),
  };
}

/** The labels of rows, left of the first column of figures: each cell alone, the nearest to the figures first, then joined. */
function rowOffers(view: View, { from, before }: { from: number; before: number }): readonly Offer[] {
  const offers: Offer[] = [];
  for (let row = from; row <= Math.min(view.lastRow, SEARCH.rows); row += 1) {
    const labels: string[] = [];
    for (let column = 1; column < before; column += 1) {
      const home = view.home(row, column);
      if (home.row !== row || home.column !== column || view.cell(row, column)?.content?.kind !== 'text') continue;
      labels.push(view.text(row, column));
    }
    const texts = [...labels].reverse().filter((text) => labelOf(text).text !== '');
    if (labels.length > 1) texts.push(labels.join(''));
    if (texts.length > 0) offers.push({ id: row, texts });
  }
  return offers;
}
