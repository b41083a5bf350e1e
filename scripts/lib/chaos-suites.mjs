/** How many processes share the seeds of a suite that is all computing: one for each core of the smallest machine. */
const SHARDS = 2;

/**
 * What `npm run chaos` can play: the room and file of a suite, how many rounds it plays unless told otherwise, and over how many
 * processes its seeds are spread.
 */
const SUITES = {
  live: { room: 'apps/cli', file: 'test/live/chaos.test.ts', rounds: 30, shards: 1 },
  'hand-ins': { room: 'apps/api', file: 'test/faults/kills.test.ts', rounds: 30, shards: 1 },
  planner: { room: 'packages/campaign', file: 'test/simulation/simulation.test.ts', rounds: 20_000, shards: SHARDS },
  ledger: { room: 'packages/actions', file: 'test/simulation/ledger.test.ts', rounds: 300, shards: SHARDS },
  // Most of its work is in the processes that it starts: it plays several seeds at once by itself.
  temporal: { room: 'packages/rehearsal', file: 'test/simulation/temporal.test.ts', rounds: 25, shards: 1 },
};

/** Suites that are played side by side. */
const TOGETHER = { simulation: ['ledger', 'temporal'] };

export const chaosNames = [...Object.keys(SUITES), ...Object.keys(TOGETHER)];

/**
 * The test processes of a suite, all of which run at once: each plays its own run of seeds, and together they are the seeds from
 * `seed` on. Undefined when there is no such suite.
 * @returns {{ name: string, suite: string, room: string, file: string, first: number, rounds: number, part: number }[] | undefined}
 */
export function chaosJobs(name, { rounds, seed }) {
  const suites = TOGETHER[name] ?? (Object.hasOwn(SUITES, name) ? [name] : undefined);
  return suites?.flatMap((suite) => jobsOf(suite, { rounds: rounds ?? SUITES[suite].rounds, seed }));
}

function jobsOf(suite, { rounds, seed }) {
  const { room, file, shards } = SUITES[suite];
  const parts = Math.max(1, Math.min(shards, rounds));
  const startOf = (part) => Math.floor((rounds * part) / parts);
  return Array.from({ length: parts }, (_, part) => ({
    name: parts === 1 ? suite : `${suite} ${part + 1}/${parts}`,
    ...{ suite, room, file, part },
    first: seed + startOf(part),
    rounds: startOf(part + 1) - startOf(part),
  }));
}

/** What the processes of a suite said of their seeds (`12 of 150 seeds from 7`), added up; null when none said anything. */
export function seedsPlayed(output) {
  const said = [...output.matchAll(/^(\d+) of (\d+) seeds from \d+$/gm)];
  const sum = (column) => said.reduce((total, match) => total + Number(match[column]), 0);
  return said.length === 0 ? null : { played: sum(1), of: sum(2) };
}
