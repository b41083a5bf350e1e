/** Seeded throws: the same seed and name give the same throws, whatever else was thrown meanwhile. */
export interface Chance {
  /** An integer between the two, both included. */
  between(from: number, to: number): number;
  pick<T>(items: readonly T[]): T;
  /** True in `percent` of 100 throws. */
  hit(percent: number): boolean;
}

/** mulberry32 over the seed and the name. */
export function chanceOf(seed: number, name: string): Chance {
  let state =
    [...name].reduce((hash, char) => Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193), seed | 0) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    between,
    pick: (items) => {
      const item = items[between(0, items.length - 1)];
      if (item === undefined) throw new RangeError('nothing to pick from');
      return item;
    },
    hit: (percent) => next() * 100 < percent,
  };
}
