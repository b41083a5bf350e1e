const FUNCTIONS = new Set(
  'ABS AND COUNT COUNTA COUNTBLANK COUNTIFS IF LEN MAX MIN N NOT OR ROUND ROW SUM SUMIFS SUMPRODUCT TEXT'.split(' '),
);

/** Whether a formula is of the kind a template has: functions that reach nothing but cells of the same workbook. */
export function isHarmless(formula: string): boolean {
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
