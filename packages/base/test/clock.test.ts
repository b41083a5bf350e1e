import { expect, it } from 'vitest';
import { FixedClock, stopwatch, systemClock } from '../src/clock.js';
import { instant } from '../src/instant.js';

it('a fixed clock stands until it is set', () => {
  const clock = new FixedClock(instant(1_000));
  expect(clock.now()).toBe(1_000);
  expect(clock.now()).toBe(1_000);
  clock.set(instant(500));
  expect(clock.now()).toBe(500);
});

it('the system clock tells whole milliseconds', () => {
  expect(Number.isSafeInteger(systemClock.now())).toBe(true);
});

it('a stopwatch never runs backwards', () => {
  const elapsed = stopwatch();
  const first = elapsed();
  expect(first).toBeGreaterThanOrEqual(0);
  expect(elapsed()).toBeGreaterThanOrEqual(first);
});
