import { describe, expect, it } from 'vitest';
import { DEFAULT_SEED } from '../src/index.js';
import { BASE, baseRun, rehearseInto, SLOW, timelineIn } from './base-run.ts';

describe('another run', () => {
  it(
    'with the same seed gives the identical timeline',
    async () => {
      const { rehearsed: again, folder } = await rehearseInto('again', { number: DEFAULT_SEED });
      const first = await baseRun();
      expect(again.outcome).toEqual(first.outcome);
      expect(await timelineIn(folder)).toBe(await timelineIn(BASE));
    },
    SLOW,
  );
});
