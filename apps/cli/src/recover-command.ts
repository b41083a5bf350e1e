import { openLedger } from '@duban/ledger';
import { type Recovered, recover } from '@duban/worker';
import { answerFailure } from './answer-failure.js';
import { backupWords as words } from './backup/wording.js';
import { BY_TERMINAL } from './by-terminal.js';
import { EXIT } from './exit-codes.js';
import { whereItRuns } from './where-it-runs.js';

/** `duban recover`: starts the workflows that are missing in the system that runs; returns the exit code. */
export async function recoverCommand(options: { readonly data?: string; readonly json?: boolean }): Promise<number> {
  try {
    const { databaseUrl, temporal } = await whereItRuns(options);
    const ledger = await openLedger(databaseUrl, { connections: 2 });
    try {
      const recovered = await recover({ ...temporal, ledger, actor: BY_TERMINAL });
      if (options.json) console.log(JSON.stringify(recovered));
      else print(recovered);
    } finally {
      await ledger.close();
    }
    return EXIT.ok;
  } catch (error) {
    return answerFailure(error);
  }
}

function print({ campaigns }: Recovered): void {
  if (campaigns.length === 0) console.log(words.nothingToRun);
  for (const { id, running, ended, missing } of campaigns) {
    const line =
      missing.length === 0 ? words.allRunning(running + ended) : words.recovered(missing.length, running + ended);
    console.log(`${id}：${line}`);
  }
}
