import { describe, expect, it } from 'vitest';
import { parseBehaviour } from '../src/index.js';
import { rehearseInto, SLOW, timelineIn } from './base-run.ts';

/** Nobody gives the bureau anything to do before the last days: its lists are empty, and it would not look. */
const punctual = () =>
  parseBehaviour(
    `profiles:
  - { id: punctual, label: 按时, weight: 1, files: { earliest: -1, latest: 0 }, promises: { days: 0, keeps: 100 } }
`,
    'punctual.yaml',
  );

describe('a rehearsal that somebody watches', () => {
  it(
    'day by day takes the same course as the plain run: the bureau’s own duties are seen on their day in both',
    async () => {
      const days: string[] = [];
      const onDay = async (day: string) => {
        days.push(day);
      };
      const how = { name: 'weihai-2024', number: 1, behaviour: punctual() };
      const watched = await rehearseInto('day-by-day', { ...how, onDay });
      const plain = await rehearseInto('at-once', how);
      // WH24-O3: the departments' parts are on the list on 12-03, and collected the same day; no reminder of 12-05 follows.
      expect(days).toContain('2024-12-03');
      expect(await timelineIn(watched.folder)).toBe(await timelineIn(plain.folder));
      expect(watched.rehearsed.outcome).toEqual(plain.rehearsed.outcome);
    },
    SLOW,
  );
});
