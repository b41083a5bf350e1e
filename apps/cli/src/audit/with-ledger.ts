import { existsSync } from 'node:fs';
import { type Ledger, openLedger } from '@duban/ledger';
import { answerFailure } from '../answer-failure.js';
import { readingSecret } from '../merge/signing-secret.js';
import { runningDatabase } from '../running-on.js';
import { folderOf } from '../up/settings.js';

export interface AtLedger {
  readonly ledger: Ledger;
  /** Null where there is no data folder: a database reached by its address only. */
  readonly folder: string | null;
  /** Null where this machine does not have the installation's. */
  readonly secret: string | null;
}

/** Works on the installation that runs, or on the database of DATABASE_URL; returns the exit code. */
export async function withLedger(
  options: { readonly data?: string },
  work: (at: AtLedger) => Promise<number>,
): Promise<number> {
  try {
    const folder = folderOf(options, process.env);
    const url = process.env.DATABASE_URL?.trim() || (await runningDatabase(folder)).databaseUrl;
    const ledger = await openLedger(url, { connections: 2 });
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
