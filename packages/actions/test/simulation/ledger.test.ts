import { playSeeds } from '@duban/base/seeds';
import { expect, it, vi } from 'vitest';
import type { Judge } from './judge.ts';
import { played } from './play.ts';

vi.setConfig({ testTimeout: 3_600_000 });

/**
 * quality.md, second tier. `npm run chaos -- --suite ledger` plays 300 seeds, or as many as `--rounds` says, so does `.ci/run`;
 * `npm test` a few, for whoever breaks the simulation itself.
 */
const run = {
  first: Number(process.env.DUBAN_CHAOS_SEED ?? 20261124),
  rounds: Number(process.env.DUBAN_CHAOS_ROUNDS ?? 3),
  seconds: Number(process.env.DUBAN_CHAOS_SECONDS ?? 3_000),
  // While the database answers one, Node computes for another.
  lanes: 3,
  replay: 'npm run chaos -- --suite ledger',
};

/** Played once, among the others. */
let firstPlay: Promise<Judge>;

it(`no reminder is lost, doubled, early, strayed or late for who has settled: up to ${run.rounds} seeds from ${run.first}`, async () => {
  const count = await playSeeds(run, async (seed) => {
    const playing = played(seed);
    firstPlay ??= playing;
    return (await playing).problems;
  });
  process.stdout.write(`${count} of ${run.rounds} seeds from ${run.first}\n`);
});

it('plays a seed the same again, or its replay would show nothing', async () => {
  const again = await played(run.first);
  const once = await firstPlay;
  expect(once.mails.length).toBeGreaterThan(0);
  expect(again.mails).toEqual(once.mails);
});
