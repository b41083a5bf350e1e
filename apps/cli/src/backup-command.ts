import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { backUp } from '@duban/actions/back-up';
import { DubanError } from '@duban/base';
import { stopwatch, systemClock } from '@duban/base/clock';
import { openLedger, type WrittenBackup } from '@duban/ledger';
import { readRuntime } from '@duban/runtime';
import { reachDatabase } from './backup/database.js';
import { backupName } from './backup/file-name.js';
import { lateProgress } from './backup/late-progress.js';
import { programVersion } from './backup/program-version.js';
import { readPassphrase } from './backup/read-passphrase.js';
import { untilCtrlC } from './backup/until-ctrl-c.js';
import { sizeText, backupWords as words } from './backup/wording.js';
import { BY_TERMINAL } from './by-terminal.js';
import { EXIT } from './exit-codes.js';
import { readingSecret } from './merge/signing-secret.js';
import { runningOn } from './running-on.js';
import { readSettings } from './up/settings.js';

const CALENDAR = 'calendar.yaml';

export interface BackupOptions {
  readonly out?: string;
  readonly passphraseFile?: string;
  readonly data?: string;
  readonly json?: boolean;
}

/** `duban backup`: everything in one file, of a system that may be running; returns the exit code. */
export function backupCommand(options: BackupOptions): Promise<number> {
  const elapsed = stopwatch();
  const progress = lateProgress(process.stderr);
  const work = async (signal: AbortSignal): Promise<number> => {
    try {
      const passphrase = await readPassphrase(options);
      const now = systemClock.now();
      const file = path.resolve(options.out ?? backupName(now, passphrase !== null));
      const written = await write(options, { file, passphrase, now, signal, onShare: progress.of(words.copying) });
      progress.done();
      print(written, { file, options, seconds: elapsed() / 1000 });
      return EXIT.ok;
    } finally {
      progress.done();
    }
  };
  return untilCtrlC(work, words.interrupted);
}

type Wanted = Pick<Parameters<typeof backUp>[1], 'file' | 'passphrase' | 'now' | 'onShare'> & { signal: AbortSignal };

async function write(options: BackupOptions, wanted: Wanted): Promise<WrittenBackup> {
  const settings = readSettings(options, process.env);
  const database = await reachDatabase(settings, await runningOn(settings.folder));
  try {
    const ledger = await openLedger(database.url, { connections: 1, asItIs: true });
    try {
      const secret = await readingSecret(options);
      const calendar = await readCalendar(settings.folder);
      const files = [
        ...(calendar === null ? [] : [{ name: CALENDAR, bytes: calendar }]),
        // Who has it can make anybody's link: it leaves the data folder only encrypted.
        ...(secret === null || wanted.passphrase === null ? [] : [{ name: 'secret', bytes: Buffer.from(secret) }]),
      ];
      const ports = (await readRuntime(settings.folder))?.ports ?? {};
      const about = { actor: BY_TERMINAL, url: database.url, program: programVersion(), secret, ports, files };
      return await backUp({ ledger }, { ...wanted, ...about });
    } finally {
      await ledger.close();
    }
  } finally {
    await database.release();
  }
}

/** Null when there is none; one that cannot be read must not be missing from a backup unseen. */
async function readCalendar(folder: string): Promise<Buffer | null> {
  try {
    return await readFile(path.join(folder, CALENDAR));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    const problem = words.unreadable(code ?? message);
    throw new DubanError('setting-invalid', { name: CALENDAR, problem }, { cause: error });
  }
}

function print(
  { manifest, bytes, sha256 }: WrittenBackup,
  { file, options, seconds }: { file: string; options: BackupOptions; seconds: number },
): void {
  const encrypted = options.passphraseFile !== undefined;
  const rows = Object.fromEntries(manifest.tables.map((table) => [table.name, table.rows]));
  const { madeAt, campaignTime, migrations } = manifest;
  if (options.json) {
    console.log(JSON.stringify({ file, bytes, sha256, encrypted, madeAt, campaignTime, migrations, rows, seconds }));
    return;
  }
  console.log(words.backedUp(file, sizeText(bytes)));
  console.log(words.counts(manifest, seconds.toFixed(1)));
  console.log(`SHA-256 ${sha256}`);
  console.log(encrypted ? words.locked : words.open);
}
