import { playSeeds, type SeedRun } from '@duban/base/seeds';
import { expect, it } from 'vitest';

const run: SeedRun = { first: 7, rounds: 5, lanes: 2, seconds: 60, replay: 'npm run chaos -- --suite x' };

it('a broken seed is told with the command that replays it, and the others are played all the same', async () => {
  const played: number[] = [];
  const playing = playSeeds(run, (seed) => {
    played.push(seed);
    if (seed === 8) return Promise.resolve(['lost a reminder']);
    return seed === 9 ? Promise.reject(new Error('no database')) : Promise.resolve([]);
  });
  await expect(playing).rejects.toThrow(
    'lost a reminder\nreplay: npm run chaos -- --suite x --rounds 1 --seed 8\n' +
      'Error: no database\nreplay: npm run chaos -- --suite x --rounds 1 --seed 9',
  );
  expect(played.sort((a, b) => a - b)).toEqual([7, 8, 9, 10, 11]);
});

it('when the time is up no further seed is begun, and it is told how many were played', async () => {
  expect(await playSeeds({ ...run, seconds: 0 }, () => Promise.resolve([]))).toBe(2);
  expect(await playSeeds({ ...run, rounds: 1, seconds: 0 }, () => Promise.resolve([]))).toBe(1);
});

it('no more are played at once than there are lanes', async () => {
  let [now, most] = [0, 0];
  const play = async (): Promise<string[]> => {
    most = Math.max(most, ++now);
    await Promise.resolve();
    now--;
    return [];
  };
  expect([await playSeeds(run, play), most]).toEqual([5, 2]);
});
