import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { restoreLedger } from '@duban/actions/restore-ledger';
import { DubanError } from '@duban/base';
import { stopwatch, systemClock } from '@duban/base/clock';
import { formatMinute } from '@duban/base/time';
import { type Archive, checkArchive, type Manifest, openArchive } from '@duban/ledger';
import { lateProgress } from './backup/late-progress.js';
import { readPassphrase } from './backup/read-passphrase.js';
import { databaseToFill, keepPorts, putBack, requireEmptyPlace } from './backup/restore-place.js';
import { chooseSecret, laySecret, type SecretOptions } from './backup/restore-secret.js';
import { untilCtrlC } from './backup/until-ctrl-c.js';
import { backupWords as words } from './backup/wording.js';
import { BY_TERMINAL } from './by-terminal.js';
import { EXIT } from './exit-codes.js';
import { readSettings, type Settings } from './up/settings.js';

export interface RestoreOptions extends SecretOptions {
  readonly passphraseFile?: string;
  readonly check?: boolean;
  readonly data?: string;
  readonly json?: boolean;
}

/** `duban restore`: a backup into an empty place, all of it or nothing; returns the exit code. */
export function restoreCommand(file: string, options: RestoreOptions): Promise<number> {
  const elapsed = stopwatch();
  const progress = lateProgress(process.stderr);
  const work = async (signal: AbortSignal): Promise<number> => {
    const settings = readSettings(options, process.env);
    const passphrase = await readPassphrase(options);
    if (!options.check) await requireEmptyPlace(settings);
    const archive = await open(file, passphrase, progress.of(words.sealing));
    try {
      await checkArchive(archive, progress.of(words.checking));
      signal.throwIfAborted();
      const fresh = options.check
        ? false
        : await restore(archive, { settings, options, signal, onShare: progress.of(words.filling) });
      progress.done();
      print(archive.manifest, { file, options, settings, fresh, seconds: elapsed() / 1000 });
      return EXIT.ok;
    } finally {
      progress.done();
      await archive.close();
    }
  };
  return untilCtrlC(work, words.restoreInterrupted);
}

async function open(file: string, passphrase: string | null, onShare: (share: number) => void): Promise<Archive> {
  try {
    return await openArchive({ path: path.resolve(file), name: path.basename(file) }, passphrase, onShare);
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    throw new DubanError('setting-invalid', { name: file, problem: words.unreadable(code ?? '') }, { cause: error });
  }
}

interface Into {
  readonly settings: Settings;
  readonly options: RestoreOptions;
  readonly signal: AbortSignal;
  readonly onShare: (share: number) => void;
}

/** Returns whether the secret is a new one. */
async function restore(archive: Archive, { settings, options, signal, onShare }: Into): Promise<boolean> {
  const { folder } = settings;
  const secret = await chooseSecret(archive, folder, options);
  await laySecret(folder, secret);
  const database = await databaseToFill(settings);
  try {
    const { url } = database;
    await restoreLedger(archive, { url, signal, onShare, actor: BY_TERMINAL, now: systemClock.now() });
  } catch (error) {
    await database.release();
    await database.undo();
    throw error;
  }
  await database.release();
  const { files, installation } = archive.manifest;
  for (const { name } of files.filter((each) => each.name !== 'secret'))
    await putBack(folder, path.basename(name), await buffer(await archive.open(`folder/${name}`)));
  await keepPorts(folder, installation.ports);
  return secret === null && installation.secretMark !== null;
}

interface Told {
  readonly file: string;
  readonly options: RestoreOptions;
  readonly settings: Settings;
  readonly fresh: boolean;
  readonly seconds: number;
}

function print(manifest: Manifest, { file, options, settings, fresh, seconds }: Told): void {
  const { madeAt, program, campaignTime, migrations } = manifest;
  const { folder } = settings;
  if (options.json) {
    const rows = Object.fromEntries(manifest.tables.map((table) => [table.name, table.rows]));
    const where = options.check ? {} : { folder, newSecret: fresh };
    console.log(JSON.stringify({ file, ...where, madeAt, campaignTime, program, migrations, rows, seconds }));
    return;
  }
  const when = formatMinute(madeAt);
  console.log(options.check ? words.intact(file) : words.restored(words.dataFolder(folder)));
  console.log(words.made(when, program));
  console.log(words.counts(manifest, seconds.toFixed(1)));
  if (options.check) return;
  if (fresh) console.log(words.newSecret);
  console.log(words.lost(when));
  console.log(words.next(settings.folderOption));
}
