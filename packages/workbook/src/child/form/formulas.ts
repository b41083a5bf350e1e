import type { Measure } from '@duban/tables';

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

/** How many decimals an exact amount in 分 has when it is shown in this unit. */
export function fenPlaces(unit: string): number {
  return unit === '元' ? 2 : unit === '万元' ? 6 : 10;
}

/** A text inside a formula. */
export function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
