import { createWriteStream, existsSync } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { archiveCampaign } from '@duban/actions/archive-campaign';
import { loadCalendar } from '@duban/actions/load-calendar';
import { DubanError } from '@duban/base';
import { systemClock } from '@duban/base/clock';
import { campaignTime, openLedger } from '@duban/ledger';
import { reachDatabase } from './backup/database.js';
import { untilCtrlC } from './backup/until-ctrl-c.js';
import { sizeText, backupWords as words } from './backup/wording.js';
import { BY_TERMINAL } from './by-terminal.js';
import { EXIT } from './exit-codes.js';
import { runningOn } from './running-on.js';
import { readSettings } from './up/settings.js';

export interface ArchiveOptions {
  readonly out?: string;
  readonly data?: string;
  readonly json?: boolean;
}

/** `duban archive`: a closed campaign as one package; returns the exit code. */
export function archiveCommand(campaign: string, options: ArchiveOptions): Promise<number> {
  const work = async (signal: AbortSignal): Promise<number> => {
    const settings = readSettings(options, process.env);
    const database = await reachDatabase(settings, await runningOn(settings.folder));
    try {
      const ledger = await openLedger(database.url, { connections: 2 });
      try {
        // Texts are made for the bureau, where links are hidden: the secret is not needed.
        const ctx = { ledger, calendar: await loadCalendar(settings.folder), secret: '' };
        const now = await campaignTime(ledger.db, systemClock.now());
        const { name, stream, files } = await archiveCampaign(ctx, { campaign, actor: BY_TERMINAL, now });
        const file = path.resolve(options.out ?? name);
        await save(stream, file, signal);
        const { size } = await stat(file);
        console.log(
          options.json
            ? JSON.stringify({ file, bytes: size, files })
            : `${words.archived(file, sizeText(size), files)}\n${words.verify}`,
        );
        return EXIT.ok;
      } finally {
        await ledger.close();
      }
    } finally {
      await database.release();
    }
  };
  return untilCtrlC(work, words.interrupted);
}

/** Under its name only when it is complete; never over another file. */
async function save(stream: NodeJS.ReadableStream, file: string, signal: AbortSignal): Promise<void> {
  if (existsSync(file)) throw new DubanError('backup-exists', { file });
  const part = `${file}.${process.pid}.part`;
  try {
    await pipeline(stream, createWriteStream(part, { mode: 0o600, flags: 'wx' }), { signal });
    await rename(part, file);
  } finally {
    await rm(part, { force: true });
  }
}
