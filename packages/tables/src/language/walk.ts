import type { Expression } from './syntax.js';

/** The parts directly inside an expression, in the order written; the `where` of a tally speaks of other names and is left out. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'minus':
    case 'times':
      return [expression.of];
    case 'fold':
      return expression.items;
    case 'days':
      return [expression.from, expression.to];
    case 'in':
      return [expression.left];
    case 'add':
    case 'compare':
    case 'near':
    case 'logic':
      return [expression.left, expression.right];
    default:
      return [];
  }
}

/** Every measure (in a rule on rows: column) an expression names as an operand, in the order written. */
export function measuresIn(expression: Expression): readonly (Expression & { kind: 'measure' })[] {
  return expression.kind === 'measure' ? [expression] : partsOf(expression).flatMap(measuresIn);
}

/** Every name a finding may point at, `filled(x)` included. */
export function namesIn(expression: Expression): readonly string[] {
  if (expression.kind === 'measure' || expression.kind === 'filled') return [expression.key];
  return partsOf(expression).flatMap(namesIn);
}
