import path from 'node:path';
import { campaignFolders, loadSeed } from '@duban/actions/load-seed';
import { DubanError } from '@duban/base';
import { repoRoot } from '@duban/runtime';
import pc from 'picocolors';
import { answerFailure } from './answer-failure.js';
import { EXIT } from './exit-codes.js';

/** `duban validate [seed]`: every problem of a definition with file, line, column, what was found and what is allowed. */
export async function validateCommand(name: string | undefined, options: { readonly json?: boolean }): Promise<number> {
  const seeds = path.join(repoRoot(import.meta.url), 'seeds');
  try {
    const names = name === undefined ? await campaignFolders(seeds) : [name];
    const results = await Promise.all(names.map(async (seed) => ({ seed, problems: await problemsOf(seeds, seed) })));
    if (options.json) console.log(JSON.stringify(results, null, 1));
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

async function problemsOf(seeds: string, seed: string): Promise<string[]> {
  try {
    await loadSeed(seeds, seed);
    return [];
  } catch (error) {
    if (!(error instanceof DubanError) || error.code !== 'definition-invalid') throw error;
    return String(error.details.problems).split('\n');
  }
}
