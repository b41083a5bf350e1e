import { nearest } from './names.js';
import { type Expression, ExpressionError } from './syntax.js';
import { asAmount, asDate, nameOf, type Unit, unify } from './unit.js';

interface Scope {
  readonly mixedUnits: boolean;
  readonly unitOf: (part: Expression) => Unit;
}

/** Refuses comparisons of things that do not compare: a date with a text, money with a count, a choice that the column does not offer. */
export function checkAtom(atom: Expression & { kind: 'compare' | 'in' | 'near' }, { mixedUnits, unitOf }: Scope): void {
  if (atom.kind === 'in') {
    const left = asText(unitOf(atom.left), atom.left.at);
    for (const choice of atom.choices) checkChoice(left, choice);
    return;
  }
  const sides = [unitOf(atom.left), unitOf(atom.right)] as const;
  if (atom.kind === 'near' || !sides.some(({ kind }) => kind === 'text' || kind === 'date' || kind === 'literal')) {
    const amounts = [asAmount(sides[0], atom.left.at), asAmount(sides[1], atom.right.at)];
    unify(amounts, { at: atom.at, mixedUnits });
    return;
  }
  if (sides.some(({ kind }) => kind === 'date')) {
    asDate(sides[0], atom.left.at);
    asDate(sides[1], atom.right.at);
    return;
  }
  checkTexts(atom, sides);
}

function checkTexts(atom: Expression & { kind: 'compare' }, [left, right]: readonly [Unit, Unit]): void {
  if (left.kind === 'literal' && right.kind === 'literal') {
    throw new ExpressionError(atom.at, '两边都是写定的文字', '至少一边是列');
  }
  if (atom.op !== '==' && atom.op !== '!=') throw new ExpressionError(atom.at, `“${atom.op}”`, '文字只用 ==、!=、in');
  const texts = [left, right].map((unit, i) => {
    const at = i === 0 ? atom.left.at : atom.right.at;
    return unit.kind === 'literal' ? unit : asText(unit, at);
  });
  for (const [i, unit] of texts.entries()) {
    const other = texts[1 - i];
    const at = i === 0 ? atom.left.at : atom.right.at;
    if (unit.kind === 'literal' && other?.kind === 'text') checkChoice(other, { value: unit.value, at });
  }
}

function asText(unit: Unit, at: number): Unit & { kind: 'text' } {
  if (unit.kind === 'text') return unit;
  throw new ExpressionError(at, nameOf(unit), '文字、编码或选项列');
}

function checkChoice(
  unit: Unit & { kind: 'text' },
  { value, at }: { readonly value: string; readonly at: number },
): void {
  if (unit.choices.length === 0 || unit.choices.includes(value)) return;
  throw new ExpressionError(at, `“${unit.key}”没有的选项“${value}”`, nearest(value, unit.choices).join('、'));
}
