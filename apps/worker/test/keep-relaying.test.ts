import { describe, expect, it } from 'vitest';
import { keepRelaying } from '../src/keep-relaying.js';

describe('the rounds of the relay', () => {
  it('go on after a failure, tell of a row of failures once, and of the next row again', async () => {
    const troubles: unknown[] = [];
    const outcomes = ['away', 'away', 'well', 'away', 'well'];
    let rounds = 0;
    await new Promise<void>((resolve) => {
      const end = keepRelaying(
        () => {
          const outcome = outcomes[rounds++];
          if (outcome === undefined) void end().then(resolve);
          return outcome === 'away' ? Promise.reject(new Error(`away in round ${rounds}`)) : Promise.resolve();
        },
        { everyMs: 1, onTrouble: (error) => troubles.push((error as Error).message) },
      );
    });
    expect(troubles).toEqual(['away in round 1', 'away in round 4']);
  });

  it('end only when the round under way is over, and then for good', async () => {
    let finish: () => void = () => undefined;
    let rounds = 0;
    const end = keepRelaying(
      () => {
        rounds++;
        return new Promise<void>((resolve) => {
          finish = resolve;
        });
      },
      { everyMs: 1, onTrouble: () => undefined },
    );
    let ended = false;
    const ending = end().then(() => {
      ended = true;
    });
    await Promise.resolve();
    expect(ended).toBe(false);
    finish();
    await ending;
    expect(rounds).toBe(1);
  });
});
