import { expansionOf } from '@duban/actions/launch-campaign';
import { campaignFolders, loadSeed } from '@duban/actions/load-seed';
import { DubanError } from '@duban/base';
import pc from 'picocolors';
import { answerFailure } from './answer-failure.js';
import { EXIT } from './exit-codes.js';
import { type SeedsFolder, seedsFolder } from './seeds-folder.js';

/** `duban validate [seed]`: every problem of a definition with file, line, column, what was found and what is allowed. */
export async function validateCommand(
  name: string | undefined,
  options: { readonly seeds?: string; readonly json?: boolean },
): Promise<number> {
  const { seeds, tables } = seedsFolder(options);
  try {
    const names = name === undefined ? await campaignFolders(seeds) : [name];
    const results = await Promise.all(
      names.map(async (seed) => ({ seed, problems: await problemsOf({ seeds, tables }, seed) })),
    );
    if (options.json) console.log(JSON.stringify(results, null, 1));
    else if (names.length === 0) console.log(`${seeds} 里没有方案。用 duban new 照已有的方案做一份。`);
    else
      for (const { seed, problems } of results)
        console.log(
          problems.length === 0
            ? `${pc.green('✔')} ${seed}`
            : `${pc.red('✘')} ${seed}：${problems.length} 处\n  ${problems.join('\n  ')}`,
        );
    return results.some(({ problems }) => problems.length > 0) ? EXIT.findings : EXIT.ok;
  } catch (error) {
    return answerFailure(error);
  }
}

async function problemsOf({ seeds, tables }: SeedsFolder, seed: string): Promise<string[]> {
  try {
    expansionOf(await loadSeed(seeds, seed, { tables }));
    return [];
  } catch (error) {
    if (!(error instanceof DubanError) || error.kind !== 'bad-input') throw error;
    return String(error.details.problems ?? error.message).split('\n');
  }
}
