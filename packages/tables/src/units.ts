import { type Expression, ExpressionError } from './expression.js';
import { columnsOf } from './measures.js';
import type { Measure } from './types.js';

/** The unit of an amount; a bare number fits any count, and of money only 0 does (100 what?). */
interface Unit {
  readonly name: string;
  readonly kind: 'count' | 'money' | 'bare' | 'zero';
}

export interface UnitRules {
  readonly measures: ReadonlyMap<string, Measure>;
  /** Set on a rule that compares 家次 with 家 on purpose; money never mixes with counts. */
  readonly mixedUnits: boolean;
}

/** Throws {@link ExpressionError} where a rule names no known measure, mixes units, or uses a truth as an amount. */
export function checkRule(expression: Expression, rules: UnitRules): void {
  if (expression.kind === 'logic') {
    checkRule(expression.left, rules);
    checkRule(expression.right, rules);
    return;
  }
  if (expression.kind !== 'compare') throw new ExpressionError(expression.at, '一个数', '一个比较，如 a == b');
  unify([unitOf(expression.left, rules), unitOf(expression.right, rules)], expression.at, rules);
}

/** The unit an amount comes to, or an {@link ExpressionError}. */
export function unitOf(expression: Expression, rules: UnitRules): Unit {
  switch (expression.kind) {
    case 'number':
      return { name: '', kind: expression.value === 0 ? 'zero' : 'bare' };
    case 'measure':
      return unitOfMeasure(expression, rules);
    case 'minus':
      return unitOf(expression.of, rules);
    case 'add':
      return unify([unitOf(expression.left, rules), unitOf(expression.right, rules)], expression.at, rules);
    case 'fold':
      return unify(
        expression.items.map((item) => unitOf(item, rules)),
        expression.at,
        rules,
      );
    default:
      throw new ExpressionError(expression.at, '一个比较', '一个数');
  }
}

function unitOfMeasure(node: Expression & { kind: 'measure' }, rules: UnitRules): Unit {
  const measure = rules.measures.get(node.key);
  if (measure === undefined) {
    throw new ExpressionError(
      node.at,
      `没有指标“${node.key}”`,
      nearest(node.key, [...rules.measures.keys()]).join('、'),
    );
  }
  if (measure.kind === 'text' || measure.kind === 'ratio') {
    throw new ExpressionError(
      node.at,
      `“${node.key}”是${measure.kind === 'text' ? '文字' : '比率'}`,
      '家数、金额等数量',
    );
  }
  const column = node.reach === 'prev' ? 'cumulative' : node.reach;
  if (column !== 'own' && !columnsOf(measure).includes(column)) {
    throw new ExpressionError(node.at, `“${node.key}”没有这一栏（${node.reach}）`, columnsOf(measure).join('、'));
  }
  return measure.kind === 'money' ? { name: '金额', kind: 'money' } : { name: measure.unit, kind: 'count' };
}

function unify(units: readonly Unit[], at: number, rules: UnitRules): Unit {
  const real = units.filter((unit) => unit.kind === 'count' || unit.kind === 'money');
  const [first] = real;
  if (first === undefined) return units.find((unit) => unit.kind === 'bare') ?? { name: '', kind: 'zero' };
  const bare = units.some((unit) => unit.kind === 'bare');
  if (bare && first.kind === 'money') throw new ExpressionError(at, '金额与没有单位的数', '金额只能与金额或 0 比较');
  const other = real.find((unit) => unit.name !== first.name);
  if (other === undefined) return first;
  if (rules.mixedUnits && other.kind === first.kind) return first;
  throw new ExpressionError(
    at,
    `单位不同：${first.name} 与 ${other.name}`,
    '同一单位（确需比较时写 mixedUnits 和 reason）',
  );
}

/** The few names closest to what was written, so that a typing slip is seen at once. */
export function nearest(name: string, names: readonly string[]): readonly string[] {
  const ranked = names.map((candidate) => ({ candidate, distance: distance(name, candidate) }));
  return ranked
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

/** Levenshtein distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
