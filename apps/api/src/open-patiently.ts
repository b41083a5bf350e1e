import { setTimeout as wait } from 'node:timers/promises';
import { stopwatch } from '@duban/base/clock';
import { type Ledger, openLedger } from '@duban/ledger';
import { isDatabaseAway } from './http/database-away.js';

const PATIENCE_MS = 60_000;
const PAUSE_MS = 250;

/** Opens the ledger; while the database is still coming up (started beside us, or recovering) it tries again for a minute. */
export async function openPatiently(url: string): Promise<Ledger> {
  const elapsed = stopwatch();
  for (;;) {
    try {
      return await openLedger(url);
    } catch (error) {
      if (!isDatabaseAway(error) || elapsed() > PATIENCE_MS) throw error;
      await wait(PAUSE_MS);
    }
  }
}
