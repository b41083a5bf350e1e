import { namesOf } from '../language/names.js';
import { cellLabel, splitKey } from '../measures.js';
import type { CellKey, Difference, Grid, ReconciledFigure, Reconciliation, TableDefinition } from '../types.js';
import { formatWithUnit } from '../values.js';

/** Figures by table id, e.g. the totals of a round. */
export type FiguresByTable = Readonly<Record<string, Grid>>;

/** Every reconciliation whose two figures are both there and not equal, in the order of the definitions: 列清单，不强求相等. */
export function reconcile(definitions: readonly TableDefinition[], figures: FiguresByTable): readonly Difference[] {
  return definitions.flatMap((table) =>
    table.reconciliations.flatMap((reconciliation) => {
      const left = figureOf(reconciliation.left, { id: table.id, definitions, figures });
      const right = figureOf(reconciliation.right.key, { id: reconciliation.right.table, definitions, figures });
      if (left === null || right === null || left.figure.value === right.figure.value) return [];
      return [differenceOf(reconciliation, left, right)];
    }),
  );
}

interface Side {
  readonly figure: ReconciledFigure;
  readonly printed: string;
}

function differenceOf({ id, message, source }: Reconciliation, left: Side, right: Side): Difference {
  const sides = { left: left.printed, right: right.printed };
  const text = message.replace(/\{(left|right)\}/g, (_, side: 'left' | 'right') => sides[side]);
  return { id, left: left.figure, right: right.figure, message: text, source };
}

interface Known {
  readonly id: string;
  readonly definitions: readonly TableDefinition[];
  readonly figures: FiguresByTable;
}

function figureOf(key: CellKey, { id, definitions, figures }: Known): Side | null {
  const value = figures[id]?.[key];
  const { measure: name, column } = splitKey(key);
  const table = definitions.find((each) => each.id === id);
  const measure = table === undefined ? undefined : namesOf(table).measures.get(name);
  if (measure === undefined || typeof value !== 'number') return null;
  const figure = { table: id, key, label: cellLabel(measure, column), value };
  return { figure, printed: formatWithUnit(measure, value) };
}
