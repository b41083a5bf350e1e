import { ratioOf } from './cumulate.js';
import { amountOf, type Facts, failing } from './evaluate.js';
import { type Expression, measuresIn, parseExpression } from './expression.js';
import { cellKey, cellLabel, columnsOf, measuresOf } from './measures.js';
import type { CellKey, Check, Column, Finding, Grid, Measure, TableDefinition, Value } from './types.js';
import { formatExact, formatWithUnit } from './values.js';
import { comparisonNames, findingTexts } from './wording.js';

/**
 * Every 审核提示 on one sheet of figures, in the order of place: blanks, negatives, unexplained adjustments, and the
 * table's own checks. `previous` holds the last accepted 累计 of this office; leave it out in the first period, null when an earlier period is missing.
 * A check whose operands are not all filled in says nothing: the blank has its own finding.
 */
export function checkGrid(
  table: TableDefinition,
  grid: Grid,
  { previous = {} }: { readonly previous?: Grid | null } = {},
): readonly Finding[] {
  const measures = new Map(measuresOf(table).map((measure) => [measure.key, measure]));
  const explained = measuresOf(table).some((m) => m.kind === 'text' && filled(grid[cellKey(m.key, 'current')]));
  const findings = measuresOf(table).flatMap((measure) =>
    columnsOf(measure).flatMap((column) => cellFindings({ measure, column, grid, explained })),
  );
  for (const check of table.checks) {
    for (const column of check.columns) {
      const finding = verdict(check, { measures, grid, previous, column });
      if (finding !== null) findings.push(finding);
    }
  }
  return inOrder(table, findings);
}

/** Findings by place: those on the whole sheet first, then by cell; several on one cell keep their order. */
export function inOrder(table: TableDefinition, findings: readonly Finding[]): readonly Finding[] {
  const keys = measuresOf(table).flatMap((m) => columnsOf(m).map((column) => cellKey(m.key, column)));
  const rank = new Map<CellKey | null, number>(keys.map((key, i) => [key, i]));
  const of = (finding: Finding) => (finding.key === null ? -1 : (rank.get(finding.key) ?? keys.length));
  return [...findings].sort((a, b) => of(a) - of(b));
}

interface CellFacts {
  readonly measure: Measure;
  readonly column: Column;
  readonly grid: Grid;
  readonly explained: boolean;
}

function cellFindings({ measure, column, grid, explained }: CellFacts): Finding[] {
  const key = cellKey(measure.key, column);
  const value = grid[key] ?? null;
  const label = cellLabel(measure, column);
  const at = { severity: 'E', key, label, place: null } as const;
  if (measure.kind === 'ratio') return ratioFindings(measure, grid);
  if (measure.kind === 'text') {
    if (filled(value) || !measure.required) return [];
    const { blankFound: found, blankTextExpected: expected } = findingTexts;
    return [{ ...at, check: 'blank', found, expected, message: findingTexts.blankText(label) }];
  }
  if (value === null) {
    if (!measure.required || column === 'adjust' || computedFromBlank({ measure, column, grid })) return [];
    const { blankFound: found, blankExpected: expected } = findingTexts;
    return [{ ...at, check: 'blank', found, expected, message: findingTexts.blank(label) }];
  }
  const found = formatWithUnit(measure, value);
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) {
    const text = String(value);
    const expected = findingTexts.notANumberExpected;
    return [{ ...at, check: 'not-a-number', found: text, expected, message: findingTexts.notANumber(label, text) }];
  }
  if (column === 'adjust') {
    if (value === 0 || explained) return [];
    const expected = findingTexts.adjustExpected;
    return [{ ...at, check: 'adjust-unexplained', found, expected, message: findingTexts.adjust(label, found) }];
  }
  if (value >= 0) return [];
  const expected = findingTexts.negativeExpected;
  return [{ ...at, check: 'negative', found, expected, message: findingTexts.negative(label, found) }];
}

/** 累计 that the sheet itself computes is blank because 本期 is: one cause, one finding. */
function computedFromBlank({ measure, column, grid }: Omit<CellFacts, 'explained'>): boolean {
  return (
    measure.semantics === 'flow-additive' &&
    column === 'cumulative' &&
    (grid[cellKey(measure.key, 'current')] ?? null) === null
  );
}

function ratioFindings(measure: Measure, grid: Grid): Finding[] {
  const key = cellKey(measure.key, 'current');
  const value = grid[key] ?? null;
  const right = ratioOf(measure, grid);
  if (value === null || value === right) return [];
  const label = cellLabel(measure, 'current');
  const found = formatWithUnit(measure, value);
  const expected = right === null ? findingTexts.blankFound : formatWithUnit(measure, right);
  const message = findingTexts.ratio(label, found, expected);
  return [{ check: 'ratio', severity: 'E', key, label, place: null, found, expected, message }];
}

function verdict(check: Check, facts: Facts): Finding | null {
  const rule = parsed(check);
  const failed = failing(rule, facts);
  const [first] = measuresIn(rule);
  const measure = facts.measures.get(first?.key ?? '');
  if (failed === null || measure === undefined) return null;
  const pointed = columnsOf(measure).includes(facts.column) ? facts.column : 'current';
  const unit = facts.measures.get(measuresIn(failed)[0]?.key ?? '') ?? measure;
  const otherUnit = facts.measures.get(measuresIn(failed.right)[0]?.key ?? '') ?? unit;
  return {
    check: check.id,
    severity: check.severity,
    key: cellKey(measure.key, pointed),
    label: cellLabel(measure, pointed),
    place: null,
    found: formatWithUnit(unit, amountOf(failed.left, facts)),
    expected: `${comparisonNames[failed.op]} ${formatWithUnit(otherUnit, amountOf(failed.right, facts))}`,
    message: filledIn(check.message, facts),
  };
}

/** Puts figures into `{…}`: an expression comes to its amount in display units, `{label:x}` to a measure's name. */
function filledIn(message: string, facts: Facts): string {
  return message.replace(/\{([^}]+)\}/g, (_, inner: string) => {
    const named = /^label:(\w+)$/.exec(inner);
    const named_ = facts.measures.get(named?.[1] ?? '');
    if (named_ !== undefined)
      return cellLabel(named_, columnsOf(named_).includes(facts.column) ? facts.column : 'current');
    const expression = parseExpression(inner);
    const measure = facts.measures.get(measuresIn(expression)[0]?.key ?? '');
    const amount = amountOf(expression, facts);
    return measure === undefined ? String(amount) : formatExact(measure, amount);
  });
}

const rules = new WeakMap<Check, Expression>();
function parsed(check: Check): Expression {
  const known = rules.get(check) ?? parseExpression(check.expr);
  rules.set(check, known);
  return known;
}

function filled(value: Value | undefined): boolean {
  return typeof value === 'string' ? value.trim() !== '' : value !== null && value !== undefined;
}
