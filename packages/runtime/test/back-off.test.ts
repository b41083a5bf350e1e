import fc from 'fast-check';
import { expect, it } from 'vitest';
import { backOff, HEALTHY_MS } from '../src/supervision/back-off.js';

function delays(upMs: readonly number[]): number[] {
  let failures = 0;
  return upMs.map((up) => {
    const pause = backOff(failures, up);
    failures = pause.failures;
    return pause.delayMs;
  });
}

it('waits 0.2 s, then twice as long each time, and never longer than 10 s', () => {
  expect(delays([0, 0, 0, 0, 0, 0, 0, 0])).toEqual([200, 400, 800, 1_600, 3_200, 6_400, 10_000, 10_000]);
});

it('forgets earlier failures once the service was up for a minute, and not a moment sooner', () => {
  expect(delays([0, 0, 0, HEALTHY_MS, 0])).toEqual([200, 400, 800, 200, 400]);
  expect(delays([0, 0, 0, HEALTHY_MS - 1])).toEqual([200, 400, 800, 1_600]);
});

it('stays between 0.2 s and 10 s after any number of failures', () => {
  fc.assert(
    fc.property(fc.nat(10_000), fc.nat(1_000_000), (failures, up) => {
      const { delayMs } = backOff(failures, up);
      return delayMs >= 200 && delayMs <= 10_000;
    }),
  );
});
