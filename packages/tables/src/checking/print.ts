import { comesTo, type Facts } from '../evaluate.js';
import { type Atom, type Expression, partsOf } from '../expression.js';
import { columnOf } from '../language/names.js';
import { cellLabel, columnFor } from '../measures.js';
import type { Value } from '../types.js';
import { formatExact, formatWithUnit, type Printed } from '../values.js';
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

/** The two sides of what failed, with their units; `rule` lends a unit to a bare number. */
export function sidesOf(
  atom: Atom,
  { rule, facts }: { readonly rule: Expression; readonly facts: Facts },
): { readonly found: string; readonly expected: string } {
  if (atom.kind === 'filled') {
    return { found: ruleTexts.blank, expected: ruleTexts.filled };
  }
  const unit = printedLike(atom.left, facts) ?? printedLike(atom, facts) ?? printedLike(rule, facts) ?? PLAIN;
  const found = written(unit, comesTo(atom.left, facts));
  if (atom.kind === 'in') return { found, expected: ruleTexts.oneOf(atom.choices.map(({ value }) => value)) };
  const right = written(printedLike(atom.right, facts) ?? unit, comesTo(atom.right, facts));
  const expected = atom.kind === 'near' ? ruleTexts.near(atom.percent, right) : `${comparisonNames[atom.op]} ${right}`;
  return { found, expected };
}

function written(unit: Printed, value: Value): string {
  return value === null ? ruleTexts.blank : formatWithUnit(unit, value);
}

/** A check's message with the figures put in, in display units. */
export function filledIn(message: readonly Piece[], facts: Facts): string {
  return message.map((piece) => pieceText(piece, facts)).join('');
}

function pieceText(piece: Piece, facts: Facts): string {
  if ('text' in piece) return piece.text;
  if ('label' in piece) return labelOf(piece.label, facts);
  const unit = printedLike(piece.figure, facts);
  const value = comesTo(piece.figure, facts);
  return value === null ? ruleTexts.blank : formatExact(unit ?? PLAIN, value);
}

function labelOf(key: string, facts: Facts): string {
  if (facts.row !== undefined) return columnOf(facts.row.ledger, key)?.label ?? key;
  const measure = facts.measures.get(key);
  if (measure === undefined) return key;
  return cellLabel(measure, columnFor(measure, facts.column));
}
