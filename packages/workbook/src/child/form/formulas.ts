import type { Measure } from '@duban/tables';
import { fenPlaces } from '../money.js';

/** 上期累计 + 本期 + 上期调整数, blank while 本期 is; money to the 分 whatever the binary dust of adding. */
export function additiveFormula(
  measure: Pick<Measure, 'kind' | 'unit'>,
  { previous, current, adjust }: { readonly previous: string; readonly current: string; readonly adjust: string },
): string {
  const sum = `N(${previous})+${current}+N(${adjust})`;
  return `IF(${current}="","",${measure.kind === 'money' ? `ROUND(${sum},${fenPlaces(measure.unit)})` : sum})`;
}

/** `of` ÷ `over` as a fraction with the decimals of a percentage; blank where either is blank or `over` is 0. */
export function ratioFormula({ of, over, decimals }: { of: string; over: string; decimals: number }): string {
  return `IF(OR(${over}="",${of}="",N(${over})=0),"",ROUND(${of}/${over},${decimals + 2}))`;
}
