import { type Expression, partsOf } from '../expression.js';
import type { Names } from '../language/names.js';
import { columnsOf } from '../measures.js';
import type { Path, Problems } from '../problems.js';
import type { Ledger, Measure } from '../types.js';
import type { WrittenCheck } from './written-checks.js';

interface Place {
  readonly check: WrittenCheck;
  readonly names: Names;
  readonly path: Path;
  readonly problems: Problems;
  readonly row: Ledger | null;
}

/** A rule applied to a column that none of its measures has would never say anything. */
export function checkColumns(rule: Expression, { check, names, path, problems, row }: Place): void {
  if (check.columns === undefined) return;
  if (row !== null) {
    problems.add([...path, 'columns'], { found: '台账行规则的 columns', allowed: '不写 columns' });
    return;
  }
  const measures = appliedTo(rule, names);
  if (measures.length === 0) return;
  for (const [i, column] of check.columns.entries()) {
    if (column === 'current' || measures.some((measure) => columnsOf(measure).includes(column))) continue;
    const allowed = [...new Set(measures.flatMap(columnsOf))].join('、');
    problems.add([...path, 'columns', i], { found: `规则中的指标都没有的“${column}”`, allowed });
  }
}

/** The measures whose column depends on the one the rule is applied to. */
function appliedTo(rule: Expression, names: Names): readonly Measure[] {
  if (rule.kind === 'group') return names.groups.get(rule.group) ?? [];
  if (rule.kind !== 'measure' && rule.kind !== 'filled') return partsOf(rule).flatMap((part) => appliedTo(part, names));
  const measure = names.measures.get(rule.key);
  const fixed = rule.kind === 'measure' && ['prev', 'current', 'adjust', 'cumulative'].includes(rule.reach);
  return measure === undefined || fixed ? [] : [measure];
}
