import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Seeded randomness of rehearsals and simulations: the same seed and name give the same throws, whatever else was thrown meanwhile. */
export interface Dice {
  /** An integer between the two, both included. */
  between(from: number, to: number): number;
  pick<T>(items: readonly T[]): T;
  /** True in `percent` of 100 throws. */
  chance(percent: number): boolean;
}

/** The dice of one actor for one matter: a change in one office's play leaves the others' untouched. */
export function dice(seed: number, name: string): Dice {
  const rng = xoroshiro128plus(mix(seed, name));
  const between = (from: number, to: number): number => uniformInt(rng, from, to);
  return {
    between,
    pick: (items) => {
      const item = items[between(0, items.length - 1)];
      if (item === undefined) throw new RangeError('nothing to pick from');
      return item;
    },
    chance: (percent) => between(1, 100) <= percent,
  };
}

/** FNV-1a over the name, started from the seed. */
function mix(seed: number, name: string): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (const char of name) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash | 0;
}
