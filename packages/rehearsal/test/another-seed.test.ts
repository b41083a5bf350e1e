import { describe, expect, it } from 'vitest';
import { BASE, baseRun, rehearseInto, SLOW, timelineIn } from './base-run.ts';

describe('another run', () => {
  it(
    'with another seed gives another timeline, and proves it',
    async () => {
      const { rehearsed: other, folder } = await rehearseInto('other', { number: 4 });
      await baseRun();
      expect(other.outcome.checks.filter((c) => !c.passed)).toEqual([]);
      expect(await timelineIn(folder)).not.toBe(await timelineIn(BASE));
    },
    SLOW,
  );
});
