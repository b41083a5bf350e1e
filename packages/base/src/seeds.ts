import { stopwatch } from './clock.js';

/** Which seeds of a simulation are played, and how. */
export interface SeedRun {
  readonly first: number;
  readonly rounds: number;
  /** How many at once: while one waits, another computes. */
  readonly lanes: number;
  /** No seed is begun after so many seconds; the first of each lane always is. */
  readonly seconds: number;
  /** How a broken seed is played again, without its number. */
  readonly replay: string;
}

/**
 * Plays seed after seed, several at once, until all are played or the time is up; `play` names every promise that was broken. Returns how
 * many were played. Throws what broke with the command that replays it; the other seeds are played all the same.
 */
export async function playSeeds(run: SeedRun, play: (seed: number) => Promise<readonly string[]>): Promise<number> {
  const elapsed = stopwatch();
  const broken: string[] = [];
  let begun = 0;
  const lane = async (): Promise<void> => {
    let own = 0;
    while (begun < run.rounds && (own === 0 || elapsed() < run.seconds * 1000)) {
      own++;
      const seed = run.first + begun++;
      const problems = await play(seed).catch((error: unknown) => [String(error)]);
      if (problems.length > 0) broken.push(...problems, `replay: ${run.replay} --rounds 1 --seed ${seed}`);
    }
  };
  await Promise.all(Array.from({ length: run.lanes }, lane));
  if (broken.length > 0) throw new Error(broken.join('\n'));
  return begun;
}
