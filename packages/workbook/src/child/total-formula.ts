import type { CellKey } from '@duban/tables';
import { ratioFormula } from './form/formulas.js';
import type { FigureColumn } from './merge-columns.js';
import type { Overview, Targets } from './overview.js';
import { sheetPrefix } from './references.js';

interface Total {
  /** Where the total of another figure stands on the same sheet. */
  readonly at: (key: CellKey) => string | undefined;
  /** The offices' figures that it is the sum of. */
  readonly range: string;
  readonly byCodes: Overview['byCodes'];
  readonly targets: Targets | null;
}

/** What a total is computed by; null for one that is only said: a text, one counted or divided on another sheet. */
export function totalFormula(
  { measure, key }: Pick<FigureColumn, 'measure' | 'key'>,
  { at, range, byCodes, targets }: Total,
): string | null {
  if (measure.kind === 'text') return null;
  if (measure.ratio !== undefined) {
    const [of, over] = [at(measure.ratio.of), at(measure.ratio.over)];
    return of === undefined || over === undefined ? null : ratioFormula({ of, over, decimals: measure.decimals });
  }
  if (!byCodes.has(key)) return sumFormula(range);
  const counted = targets?.distinct(key);
  return counted === undefined ? null : `${sheetPrefix(counted.sheet)}${counted.cell}`;
}

/** A sum over a range that stays blank when no cell of it has a number: nobody's figures are not 0. */
export function sumFormula(range: string): string {
  return `IF(COUNT(${range})=0,"",SUM(${range}))`;
}
