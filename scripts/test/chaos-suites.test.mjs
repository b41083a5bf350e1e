import { expect, it } from 'vitest';
import { chaosJobs, chaosNames, seedsPlayed } from '../lib/chaos-suites.mjs';

/** Every seed that these processes play, in order. */
const seedsOf = (jobs) =>
  jobs.flatMap(({ first, rounds }) => Array.from({ length: rounds }, (_, n) => first + n)).sort((a, b) => a - b);

it('there is no suite of another name', () => {
  expect(chaosJobs('weather', { rounds: 3, seed: 1 })).toBeUndefined();
  for (const name of chaosNames) expect(chaosJobs(name, { rounds: 3, seed: 1 })).not.toBeUndefined();
});

it('the processes of a suite play each seed once, also when their number is odd', () => {
  const jobs = chaosJobs('ledger', { rounds: 5, seed: 7 });
  expect(jobs.map(({ rounds }) => rounds)).toEqual([2, 3]);
  expect(seedsOf(jobs)).toEqual([7, 8, 9, 10, 11]);
});

it('what replays one seed is one process', () => {
  expect(chaosJobs('ledger', { rounds: 1, seed: 9 })).toMatchObject([{ name: 'ledger', first: 9, rounds: 1 }]);
});

it('the simulation is 300 seeds on the ledger and 25 on Temporal, side by side, with results that do not overwrite each other', () => {
  const jobs = chaosJobs('simulation', { seed: 1 });
  const of = (suite) => seedsOf(jobs.filter((job) => job.suite === suite)).length;
  expect([of('ledger'), of('temporal')]).toEqual([300, 25]);
  expect(new Set(jobs.map(({ room, part }) => `${room} ${part}`)).size).toBe(jobs.length);
});

it('what the processes said of their seeds is added up', () => {
  expect(seedsPlayed('12 of 150 seeds from 7\nsomething else\n149 of 150 seeds from 157\n')).toEqual({
    played: 161,
    of: 300,
  });
  expect(seedsPlayed('no seeds here\n')).toBeNull();
});
