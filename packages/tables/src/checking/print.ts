import { comesTo, type Facts, failing, holds } from '../evaluate.js';
import { type Atom, type Expression, partsOf } from '../expression.js';
import { columnOf } from '../language/names.js';
import { cellKey, cellLabel, columnFor } from '../measures.js';
import type { Value } from '../types.js';
import { formatExact, formatWithUnit, isBlank, type Printed } from '../values.js';
import { dayUnit } from '../wording/figures.js';
import { comparisonNames, ruleTexts } from '../wording/findings.js';
import type { Piece } from './compiled.js';

const PLAIN: Printed = { kind: 'count', unit: '', decimals: 0 };

/** How what an expression comes to is printed: like the first thing in it that has a unit; null when nothing has. */
function printedLike(expression: Expression, facts: Facts): Printed | null {
  switch (expression.kind) {
    case 'measure':
      return nameIn(expression.key, facts);
    case 'group':
      return facts.groups?.get(expression.group)?.[0] ?? null;
    case 'tally': {
      const ledger = expression.tally === 'total' ? facts.ledgers?.get(expression.ledger) : undefined;
      return ledger === undefined ? null : (columnOf(ledger, expression.column ?? '') ?? null);
    }
    case 'days':
      return { kind: 'count', unit: dayUnit, decimals: 0 };
    default:
      return partsOf(expression).reduce<Printed | null>((found, part) => found ?? printedLike(part, facts), null);
  }
}

function nameIn(key: string, { row, measures }: Facts): Printed | null {
  return (row === undefined ? measures.get(key) : columnOf(row.ledger, key)) ?? null;
}

/** The cell a finding points at: a measure's, or in a rule on rows a column's. */
export interface Pointed {
  /** The measure or column; null when the rule names none. */
  readonly name: string | null;
  /** What the whole rule demands of the cell itself; null where it demands nothing of this one alone. */
  readonly demand: Atom | null;
}

/**
 * The cell that a failed rule speaks of. Under a condition (`=>`) it is the one the condition asks something of, else the first name. A
 * demand binds a cell only where it is the bare cell that is compared, not a multiple or a sum, and where no `or` leaves another way out.
 */
export function pointedBy(rule: Expression, { first, facts }: { first: string | null; facts: Facts }): Pointed {
  const atom = bindingPart(rule, facts);
  if (atom === null) return { name: first, demand: null };
  const left = atom.kind === 'filled' ? atom.key : bareName(atom.left);
  if (left !== null && (left === first || rule.kind === 'logic')) return { name: left, demand: atom };
  const mirrored = atom.kind === 'compare' && first !== null && bareName(atom.right) === first;
  return {
    name: first,
    demand: mirrored ? { ...atom, left: atom.right, right: atom.left, op: MIRROR[atom.op] } : null,
  };
}

/** The part that failed and has to hold by itself; null where an `or` allows another. */
function bindingPart(rule: Expression, facts: Facts): Atom | null {
  if (rule.kind !== 'logic') return failing(rule, facts);
  if (rule.op === 'or') return null;
  if (rule.op === '=>') return bindingPart(rule.right, facts);
  return bindingPart(holds(rule.right, facts) === false ? rule.right : rule.left, facts);
}

function bareName(expression: Expression): string | null {
  return expression.kind === 'measure' && expression.reach === 'own' ? expression.key : null;
}

const MIRROR = { '==': '==', '!=': '!=', '<=': '>=', '>=': '<=', '<': '>', '>': '<' } as const;

/** What stands in the cell a finding points at, with its unit; empty where it points at none. */
export function standing(name: string | null, facts: Facts): string {
  const printed = name === null ? null : nameIn(name, facts);
  if (name === null || printed === null) return '';
  if (facts.row !== undefined) return written(printed, facts.row.record[name] ?? null);
  const measure = facts.measures.get(name);
  return measure === undefined
    ? ''
    : written(printed, facts.grid[cellKey(name, columnFor(measure, facts.column))] ?? null);
}

/** What a cell has to be, in words with units. */
export function demanded(atom: Atom, facts: Facts): string {
  if (atom.kind === 'filled') return ruleTexts.filled;
  if (atom.kind === 'in') return ruleTexts.oneOf(atom.choices.map(({ value }) => value));
  const unit = printedLike(atom.right, facts) ?? printedLike(atom.left, facts) ?? PLAIN;
  const right = written(unit, comesTo(atom.right, facts));
  return atom.kind === 'near' ? ruleTexts.near(atom.percent, right) : `${comparisonNames[atom.op]} ${right}`;
}

function written(unit: Printed, value: Value): string {
  return isBlank(value) ? ruleTexts.blank : formatWithUnit(unit, value);
}

/** A check's message with the figures put in, in display units. */
export function filledIn(message: readonly Piece[], facts: Facts): string {
  return message.map((piece) => pieceText(piece, facts)).join('');
}

function pieceText(piece: Piece, facts: Facts): string {
  if ('text' in piece) return piece.text;
  if ('label' in piece) return labelOf(piece.label, facts);
  if ('figure' in piece) return figureText(piece.figure, facts);
  return ruleTexts.between(figureText(piece.from, facts), figureText(piece.to, facts));
}

function figureText(figure: Expression, facts: Facts): string {
  const value = comesTo(figure, facts);
  return value === null ? ruleTexts.blank : formatExact(printedLike(figure, facts) ?? PLAIN, value);
}

function labelOf(key: string, facts: Facts): string {
  if (facts.row !== undefined) return columnOf(facts.row.ledger, key)?.label ?? key;
  const measure = facts.measures.get(key);
  if (measure === undefined) return key;
  return cellLabel(measure, columnFor(measure, facts.column));
}
