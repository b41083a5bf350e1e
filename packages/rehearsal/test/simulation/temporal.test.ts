import path from 'node:path';
import { loadSeed, type Seed } from '@duban/actions/load-seed';
import { dice } from '@duban/base/dice';
import { repoRoot } from '@duban/runtime';
import { inject, it } from 'vitest';
import { loadBehaviour, rehearse } from '../../src/index.js';
import { SLOW } from '../base-run.ts';

/**
 * quality.md, third tier: whole campaigns of four offices and one due on Temporal, with difficult offices, while the activity process is killed as a
 * power cut would at moments drawn from the seed. `npm run chaos -- --suite temporal` plays 25, or as many as `--rounds` says; `npm test` none yet.
 */
const rounds = Number(process.env.DUBAN_CHAOS_ROUNDS ?? 0);
const first = Number(process.env.DUBAN_CHAOS_SEED ?? 20261124);
/** Sent before anything is due: to the offices and to those who are told. */
const LAUNCH_MAILS = 30;

async function oneQuarter(): Promise<Seed> {
  const seed = await loadSeed(path.join(repoRoot(import.meta.url), 'seeds'), 'weihai-2024');
  const { requirements } = seed.definition;
  return {
    ...seed,
    definition: { ...seed.definition, requirements: requirements.filter(({ id }) => id === 'self-inspection') },
  };
}

it.runIf(rounds > 0).each(Array.from({ length: Math.max(1, rounds) }, (_, i) => first + i))(
  'loses nothing, repeats nothing and pesters nobody while the activity process is killed: seed %i',
  async (number) => {
    const chance = dice(number, 'kills');
    // A process is up again before the next kill: four mails may be under way at once.
    const killAt = new Set([chance.between(1, LAUNCH_MAILS)]);
    for (let more = chance.between(0, 2); more > 0; more--) killAt.add(Math.max(...killAt) + chance.between(8, 20));
    const killed = [...killAt].sort((a, b) => a - b);
    const { outcome, basis } = await rehearse({
      seed: await oneQuarter(),
      number,
      folder: path.join(inject('rehearsed'), `chaos-${number}`),
      behaviour: await loadBehaviour('hard'),
      onProgress: () => undefined,
      onMail: ({ sequence }, stage) => {
        if (killAt.delete(sequence)) stage.killActivities();
      },
    });
    const cutOff = new Set(basis.messages.filter((m) => m.attempts > 1).map((m) => m.messageId));
    const taken = basis.mails.map((m) => (m.messageId ?? '').replace(/^<|>$/g, ''));
    const problems = [
      ...outcome.checks.filter((c) => !c.passed).map((c) => `${c.id}：${c.detail}`),
      ...taken
        .filter((id, i) => taken.indexOf(id) !== i && !cutOff.has(id))
        .map((id) => `repeated without a lost attempt: ${id}`),
      ...(outcome.activityRestarts === killed.length - killAt.size
        ? []
        : [`restarted ${outcome.activityRestarts} times`]),
    ];
    if (problems.length > 0)
      throw new Error(
        `killed at mails ${killed.join('、')}\n${problems.join('\n')}\nreplay: npm run chaos -- --suite temporal --rounds 1 --seed ${number}`,
      );
  },
  SLOW,
);
