import { isMoneyUnit, moneyUnits, parseFen } from '@duban/base';

const FEN = new Map<string, number>(moneyUnits.map((unit) => [unit, Number(parseFen('1', unit))]));

/** How many 分 one of these is; 1 for what is no money. */
export function fenIn(unit: string): number {
  return FEN.get(unit) ?? 1;
}

/** How many decimals an exact amount in 分 has when it is shown in this unit; for what is no money, all that tell figures apart. */
export function fenPlaces(unit: string): number {
  return isMoneyUnit(unit) ? String(fenIn(unit)).length - 1 : 10;
}

/** A formula's amount brought from one unit of money to another. */
export function inUnit(formula: string, { from, to }: { readonly from: string; readonly to: string }): string {
  const factor = fenIn(from) / fenIn(to);
  if (factor === 1) return formula;
  return factor > 1 ? `${formula}*${factor}` : `${formula}/${Math.round(1 / factor)}`;
}
