import type { Expression } from './expression.js';
import { ExpressionError } from './expression.js';
import { checkAtom } from './language/comparisons.js';
import { columnNamed, type Names, named } from './language/names.js';
import {
  asAmount,
  asDate,
  DAYS,
  type Unit,
  unify,
  unitOfColumn,
  unitOfMeasure,
  unitOfNumber,
} from './language/unit.js';
import { columnsOf } from './measures.js';
import type { Ledger } from './types.js';

export interface UnitRules extends Names {
  /** Set on a rule that compares 家次 with 家 on purpose; money never mixes with counts. */
  readonly mixedUnits: boolean;
  /** In a rule on rows and after `where`: the ledger whose columns the names are. */
  readonly row: Ledger | null;
}

/** Throws {@link ExpressionError} where a rule names nothing known, mixes units, or uses a truth as an amount. */
export function checkRule(expression: Expression, rules: UnitRules): void {
  switch (expression.kind) {
    case 'logic':
      checkRule(expression.left, rules);
      checkRule(expression.right, rules);
      return;
    case 'compare':
    case 'in':
    case 'near':
      checkAtom(expression, { mixedUnits: rules.mixedUnits, unitOf: (part) => unitOf(part, rules) });
      return;
    case 'filled':
      unitOfName({ key: expression.key, at: expression.at }, rules);
      return;
    default:
      throw new ExpressionError(expression.at, '一个数', '一个比较，如 a == b');
  }
}

/** The unit of something that can be calculated with, or an {@link ExpressionError}. */
export function amountUnit(expression: Expression, rules: UnitRules): Unit {
  return asAmount(unitOf(expression, rules), expression.at);
}

/** The unit an expression comes to, texts and dates included, or an {@link ExpressionError}. */
export function unitOf(expression: Expression, rules: UnitRules): Unit {
  const { at } = expression;
  const amounts = (parts: readonly Expression[]) => parts.map((part) => amountUnit(part, rules));
  const { mixedUnits } = rules;
  switch (expression.kind) {
    case 'number':
      return unitOfNumber(expression.value, expression.money);
    case 'text':
      return { kind: 'literal', value: expression.value };
    case 'measure':
      return unitOfOperand(expression, rules);
    case 'minus':
    case 'times':
      return amountUnit(expression.of, rules);
    case 'add':
      return unify(amounts([expression.left, expression.right]), { at, mixedUnits });
    case 'fold':
      return unify(amounts(expression.items), { at, mixedUnits });
    case 'group':
      return unitOfGroup(expression, rules);
    case 'tally':
      return unitOfTally(expression, rules);
    case 'days':
      for (const part of [expression.from, expression.to]) asDate(unitOf(part, rules), part.at);
      return DAYS;
    default:
      throw new ExpressionError(at, '一个比较', '一个数');
  }
}

function unitOfName({ key, at }: { readonly key: string; readonly at: number }, rules: UnitRules): Unit {
  return rules.row === null
    ? unitOfMeasure(named(key, rules.measures, { at, what: '指标' }))
    : unitOfColumn(columnNamed(rules.row, { key, at }));
}

function unitOfOperand(node: Expression & { kind: 'measure' }, rules: UnitRules): Unit {
  const { key, reach, at } = node;
  if (rules.row !== null && reach !== 'own') throw new ExpressionError(at, `${reach}(${key})`, '本行的列');
  const unit = unitOfName(node, rules);
  const measure = rules.row === null ? rules.measures.get(key) : undefined;
  if (measure === undefined) return unit;
  asAmount(unit, at);
  const column = reach === 'prev' ? 'cumulative' : reach;
  if (column !== 'current' && column !== 'adjust' && column !== 'cumulative') return unit;
  if (!columnsOf(measure).includes(column)) {
    throw new ExpressionError(at, `“${key}”没有这一栏（${reach}）`, columnsOf(measure).join('、'));
  }
  return unit;
}

function unitOfGroup({ group, at }: Expression & { kind: 'group' }, rules: UnitRules): Unit {
  if (rules.row !== null) throw new ExpressionError(at, `sum(@${group})`, '本行的列');
  const measures = named(group, rules.groups, { at, what: '分区或部门' });
  if (measures.length === 0) throw new ExpressionError(at, `“${group}”没有数量指标`, '有数量指标的分区或部门');
  return unify(measures.map(unitOfMeasure), { at, mixedUnits: false });
}

function unitOfTally(node: Expression & { kind: 'tally' }, rules: UnitRules): Unit {
  const { tally, at, columnAt, where } = node;
  if (rules.row !== null) throw new ExpressionError(at, `${tally}(${node.ledger}…)`, '本行的列');
  const ledger = named(node.ledger, rules.ledgers, { at, what: '台账' });
  if (where !== null) checkRule(where, { ...rules, row: ledger });
  if (node.column === null) return { kind: 'tally' };
  const column = columnNamed(ledger, { key: node.column, at: columnAt });
  const unit = unitOfColumn(column);
  if (tally === 'total') return asAmount(unit, columnAt);
  if (unit.kind === 'text') return { kind: 'tally' };
  throw new ExpressionError(columnAt, `“${column.key}”不是编码或文字`, '编码、文字或选项列');
}
