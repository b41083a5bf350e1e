import {
  type CellKey,
  type Check,
  type Column,
  columnNames,
  columnsOf,
  type Expression,
  namesOf,
  oncePer,
  parseExpression,
  type TableDefinition,
} from '@duban/tables';
import { hintTexts } from '../../../wording/hints.js';
import { ledgerLayouts } from '../../ledger/ledger-layout.js';
import { fenPlaces } from '../../money.js';
import { quoted } from '../../references.js';
import { inWords } from '../../words.js';
import type { FigurePlace, FormLayout } from '../form-layout.js';
import { amountFormula, type Scope } from './amount.js';
import { firstName, isSumOf, moneyUnit } from './names.js';
import { truthFormulas } from './truth.js';

/** What a check says beside the form while it does not hold. */
export interface Hint {
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
  /** The measures whose accepted 累计 the form shows; none in the first period. */
  readonly previous: ReadonlySet<string>;
}

/** More words than this about where a figure comes from are left to 填表说明. */
const LONGEST = 40;

/** Of one form: without figures from before in the first period, later with those that most offices have. */
const KEPT = 8;
const keptOf = oncePer((_: TableDefinition) => new Map<string, readonly Hint[]>());

/** The hints of a form: every E rule on the sheet that is a comparison of its cells, in each column it is applied to. */
export function compileHints(compiling: Compiling): readonly Hint[] {
  const kept = keptOf(compiling.table);
  const key = JSON.stringify([...compiling.previous]);
  const hints = kept.get(key) ?? compiled(compiling);
  if (kept.size >= KEPT) kept.clear();
  kept.set(key, hints);
  return hints;
}

function compiled({ table, layout, previous }: Compiling): readonly Hint[] {
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
  const hint = { column, rule, place, fails: truth.fails, unit: scope.unit };
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

/** 累计 = 上期累计 + 本期 + 上期调整数 is what the form itself computes: nothing to hint at. */
function isKept(rule: Expression, { place, scope }: { readonly place: FigurePlace; readonly scope: Scope }): boolean {
  const { measure, column } = place;
  if (measure.semantics !== 'flow-additive' || column !== 'cumulative' || scope.column !== 'cumulative') return false;
  return (
    rule.kind === 'compare' && rule.op === '==' && [rule.left, rule.right].every((side) => isSumOf(side, measure.key))
  );
}
