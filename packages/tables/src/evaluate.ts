import type { Comparison, Expression, Fold } from './expression.js';
import { cellKey, columnsOf } from './measures.js';
import type { Column, Grid, Measure } from './types.js';

/** What a rule is applied to: one column of one sheet, and the last accepted 累计 ({} in the first period). */
export interface Facts {
  readonly measures: ReadonlyMap<string, Measure>;
  readonly grid: Grid;
  /** Last accepted 累计; `{}` in the first period; null when it is unknown, because an earlier period was never accepted. */
  readonly previous: Grid | null;
  readonly column: Column;
}

/** The amount an expression comes to (counts as they are, money in 分); null when an operand is blank or no number. */
export function amountOf(expression: Expression, facts: Facts): number | null {
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'measure':
      return operand(expression, facts);
    case 'minus':
      return map([amountOf(expression.of, facts)], ([a = 0]) => -a);
    case 'add': {
      const sign = expression.op === '+' ? 1 : -1;
      return map(
        [amountOf(expression.left, facts), amountOf(expression.right, facts)],
        ([a = 0, b = 0]) => a + sign * b,
      );
    }
    case 'fold':
      return map(
        expression.items.map((item) => amountOf(item, facts)),
        (amounts) => folds[expression.fold](amounts),
      );
    default:
      return null;
  }
}

/** Whether a rule holds; null when that cannot be decided because an operand is blank. */
export function holds(expression: Expression, facts: Facts): boolean | null {
  if (expression.kind === 'compare') {
    const left = amountOf(expression.left, facts);
    const right = amountOf(expression.right, facts);
    return left === null || right === null ? null : comparisons[expression.op](left, right);
  }
  if (expression.kind !== 'logic') return null;
  const right = holds(expression.right, facts);
  const left = holds(expression.left, facts);
  if (expression.op === 'and') return left === false || right === false ? false : both(left, right);
  const first = expression.op === '=>' ? not(left) : left;
  return first === true || right === true ? true : both(first, right);
}

/** The comparison that makes a rule fail: whose two sides a finding prints. Null when the rule does not fail. */
export function failing(expression: Expression, facts: Facts): (Expression & { kind: 'compare' }) | null {
  if (holds(expression, facts) !== false) return null;
  if (expression.kind === 'compare') return expression;
  if (expression.kind !== 'logic') return null;
  return failing(expression.right, facts) ?? failing(expression.left, facts);
}

function operand(node: Expression & { kind: 'measure' }, facts: Facts): number | null {
  const measure = facts.measures.get(node.key);
  if (measure === undefined) return null;
  if (node.reach === 'prev') {
    // 未报 is not 0: what an earlier period would have said is unknown, and so is every comparison with it.
    if (facts.previous === null) return null;
    // In the first period nothing has been accepted: every 累计 starts from 0.
    if (Object.keys(facts.previous).length === 0) return 0;
    return number(facts.previous[cellKey(node.key, 'cumulative')]);
  }
  const wanted = node.reach === 'own' ? facts.column : node.reach;
  const columns = columnsOf(measure);
  // A stock has one figure, the one at the period's end: it stands in for every column.
  const column = columns.includes(wanted) ? wanted : columns.length === 1 ? 'current' : null;
  if (column === null) return null;
  const value = facts.grid[cellKey(node.key, column)];
  // An adjustment left blank is none; any other blank is "not filled in".
  return column === 'adjust' && (value === null || value === undefined) ? 0 : number(value);
}

function number(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function map(amounts: readonly (number | null)[], f: (amounts: readonly number[]) => number): number | null {
  const known = amounts.filter((amount) => amount !== null);
  return known.length === amounts.length ? f(known) : null;
}

const not = (a: boolean | null): boolean | null => (a === null ? null : !a);
const both = (a: boolean | null, b: boolean | null): boolean | null => (a === null || b === null ? null : a && b);

const folds: Readonly<Record<Fold, (amounts: readonly number[]) => number>> = {
  sum: (amounts) => amounts.reduce((a, b) => a + b, 0),
  max: (amounts) => Math.max(...amounts),
  min: (amounts) => Math.min(...amounts),
};

const comparisons: Readonly<Record<Comparison, (a: number, b: number) => boolean>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
};
