import type { Bounds } from '../types.js';

/** What one office says of a 家 / 人 measure: a figure, and the codes behind it where it brought them. */
export interface Counted {
  readonly value: number;
  readonly codes: ReadonlySet<string> | null;
}

/**
 * How many 家 / 人 several offices have together, each counted once: exact where all brought their codes, otherwise not fewer than
 * the largest office or those known by code, and not more than those known by code plus everybody else's sum.
 */
export function unionBounds(offices: readonly Counted[]): Bounds {
  const codes = new Set(offices.flatMap((office) => [...(office.codes ?? [])]));
  const others = offices.filter((office) => office.codes === null).map(({ value }) => value);
  const sum = others.reduce((total, value) => total + value, 0);
  return { least: others.reduce((least, value) => Math.max(least, value), codes.size), most: codes.size + sum };
}
