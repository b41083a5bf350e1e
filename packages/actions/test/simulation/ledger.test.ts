import { expect, it } from 'vitest';
import type { Judge } from './judge.ts';
import { played } from './play.ts';

/**
 * quality.md, second tier. `npm run chaos -- --suite ledger` plays 300 seeds, or as many as `--rounds` says; `npm test` a few, for whoever
 * breaks the simulation itself.
 */
const rounds = Number(process.env.DUBAN_CHAOS_ROUNDS ?? 3);
const first = Number(process.env.DUBAN_CHAOS_SEED ?? 20261124);
/** At once: while the database answers one, Node computes for another. */
const LANES = 3;

const lanes = Array.from({ length: Math.ceil(rounds / LANES) }, (_, lane) =>
  Array.from({ length: Math.min(LANES, rounds - lane * LANES) }, (_, i) => first + lane * LANES + i),
);

/** Played once, in its lane. */
let firstPlay: Promise<Judge>;
const play = (seed: number): Promise<Judge> => {
  const playing = played(seed);
  firstPlay ??= playing;
  return playing;
};

it.each(lanes.map((seeds) => ({ seeds })))(
  'no reminder is lost, doubled, early, strayed or late for who has settled: seeds $seeds',
  async ({ seeds }) => {
    const ends = await Promise.allSettled(seeds.map(async (seed) => (await play(seed)).problems));
    const broken = ends.flatMap((end, i) => {
      const problems = end.status === 'fulfilled' ? end.value : [String(end.reason)];
      const replay = `replay: npm run chaos -- --suite ledger --rounds 1 --seed ${seeds[i]}`;
      return problems.length === 0 ? [] : [...problems, replay];
    });
    if (broken.length > 0) throw new Error(broken.join('\n'));
  },
);

it('plays a seed the same again, or its replay would show nothing', async () => {
  const again = await played(first);
  const once = await firstPlay;
  expect(once.mails.length).toBeGreaterThan(0);
  expect(again.mails).toEqual(once.mails);
});
