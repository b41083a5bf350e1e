import {
  type CellKey,
  type Check,
  type Column,
  columnNames,
  columnsOf,
  type Expression,
  type Grid,
  namesOf,
  parseExpression,
  type TableDefinition,
} from '@duban/tables';
import { hintTexts } from '../../../wording/hints.js';
import { ledgerLayouts } from '../../ledger/ledger-layout.js';
import { inWords } from '../../words.js';
import type { FigurePlace, FormLayout } from '../form-layout.js';
import { fenPlaces } from '../formulas.js';
import { amountFormula, type Scope } from './amount.js';
import { truthFormulas } from './truth.js';

/** What a check says beside the form while it does not hold. */
export interface Hint {
  readonly check: Check;
  readonly column: Column;
  readonly rule: Expression;
  /** The figure it is said about. */
  readonly place: FigurePlace;
  /** TRUE while the check surely fails. */
  readonly fails: string;
  /** What it says, as a formula: words and the figure that would be right. */
  readonly says: string;
  /** The side that is right, for the cached words; null when the words have no figure. */
  readonly right: Expression | null;
  readonly words: { readonly before: string; readonly after: string };
  /** How the figure is rounded and scaled. */
  readonly unit: string;
}

interface Compiling {
  readonly table: TableDefinition;
  readonly layout: FormLayout;
  readonly previous: Grid;
}

/** More words than this about where a figure comes from are left to 填表说明. */
const LONGEST = 40;

/** The hints of a form: every E rule on the sheet that is a comparison of its cells, in each column it is applied to. */
export function compileHints({ table, layout, previous }: Compiling): readonly Hint[] {
  const ledgers = ledgerLayouts(table);
  const names = namesOf(table);
  return table.checks
    .filter(({ severity, scope }) => severity === 'E' && scope === 'sheet')
    .flatMap((check) => {
      const rules = parts(parseExpression(check.expr));
      return check.columns.flatMap((column) =>
        rules.flatMap((rule) => {
          const unit = moneyUnit(rule, names.measures);
          const scope: Scope = { layout, names, ledgers, previous, column, unit };
          return hintOf(rule, { check, table, scope });
        }),
      );
    });
}

/** Rules joined by `and` are told apart. */
function parts(rule: Expression): readonly Expression[] {
  return rule.kind === 'logic' && rule.op === 'and' ? [...parts(rule.left), ...parts(rule.right)] : [rule];
}

interface Hinting {
  readonly check: Check;
  readonly table: TableDefinition;
  readonly scope: Scope;
}

const FLIPPED = { '==': '==', '!=': '!=', '<=': '>=', '>=': '<=', '<': '>', '>': '<' } as const;

function hintOf(written: Expression, { check, table, scope }: Hinting): readonly Hint[] {
  const rule = turned(written);
  const place = anchor(rule, scope);
  const truth = truthFormulas(rule, scope);
  if (place === null || truth === null || isKept(rule, { place, scope })) return [];
  const { column } = scope;
  const single = columnsOf(place.measure).length === 1;
  const name = single ? '' : columnNames[place.column];
  const hint = { check, column, rule, place, fails: truth.fails, unit: scope.unit };
  const right = rule.kind === 'compare' && rule.left.kind === 'measure' ? rule.right : null;
  const amount = right === null ? null : amountFormula(right, scope);
  if (rule.kind !== 'compare' || right === null || amount === null) {
    const words = { before: `${name}${hintTexts.other(check.id)}`, after: '' };
    return [{ ...hint, right: null, words, says: quoted(words.before) }];
  }
  const from = inWords(right, { table, instead: new Map([[place.measure.key, '']]) });
  const known = right.kind === 'number' || from.length > LONGEST ? '' : `（${from}）`;
  const unit =
    place.measure.kind === 'money'
      ? scope.unit
      : (scope.names.measures.get(firstName(right) ?? '')?.unit ?? place.measure.unit);
  const words = { before: `${name}${hintTexts.should[rule.op]} `, after: `${unit}${known}` };
  const figure =
    place.measure.kind === 'money' ? `ROUND(${amount.formula},${fenPlaces(scope.unit)})` : `(${amount.formula})`;
  return [{ ...hint, right, words, says: `${quoted(words.before)}&${figure}&${quoted(words.after)}` }];
}

/** With a single figure on the left where there is one, so that the hint can say what it should be. */
function turned(rule: Expression): Expression {
  if (rule.kind !== 'compare' || rule.left.kind === 'measure' || rule.right.kind !== 'measure') return rule;
  return { ...rule, op: FLIPPED[rule.op], left: rule.right, right: rule.left };
}

/** The first figure a rule names. */
function anchor(rule: Expression, { layout, names, column }: Scope): FigurePlace | null {
  const key = firstName(rule);
  const measure = names.measures.get(key ?? '');
  if (key === null || measure === undefined) return null;
  const columns = columnsOf(measure);
  const own = columns.includes(column) ? column : 'current';
  return layout.places.get(`${key}.${own}` as CellKey) ?? null;
}

function firstName(node: Expression): string | null {
  switch (node.kind) {
    case 'measure':
      return node.key;
    case 'filled':
      return node.key;
    case 'minus':
    case 'times':
      return firstName(node.of);
    case 'fold':
      return node.items.map(firstName).find((name) => name !== null) ?? null;
    case 'add':
    case 'compare':
    case 'near':
      return firstName(node.left) ?? firstName(node.right);
    case 'logic':
      // What a condition asks for is what is wrong when it fails.
      return node.op === '=>'
        ? (firstName(node.right) ?? firstName(node.left))
        : (firstName(node.left) ?? firstName(node.right));
    default:
      return null;
  }
}

/** 累计 = 上期累计 + 本期 + 上期调整数 is what the form itself computes: nothing to hint at. */
function isKept(rule: Expression, { place, scope }: { readonly place: FigurePlace; readonly scope: Scope }): boolean {
  const { measure, column } = place;
  if (measure.semantics !== 'flow-additive' || column !== 'cumulative' || scope.column !== 'cumulative') return false;
  return rule.kind === 'compare' && rule.op === '==' && namesIn(rule).every((name) => name === measure.key);
}

function namesIn(node: Expression): readonly string[] {
  if (node.kind === 'measure') return [node.key];
  if (node.kind === 'add' || node.kind === 'compare') return [...namesIn(node.left), ...namesIn(node.right)];
  return [];
}

/** The unit that a rule's amounts are compared in: their own where they share one. */
function moneyUnit(rule: Expression, measures: Scope['names']['measures']): string {
  const units = new Set<string>();
  const visit = (node: Expression): void => {
    if (node.kind === 'measure') {
      const measure = measures.get(node.key);
      if (measure?.kind === 'money') units.add(measure.unit);
    }
    for (const part of childrenOf(node)) visit(part);
  };
  visit(rule);
  const [first] = units;
  return units.size === 1 && first !== undefined ? first : units.size === 0 ? '' : '元';
}

function childrenOf(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'minus':
    case 'times':
      return [node.of];
    case 'fold':
      return node.items;
    case 'add':
    case 'compare':
    case 'near':
    case 'logic':
      return [node.left, node.right];
    default:
      return [];
  }
}

export function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
