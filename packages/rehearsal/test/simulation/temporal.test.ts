import path from 'node:path';
import { loadSeed, type Seed } from '@duban/actions/load-seed';
import { dice } from '@duban/base/dice';
import { playSeeds } from '@duban/base/seeds';
import { repoRoot } from '@duban/runtime';
import { inject, it } from 'vitest';
import { loadBehaviour, rehearse } from '../../src/index.js';
import { SLOW } from '../base-run.ts';

/**
 * quality.md, third tier: whole campaigns of four offices and one due on Temporal, with difficult offices, while the activity process is killed as a
 * power cut would at moments drawn from the seed. `npm run chaos -- --suite temporal` plays 25, or as many as `--rounds` says, so does
 * `.ci/run`; `npm test` one: a kill costs the ten seconds after which a process is missed, and every round starts a database, a
 * Temporal server and two processes.
 */
const run = {
  first: Number(process.env.DUBAN_CHAOS_SEED ?? 20261124),
  rounds: Number(process.env.DUBAN_CHAOS_ROUNDS ?? 1),
  seconds: Number(process.env.DUBAN_CHAOS_SECONDS ?? 3_000),
  // While one waits ten seconds for a killed process to be missed, others compute.
  lanes: 4,
  replay: 'npm run chaos -- --suite temporal',
};
/** The launch sends about ten, the chases and answers that follow thirty more. */
const MAILS = 40;

it(
  `loses nothing, repeats nothing and pesters nobody while the activity process is killed: up to ${run.rounds} seeds from ${run.first}`,
  async () => {
    const count = await playSeeds(run, problemsOf);
    process.stdout.write(`${count} of ${run.rounds} seeds from ${run.first}\n`);
  },
  6 * SLOW,
);

/** Plays a seed; names every promise that was broken. */
async function problemsOf(number: number): Promise<string[]> {
  const chance = dice(number, 'kills');
  // A process is up again before the next kill: four mails may be under way at once.
  const killAt = new Set([chance.between(1, MAILS)]);
  for (let more = chance.between(0, 2); more > 0; more--) killAt.add(Math.max(...killAt) + chance.between(8, 20));
  const killed = [...killAt].sort((a, b) => a - b);
  const { outcome, basis } = await rehearse({
    seed: await oneQuarter(),
    number,
    folder: path.join(inject('rehearsed'), `chaos-${number}`),
    behaviour: await loadBehaviour('hard'),
    onProgress: () => undefined,
    temporal: {
      onMail: ({ sequence }, drive) => {
        if (killAt.delete(sequence)) drive.killActivities();
      },
    },
  });
  const cutOff = new Set(basis.messages.filter((m) => m.attempts > 1).map((m) => m.messageId));
  const taken = basis.mails.map((m) => (m.messageId ?? '').replace(/^<|>$/g, ''));
  const kills = killed.length - killAt.size;
  const problems = [
    ...outcome.checks.filter((c) => !c.passed).map((c) => `${c.id}：${c.detail}`),
    ...taken
      .filter((id, i) => taken.indexOf(id) !== i && !cutOff.has(id))
      .map((id) => `repeated without a lost attempt: ${id}`),
    ...(outcome.activityRestarts === kills ? [] : [`restarted ${outcome.activityRestarts} times, killed ${kills}`]),
  ];
  process.stdout.write(
    `seed ${number}: ${taken.length} mails, killed at ${killed.slice(0, kills).join('、') || '—'}\n`,
  );
  return problems.length === 0 ? [] : [`killed at mails ${killed.join('、')}`, ...problems];
}

/** Who is only told of the launch is left out: a round is as cheap as it can be. */
async function oneQuarter(): Promise<Seed> {
  const seed = await loadSeed(path.join(repoRoot(import.meta.url), 'seeds'), 'weihai-2024');
  const requirements = seed.definition.requirements.filter(({ id }) => id === 'self-inspection');
  return { ...seed, definition: { ...seed.definition, requirements, recipients: [] } };
}
