import { type Expression, ExpressionError, measuresIn, parseExpression, partsOf } from '../expression.js';
import { columnNamed, type Names, named, nearest } from '../language/names.js';
import { unify, unitOfMeasure } from '../language/unit.js';
import { columnsOf, isAmount, splitKey } from '../measures.js';
import type { Path } from '../problems.js';
import type { Measure } from '../types.js';
import { amountUnit, checkRule } from '../units.js';
import { addRuleProblem, attempt, type RulePlace } from './rule-problems.js';

/** What a measure says about others: what a ratio divides, what it is counted from, whose codes count once. */
export function checkMeasureRules(measure: Measure, place: RulePlace): void {
  checkRatio(measure, place);
  if (measure.from !== undefined) check([...place.path, 'from'], place, () => checkFrom(measure, place.names));
  if (measure.distinct !== undefined) checkDistinct(measure, place);
}

function checkRatio(measure: Measure, { path, problems, names }: RulePlace): void {
  if (measure.ratio === undefined) return;
  for (const name of ['of', 'over'] as const) {
    const part = measure.ratio[name];
    const { measure: key, column } = splitKey(part);
    const target = names.measures.get(key);
    if (target !== undefined && columnsOf(target).includes(column)) continue;
    const allowed = nearest(key, [...names.measures.keys()]).flatMap((near) => {
      const other = names.measures.get(near);
      return other === undefined ? [] : [`${near}.${columnsOf(other).at(-1)}`];
    });
    problems.add([...path, 'ratio', name], {
      found: `“${measure.key}”的 ratio 引用“${part}”`,
      allowed: allowed.join('、'),
    });
  }
}

/** Only what stands in a ledger is counted: figures that were typed are compared by checks. */
function checkFrom(measure: Measure, names: Names): void {
  if (!isAmount(measure)) throw new ExpressionError(0, measure.kind, 'count、money');
  const rule = parseExpression(measure.from ?? '');
  const [typed] = measuresIn(rule);
  if (typed !== undefined) throw new ExpressionError(typed.at, `指标“${typed.key}”`, 'count、total、distinct');
  if (!hasTally(rule)) throw new ExpressionError(rule.at, '没有台账的式子', 'count、total、distinct');
  const unit = amountUnit(rule, { ...names, mixedUnits: false, row: null });
  unify([unit, unitOfMeasure(measure)], { at: rule.at, mixedUnits: false });
}

function hasTally(rule: Expression): boolean {
  return rule.kind === 'tally' || partsOf(rule).some(hasTally);
}

function checkDistinct({ distinct, kind, semantics }: Measure, place: RulePlace): void {
  const { path, problems, names } = place;
  if (distinct === undefined) return;
  if (kind !== 'count' || semantics === 'flow-additive') {
    problems.add([...path, 'semantics'], {
      found: `distinct 用于 ${semantics}`,
      allowed: 'flow-distinct、stock 的数量',
    });
  }
  check([...path, 'distinct', 'ledger'], place, () => {
    const ledger = named(distinct.ledger, names.ledgers, { at: 0, what: '台账' });
    check([...path, 'distinct', 'column'], place, () => {
      const column = columnNamed(ledger, { key: distinct.column, at: 0 });
      if (column.kind === 'code' || column.kind === 'text') return;
      throw new ExpressionError(0, `“${column.key}”是 ${column.kind}`, '编码（code）或文字列');
    });
    const { where } = distinct;
    if (where === undefined) return;
    check([...path, 'distinct', 'where'], place, () =>
      checkRule(parseExpression(where), { ...names, mixedUnits: false, row: ledger }),
    );
  });
}

function check(path: Path, { problems }: RulePlace, test: () => void): void {
  attempt(test, (error) => addRuleProblem(problems, { path, error }));
}
