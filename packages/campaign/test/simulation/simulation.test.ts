import { expect, it, vi } from 'vitest';
import { judge } from './judge.js';
import { play } from './machine.js';

vi.setConfig({ testTimeout: 3_600_000 });

const first = Number(process.env.DUBAN_CHAOS_SEED ?? 1);
const rounds = Number(process.env.DUBAN_CHAOS_ROUNDS ?? 3000);

it(`plays ${rounds} campaigns: nothing is lost, done twice or early, to the wrong person, or after settlement`, () => {
  const sum = { steps: 0, messages: 0, tasks: 0, ticks: 0, outages: 0 };
  for (let seed = first; seed < first + rounds; seed++) {
    const course = play(seed);
    const violations = judge(course);
    const replay = `replay: npm run chaos -- --suite planner --rounds 1 --seed ${seed}`;
    expect(violations, `${violations.map(({ rule, what }) => `${rule}: ${what}`).join('\n')}\n${replay}`).toEqual([]);
    sum.steps += course.performed.length;
    sum.messages += course.messages.length;
    sum.tasks += course.tasks.length;
    sum.ticks += course.ticks;
    sum.outages += course.scene.outages.length;
  }
  process.stdout.write(`seeds ${first}…${first + rounds - 1}: ${JSON.stringify(sum)}\n`);
  // A campaign in which nothing happens proves nothing.
  if (rounds >= 100) expect(sum.steps / rounds).toBeGreaterThan(5);
});
