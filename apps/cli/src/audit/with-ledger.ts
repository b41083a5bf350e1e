import { existsSync } from 'node:fs';
import { DubanError } from '@duban/base';
import { type Ledger, openLedger } from '@duban/ledger';
import { readRuntime, stillRuns } from '@duban/runtime';
import { answerFailure } from '../answer-failure.js';
import { readingSecret } from '../merge/signing-secret.js';
import { folderOf } from '../up/settings.js';

export interface AtLedger {
  readonly ledger: Ledger;
  /** Null where there is no data folder: a database reached by its address only. */
  readonly folder: string | null;
  /** Null where this machine does not have the installation's. */
  readonly secret: string | null;
}

/** Whoever sits at the terminal with the data folder or the database's address. */
export const BY_TERMINAL = { kind: 'system', name: '本机命令行' } as const;

/** Works on the installation that runs, or on the database of DATABASE_URL; returns the exit code. */
export async function withLedger(
  options: { readonly data?: string },
  work: (at: AtLedger) => Promise<number>,
): Promise<number> {
  try {
    const folder = folderOf(options, process.env);
    const ledger = await openLedger(process.env.DATABASE_URL?.trim() || (await runningUrl(folder)), { connections: 2 });
    try {
      const secret = await readingSecret(options);
      return await work({ ledger, folder: existsSync(folder) ? folder : null, secret });
    } finally {
      await ledger.close();
    }
  } catch (error) {
    return answerFailure(error);
  }
}

async function runningUrl(folder: string): Promise<string> {
  const runtime = await readRuntime(folder);
  if (runtime?.databaseUrl == null || !(await stillRuns(runtime))) throw new DubanError('not-running', { folder });
  return runtime.databaseUrl;
}
