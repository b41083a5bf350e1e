import type { Fold } from './syntax.js';

/** null where any amount is unknown, or where the result is beyond what a computer counts exactly. */
export function known(
  amounts: readonly (number | null)[],
  f: (amounts: readonly number[]) => number | null,
): number | null {
  const there = amounts.filter((amount) => amount !== null);
  if (there.length !== amounts.length) return null;
  const result = f(there);
  return result !== null && Math.abs(result) <= Number.MAX_SAFE_INTEGER ? result : null;
}

/** A cell that can be calculated with. */
export function numberIn(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

export const folds: Readonly<Record<Fold, (amounts: readonly number[]) => number>> = {
  sum: (amounts) => amounts.reduce((a, b) => a + b, 0),
  max: (amounts) => amounts.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
  min: (amounts) => amounts.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
};

/** Whether `a` is within `percent` % of `b`; exact for whole numbers, also where a product would leave the exact range. */
export function withinPercent(a: number, b: number, percent: number): boolean {
  const exact = [a, b, percent].every((value) => Number.isSafeInteger(value));
  if (!exact) return Math.abs(a - b) * 100 <= Math.abs(b) * percent;
  const away = BigInt(a) - BigInt(b);
  const wide = BigInt(b) * BigInt(percent);
  return (away < 0n ? -away : away) * 100n <= (wide < 0n ? -wide : wide);
}
