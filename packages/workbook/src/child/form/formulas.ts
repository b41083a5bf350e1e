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

const FUNCTIONS = new Set(
  'ABS AND COUNT COUNTA COUNTBLANK COUNTIFS IF LEN MAX MIN N NOT OR ROUND ROW SUM SUMIFS SUMPRODUCT TEXT'.split(' '),
);

/**
 * Whether a formula is of the kind this room writes: harmless functions over cells of the same workbook. Every other one (links
 * to files, DDE, WEBSERVICE …) goes back to the clerk as its value.
 */
export function isOwnFormula(formula: string): boolean {
  // Texts and sheet names say nothing by themselves, but a quoted sheet name may hide another file: `'[x.xlsx]a'!A1`.
  const bare = formula
    .replace(/"(?:[^"]|"")*"/g, '0')
    .replace(/'((?:[^']|'')*)'!/g, (_, name: string) => (/[[\]|:\\/]/.test(name) ? '[' : ''));
  if (!/^[A-Za-z0-9_.$:,;()+\-*/<>=&%{}\s]*$/.test(bare)) return false;
  for (const [, name = ''] of bare.matchAll(/([A-Za-z_][A-Za-z0-9_.]*)\s*\(/g)) {
    if (!FUNCTIONS.has(name.toUpperCase())) return false;
  }
  const words = bare.replace(/[A-Za-z_][A-Za-z0-9_.]*\s*\(/g, '(').matchAll(/\$?[A-Za-z_][A-Za-z0-9_.$]*/g);
  return [...words].every(([word]) => /^\$?[A-Z]{1,3}\$?\d{1,7}$|^TRUE$|^FALSE$/.test(word));
}
