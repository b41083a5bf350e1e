import { describe, expect, it } from 'vitest';
import { rehearseInto, SHARED, SLOW, sharedRun, timelineIn } from './base-run.ts';

describe('another run', () => {
  it(
    'with the same seed gives the identical timeline, also when somebody watches day by day: the bureau’s own duties are seen on their day in both',
    async () => {
      const days: string[] = [];
      const onDay = async (day: string) => {
        days.push(day);
      };
      const watched = await rehearseInto('weihai-watched', { ...SHARED.weihai, onDay });
      const plain = await sharedRun('weihai');
      // WH24-O3: the departments' parts are on the list on 12-03, a day on which nobody else gives the bureau anything to do, and collected the
      // same day; no reminder of 12-05 follows.
      expect(days).toContain('2024-12-03');
      expect(watched.rehearsed.outcome).toEqual(plain.rehearsed.outcome);
      expect(await timelineIn(watched.folder)).toBe(await timelineIn(plain.folder));
    },
    SLOW,
  );

  it(
    'on a Temporal server and in the worker’s two processes gives the identical timeline: without them nothing is left out',
    async () => {
      const served = await rehearseInto('weihai-on-temporal', { ...SHARED.weihai, temporal: {} });
      const plain = await sharedRun('weihai');
      expect(served.rehearsed.outcome).toEqual(plain.rehearsed.outcome);
      expect(await timelineIn(served.folder)).toBe(await timelineIn(plain.folder));
    },
    SLOW,
  );
});
