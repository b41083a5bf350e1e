import { nearest } from '../language/names.js';
import { columnsOf, isAmount, splitKey } from '../measures.js';
import type { Path, Problems } from '../problems.js';
import type { CellKey, Measure, Reconciliation } from '../types.js';
import type { WrittenReconciliation } from './written-checks.js';

interface Place {
  readonly problems: Problems;
  readonly measures: ReadonlyMap<string, Measure>;
}

/** The figure on the other side is in another table: `loadTables`, which sees both, checks it. */
export function resolveReconciliations(
  written: readonly WrittenReconciliation[],
  { problems, measures }: Place,
): readonly Reconciliation[] {
  return written.map(({ id, left, right, message, source }, i) => {
    checkCell(left, { path: ['reconciliations', i, 'left'], problems, measures });
    return {
      id,
      left: left as CellKey,
      right: { table: right.table, key: right.key as CellKey },
      message,
      source,
    };
  });
}

interface CellPlace {
  readonly path: Path;
  readonly problems: Problems;
  readonly measures: ReadonlyMap<string, Measure>;
}

/** The measure of a cell that can be reconciled; reports a key that is no such cell. */
export function checkCell(key: string, { path, problems, measures }: CellPlace): Measure | undefined {
  const cell = splitKey(key as CellKey);
  const measure = measures.get(cell.measure);
  if (measure === undefined) {
    const near = nearest(cell.measure, [...measures.keys()]);
    problems.add(path, { found: `没有指标“${cell.measure}”`, allowed: near.join('、') });
    return undefined;
  }
  if (!columnsOf(measure).includes(cell.column)) {
    const allowed = columnsOf(measure).map((column) => `${measure.key}.${column}`);
    problems.add(path, { found: `没有“${key}”这一格`, allowed: allowed.join('、') });
    return undefined;
  }
  if (!isAmount(measure)) {
    problems.add(path, {
      found: `“${measure.key}”是${measure.kind === 'text' ? '文字' : '比率'}`,
      allowed: '数量、金额',
    });
    return undefined;
  }
  return measure;
}
