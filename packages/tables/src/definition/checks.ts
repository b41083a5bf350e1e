import { BETWEEN } from '../checking/compiled.js';
import { type ExpressionError, parseExpression } from '../expression.js';
import { columnNamed, named } from '../language/names.js';
import type { Check, Column, Ledger } from '../types.js';
import { checkRule, type UnitRules, unitOf } from '../units.js';
import { checkColumns } from './check-columns.js';
import { type Each, eachOf, spelledFor } from './each.js';
import { addRuleProblem, attempt, type RulePlace } from './rule-problems.js';
import type { WrittenCheck } from './written-checks.js';

/** A check as plain data, once for every name that its `each` lists; none when something in it is wrong. */
export function resolveCheck(check: WrittenCheck, place: RulePlace): readonly Check[] {
  const { path, problems, names } = place;
  if (check.mixedUnits && (check.reason ?? '') === '') {
    problems.add([...path, 'mixedUnits'], { found: '没有 reason 的 mixedUnits', allowed: '写明 reason' });
  }
  const row = ledgerOfCheck(check, place);
  if (row === undefined) return [];
  const rules: UnitRules = { ...names, mixedUnits: check.mixedUnits, row };
  return eachOf(check, { ...place, row }).flatMap((each) => oneCheck(check, { ...place, rules, each }));
}

/** The ledger of a rule on rows, null for other rules, undefined where the two do not go together. */
function ledgerOfCheck(
  { scope, ledger }: WrittenCheck,
  { path, problems, names }: RulePlace,
): Ledger | null | undefined {
  if (ledger === undefined) {
    if (scope !== 'row') return null;
    problems.add([...path, 'scope'], { found: '没有 ledger 的 row', allowed: '写明 ledger' });
    return undefined;
  }
  if (scope === 'sheet' || scope === 'merged') {
    problems.add([...path, 'ledger'], { found: `scope: ${scope} 的 ledger`, allowed: 'scope: row' });
    return undefined;
  }
  return attempt(
    () => named(ledger, names.ledgers, { at: 0, what: '台账' }),
    (error) => addRuleProblem(problems, { path: [...path, 'ledger'], error }),
  );
}

interface OnePlace extends RulePlace {
  readonly rules: UnitRules;
  readonly each: Each | null;
}

function oneCheck(check: WrittenCheck, { path, problems, names, rules, each }: OnePlace): readonly Check[] {
  const { text: expr, original } = spelledFor(check.expr, each);
  const refuse = (error: ExpressionError) =>
    addRuleProblem(problems, { path: [...path, 'expr'], error, offset: original(error.at) });
  const rule = attempt(() => {
    const parsed = parseExpression(expr);
    checkRule(parsed, rules);
    return parsed;
  }, refuse);
  if (rule === undefined) return [];
  const columns: readonly Column[] = rules.row === null ? (check.columns ?? ['current']) : [];
  checkColumns(rule, { check, names, path, problems, row: rules.row });
  const message = spelledFor(check.message, each);
  checkMessage(message.text, {
    rules,
    refuse: (error, before) =>
      addRuleProblem(problems, { path: [...path, 'message'], error, offset: message.original(before + error.at) }),
  });
  const { id, severity, source } = check;
  const ledger = rules.row?.key ?? null;
  const scope = check.scope ?? (ledger === null ? 'sheet' : 'row');
  return [{ id, severity, scope, ledger, expr, columns, message: message.text, source }];
}

interface Message {
  readonly rules: UnitRules;
  /** `before`: where in the message the placeholder's text begins. */
  readonly refuse: (error: ExpressionError, before: number) => void;
}

/** Every `{…}` must come to something: an amount, in a rule on rows also a text, `{label:x}`, or the two ends of `{between:a;b}`. */
function checkMessage(message: string, { rules, refuse }: Message): void {
  const figure = (text: string, before: number) =>
    attempt(
      () => unitOf(parseExpression(text), { ...rules, mixedUnits: true }),
      (error) => refuse(error, before),
    );
  for (const match of message.matchAll(/\{([^}]*)\}/g)) {
    const [, inner = ''] = match;
    const [, from, to] = BETWEEN.exec(inner) ?? [];
    if (from !== undefined && to !== undefined) {
      const start = match.index + '{between:'.length;
      figure(from, start);
      figure(to, start + from.length + 1);
      continue;
    }
    const label = /^label:(\w+)$/.exec(inner)?.[1];
    if (label === undefined) {
      figure(inner, match.index + 1);
      continue;
    }
    attempt(
      () => {
        if (rules.row === null) named(label, rules.measures, { at: 0, what: '指标' });
        else columnNamed(rules.row, { key: label, at: 0 });
      },
      (error) => refuse(error, match.index + '{label:'.length),
    );
  }
}
