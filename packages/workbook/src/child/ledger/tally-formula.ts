import type { Expression } from '@duban/tables';
import { isNumeric } from '../amounts.js';
import { fenIn, inUnit } from '../money.js';
import { quoted, sheetPrefix } from '../references.js';
import { columnRange, countFormula } from './ledger-formulas.js';
import type { LedgerLayout, PlacedColumn } from './ledger-layout.js';

type Tally = Expression & { readonly kind: 'tally' };

/** One condition of COUNTIFS: a column and what its cells must be. */
interface Criterion {
  readonly column: PlacedColumn;
  readonly text: string;
}
/** All of these hold together. */
type Conjunction = readonly Criterion[];

/**
 * `count(…)` and `total(…)` of a ledger as COUNTIFS and SUMIFS over its sheet, an amount in 分 turned into `unit`; null where the
 * condition is more than columns held against texts and numbers, and for `distinct`.
 */
export function tallyFormula(
  node: Tally,
  { layouts, unit }: { readonly layouts: readonly LedgerLayout[]; readonly unit: string },
): string | null {
  const layout = layouts.find(({ ledger }) => ledger.key === node.ledger);
  if (layout === undefined || node.tally === 'distinct') return null;
  const prefix = sheetPrefix(layout.sheetName);
  const cases = node.where === null ? [[]] : conjunctions(node.where, layout);
  if (cases === null) return null;
  const range = ({ letter }: PlacedColumn) => columnRange(layout, letter, prefix);
  const conditions = (conjunction: Conjunction) =>
    conjunction.map(({ column, text }) => `${range(column)},${quoted(text)}`).join(',');
  if (node.tally === 'count') {
    if (node.where === null) return countFormula(layout, prefix);
    return cases.map((each) => `COUNTIFS(${conditions(each)})`).join('+');
  }
  const summed = layout.columns.find(({ column }) => column.key === node.column);
  if (summed === undefined) return null;
  const sums = cases.map((each) =>
    each.length === 0 ? `SUM(${range(summed)})` : `SUMIFS(${range(summed)},${conditions(each)})`,
  );
  if (summed.column.kind !== 'money') return sums.join('+');
  const whole = sums.length === 1 ? sums.join('') : `(${sums.join('+')})`;
  return inUnit(whole, { from: summed.column.unit, to: unit });
}

/** A condition as cases that exclude each other, so that their counts add up; null when it cannot be put so. */
function conjunctions(node: Expression, layout: LedgerLayout): readonly Conjunction[] | null {
  if (node.kind === 'logic' && node.op === 'and') {
    const [left, right] = [conjunctions(node.left, layout), conjunctions(node.right, layout)];
    if (left === null || right === null) return null;
    return left.flatMap((a) => right.map((b) => [...a, ...b]));
  }
  if (node.kind === 'filled') {
    const column = columnNamed(layout, node.key);
    return column === null ? null : [[{ column, text: '<>' }]];
  }
  if (node.kind === 'in') {
    const column = node.left.kind === 'measure' ? columnNamed(layout, node.left.key) : null;
    return column === null ? null : node.choices.map(({ value }) => [{ column, text: exactly(value) }]);
  }
  return node.kind === 'compare' ? comparison(node, layout) : null;
}

function comparison(
  { op, left, right }: Expression & { readonly kind: 'compare' },
  layout: LedgerLayout,
): readonly Conjunction[] | null {
  const column = left.kind === 'measure' ? columnNamed(layout, left.key) : null;
  if (column === null) return null;
  if (right.kind === 'text') {
    const isText = column.column.kind === 'text' || column.column.kind === 'code' || column.column.kind === 'choice';
    if (!isText) return null;
    if (op === '==') return [[{ column, text: exactly(right.value) }]];
    // A blank is not unequal: nothing is said about it.
    return op === '!='
      ? [
          [
            { column, text: `<>${wild(right.value)}` },
            { column, text: '<>' },
          ],
        ]
      : null;
  }
  if (right.kind !== 'number' || !isNumeric(column.column)) return null;
  const value = column.column.kind === 'money' ? right.value / fenIn(column.column.unit) : right.value;
  if (op === '!=') return [[{ column, text: `<${value}` }], [{ column, text: `>${value}` }]];
  return [[{ column, text: `${op === '==' ? '=' : op}${value}` }]];
}

function columnNamed({ columns }: LedgerLayout, key: string): PlacedColumn | null {
  return columns.find(({ column }) => column.key === key) ?? null;
}

/** COUNTIFS takes `*`, `?` and `~` for wildcards, and a sign in front for a comparison. */
function wild(text: string): string {
  return text.replace(/[*?~]/g, '~$&');
}
function exactly(text: string): string {
  return /^[=<>]/.test(text) ? `=${wild(text)}` : wild(text);
}
