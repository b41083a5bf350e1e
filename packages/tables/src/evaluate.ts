import type { Atom, Comparison, Expression } from './expression.js';
import { folds, known, withinPercent } from './language/amounts.js';
import type { Facts } from './language/facts.js';
import { isFilled, operand } from './language/operands.js';
import { tallied } from './language/tallies.js';
import { daysBetween } from './values.js';

export type { Facts } from './language/facts.js';

/** The amount an expression comes to (counts as they are, money in 分); null when an operand is blank or no number. */
export function amountOf(expression: Expression, facts: Facts): number | null {
  const value = comesTo(expression, facts);
  return typeof value === 'number' ? value : null;
}

/** Like {@link amountOf}, texts and dates (`YYYY-MM-DD`) included. */
export function comesTo(expression: Expression, facts: Facts): number | string | null {
  const amounts = (parts: readonly Expression[]) => parts.map((part) => amountOf(part, facts));
  switch (expression.kind) {
    case 'number':
    case 'text':
      return expression.value;
    case 'measure':
      return operand(expression, facts);
    case 'group': {
      const measures = facts.row === undefined ? (facts.groups?.get(expression.group) ?? []) : [];
      const parts = measures.map(({ key }) => ({ kind: 'measure', key, reach: 'own', at: expression.at }) as const);
      return parts.length === 0 ? null : known(amounts(parts), folds.sum);
    }
    case 'tally':
      return tallied(expression, { facts, holds });
    case 'minus':
      return known(amounts([expression.of]), ([a = 0]) => 0 - a);
    case 'times':
      return known(amounts([expression.of]), ([a = 0]) => a * expression.factor);
    case 'add': {
      const sign = expression.op === '+' ? 1 : -1;
      return known(amounts([expression.left, expression.right]), ([a = 0, b = 0]) => a + sign * b);
    }
    case 'fold':
      return known(amounts(expression.items), folds[expression.fold]);
    case 'days':
      return daysBetween(comesTo(expression.from, facts), comesTo(expression.to, facts));
    default:
      return null;
  }
}

/** Whether a rule holds; null when that cannot be decided because an operand is blank. */
export function holds(expression: Expression, facts: Facts): boolean | null {
  switch (expression.kind) {
    case 'compare':
      return compared(expression, facts);
    case 'in': {
      const value = comesTo(expression.left, facts);
      return value === null ? null : expression.choices.some((choice) => choice.value === value);
    }
    case 'filled':
      return isFilled(expression.key, facts);
    case 'near': {
      const [left, right] = [amountOf(expression.left, facts), amountOf(expression.right, facts)];
      return left === null || right === null ? null : withinPercent(left, right, expression.percent);
    }
    case 'logic':
      return joined(expression, facts);
    default:
      return null;
  }
}

/** The part that makes a rule fail: what a finding prints. Null when the rule does not fail. */
export function failing(expression: Expression, facts: Facts): Atom | null {
  if (holds(expression, facts) !== false) return null;
  if (expression.kind === 'logic') return failing(expression.right, facts) ?? failing(expression.left, facts);
  return isAtom(expression) ? expression : null;
}

/** The right side is left alone where the left one decides: most records are not what an implication speaks of. */
function joined({ op, left, right }: Expression & { kind: 'logic' }, facts: Facts): boolean | null {
  const first = holds(left, facts);
  if (op === 'and') {
    if (first === false) return false;
    const second = holds(right, facts);
    return second === false ? false : both(first, second);
  }
  const known = op === '=>' ? not(first) : first;
  if (known === true) return true;
  const second = holds(right, facts);
  return second === true ? true : both(known, second);
}

function isAtom(expression: Expression): expression is Atom {
  return ['compare', 'in', 'filled', 'near'].includes(expression.kind);
}

function compared({ op, left, right }: Expression & { kind: 'compare' }, facts: Facts): boolean | null {
  const [a, b] = [comesTo(left, facts), comesTo(right, facts)];
  if (a === null || b === null) return null;
  if (typeof a === 'number') return typeof b === 'number' ? comparisons[op](a, b) : null;
  // Dates are written YYYY-MM-DD, so that the order of texts is the order of days.
  return typeof b === 'string' ? comparisons[op](a, b) : null;
}

const not = (a: boolean | null): boolean | null => (a === null ? null : !a);
const both = (a: boolean | null, b: boolean | null): boolean | null => (a === null || b === null ? null : a && b);

const comparisons: Readonly<Record<Comparison, <T extends number | string>(a: T, b: T) => boolean>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
};
