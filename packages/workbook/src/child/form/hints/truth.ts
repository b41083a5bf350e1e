import type { Expression } from '@duban/tables';
import { blockTexts } from '../../../wording/form.js';
import { fenPlaces } from '../../money.js';
import { absolute } from '../../references.js';
import { type Amount, amountFormula, type Scope } from './amount.js';

/** Two formulas of one rule: TRUE when it surely holds, TRUE when it surely fails. Neither is, while something is blank. */
export interface Truth {
  readonly holds: string;
  readonly fails: string;
}

const OPPOSITE = { '==': '<>', '!=': '=', '<=': '>', '>=': '<', '<': '>=', '>': '<=' } as const;
const SAME = { '==': '=', '!=': '<>', '<=': '<=', '>=': '>=', '<': '<', '>': '>' } as const;

/** A rule as formulas; null when a part of it cannot be said in cells. */
export function truthFormulas(node: Expression, scope: Scope): Truth | null {
  if (node.kind === 'logic') {
    const [left, right] = [truthFormulas(node.left, scope), truthFormulas(node.right, scope)];
    if (left === null || right === null) return null;
    const both = (a: string, b: string) => `AND(${a},${b})`;
    const either = (a: string, b: string) => `OR(${a},${b})`;
    if (node.op === 'and') return { holds: both(left.holds, right.holds), fails: either(left.fails, right.fails) };
    if (node.op === 'or') return { holds: either(left.holds, right.holds), fails: both(left.fails, right.fails) };
    return { holds: either(left.fails, right.holds), fails: both(left.holds, right.fails) };
  }
  if (node.kind === 'filled') return filled(node.key, scope);
  if (node.kind !== 'compare' && node.kind !== 'near') return null;
  const [left, right] = [amountFormula(node.left, scope), amountFormula(node.right, scope)];
  if (left === null || right === null) return null;
  const there = (compared: string) => guarded(compared, [left, right]);
  if (node.kind === 'near') {
    const near = `ABS(${left.formula}-(${right.formula}))*100<=ABS(${right.formula})*${node.percent}`;
    return { holds: there(near), fails: there(`NOT(${near})`) };
  }
  // Rounded: 0.1 + 0.2 is not 0.3 to a spreadsheet either.
  const difference = `ROUND(${left.formula}-(${right.formula}),${fenPlaces(scope.unit)})`;
  return { holds: there(`${difference}${SAME[node.op]}0`), fails: there(`${difference}${OPPOSITE[node.op]}0`) };
}

/** IF and not AND: a spreadsheet computes every part of an AND, and a word in a cell would make an error of it. */
function guarded(compared: string, sides: readonly Amount[]): string {
  const needs = [...new Set(sides.flatMap((side) => side.needs))];
  const blocks = [...new Set(sides.flatMap((side) => side.blocks))];
  const conditions = [
    ...(needs.length === 0 ? [] : [`COUNT(${needs.join(',')})=${needs.length}`]),
    ...blocks.map((block) => `${block}<>"${blockTexts.absent}"`),
  ];
  if (conditions.length === 0) return compared;
  return `IF(${conditions.length === 1 ? conditions.join('') : `AND(${conditions.join(',')})`},${compared},FALSE)`;
}

function filled(key: string, { layout, names, column }: Scope): Truth | null {
  const measure = names.measures.get(key);
  const place = layout.places.get(`${key}.${column}`) ?? layout.places.get(`${key}.current`);
  if (measure === undefined || place === undefined) return null;
  const length = `LEN(${absolute(place.address)})`;
  const block = layout.blockAt.get(place.section.block ?? '');
  const owed = block === undefined ? 'TRUE' : `${absolute(block)}<>"${blockTexts.absent}"`;
  return { holds: `AND(${owed},${length}>0)`, fails: `AND(${owed},${length}=0)` };
}
