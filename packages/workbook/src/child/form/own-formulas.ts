import type { CellKey } from '@duban/tables';
import type { FigurePlace, FormLayout } from './form-layout.js';
import { additiveFormula, ratioFormula } from './formulas.js';

/** The formula of a cell that the form computes itself, or null for one that the clerk fills in. */
export function figureFormula(
  { measure, column, row }: FigurePlace,
  { columns, places, counted }: Pick<FormLayout, 'columns' | 'places' | 'counted'>,
): string | null {
  if (column === 'current' && measure.from !== undefined) return counted.get(measure.key) ?? null;
  const { previous, current, adjust } = columns;
  if (measure.semantics === 'flow-additive' && column === 'cumulative') {
    return additiveFormula(measure, {
      previous: `${previous}${row}`,
      current: `${current}${row}`,
      adjust: `${adjust}${row}`,
    });
  }
  if (measure.ratio === undefined) return null;
  const at = (key: CellKey) => places.get(key)?.address;
  const [of, over] = [at(measure.ratio.of), at(measure.ratio.over)];
  return of === undefined || over === undefined ? null : ratioFormula({ of, over, decimals: measure.decimals });
}
