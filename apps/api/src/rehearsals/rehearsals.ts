import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadSeed } from '@duban/actions/load-seed';
import { type SeedFolders, seedPlace } from '@duban/actions/seed-folders';
import { DubanError, type Instant } from '@duban/base';
import type { Clock } from '@duban/base/clock';
import { isoOf } from '@duban/base/time';
import { type ExitInfo, type KeptProcess, spawnKept } from '@duban/runtime';
import type { Rehearsal, StartRehearsal } from '../routes/rehearsals/schema.js';
import { ProgressLines } from './progress-lines.js';
import { filesIn } from './result-files.js';

export interface RehearsalOptions {
  /** The program that rehearses. */
  readonly cli: string;
  /** Each rehearsal gets a folder in here. */
  readonly folder: string;
  readonly seeds: SeedFolders;
  readonly clock: Clock;
}

/** 推演 as processes of their own, one at a time; they never outlive this one. */
export interface Rehearsals {
  /** Throws `seed-unknown`, `rehearsal-running`. */
  start(asked: StartRehearsal): Promise<Rehearsal>;
  /** The latest; throws `rehearsal-unknown` when none was started. */
  current(): Rehearsal;
  /** The path of a result file; throws `rehearsal-unknown` for anything else. */
  file(id: string, path: string): string;
  stop(): Promise<void>;
}

interface Run {
  readonly folder: string;
  readonly lines: ProgressLines;
  view: Omit<Rehearsal, 'progress'>;
  process: Promise<KeptProcess> | null;
}

export function newRehearsals(options: RehearsalOptions): Rehearsals {
  let run: Run | null = null;
  const latest = (): Run => {
    if (run === null) throw new DubanError('rehearsal-unknown', { what: '推演' });
    return run;
  };
  return {
    async start({ seed, ...how }) {
      // A name that is a folder of ours and nothing else: it becomes an argument of a program.
      const { folder, tables } = await seedPlace(options.seeds, seed);
      await loadSeed(folder, seed, { tables });
      if (run?.view.state === 'running') throw new DubanError('rehearsal-running', { seed: run.view.seed });
      const id = `${seed}-${stamp(options.clock.now())}`;
      const started: Run = {
        folder: join(options.folder, id),
        lines: new ProgressLines(),
        view: { id, seed, state: 'running', outcome: null, files: [], error: null },
        process: null,
      };
      run = started;
      await begin(started, options.cli, { ...how, seeds: folder });
      return viewOf(started);
    },
    current: () => viewOf(latest()),
    file(id, path) {
      const { view, folder } = latest();
      // Only what the listing names: no path of the client's making touches the disk.
      if (view.id !== id || !view.files.includes(path)) throw new DubanError('rehearsal-unknown', { what: path });
      return join(folder, path);
    },
    async stop() {
      const child = await run?.process?.catch(() => null);
      await child?.stop();
    },
  };
}

async function begin(
  run: Run,
  cli: string,
  { seeds, number, profile, year }: Omit<StartRehearsal, 'seed'> & { readonly seeds: string },
): Promise<void> {
  const { seed } = run.view;
  // Where it was found: what the program finds by itself is the environment's business.
  const said = { '--seeds': seeds, '--seed': number, '--profile': profile, '--year': year };
  const options = Object.entries(said).flatMap(([option, value]) =>
    value === undefined ? [] : [option, String(value)],
  );
  const args = [cli, 'rehearse', seed, '--out', run.folder, '--json', ...options];
  run.process = spawnKept(process.execPath, args, { onOutput: (text) => run.lines.push(text) });
  try {
    const child = await run.process;
    void child.exited.then((exit) => finish(run, child, exit));
  } catch (cause) {
    run.view = { ...run.view, state: 'failed', error: String(cause) };
    throw cause;
  }
}

/** Proven or not, a rehearsal that came to its end has an outcome; without one it failed, and its last words say why. */
async function finish(run: Run, child: KeptProcess, { code }: ExitInfo): Promise<void> {
  try {
    if (code !== 0 && code !== 1) throw new Error(child.tail(5));
    const outcome: unknown = JSON.parse(await readFile(join(run.folder, 'summary.json'), 'utf8'));
    run.view = { ...run.view, state: 'done', outcome, files: await filesIn(run.folder) };
  } catch (error) {
    run.view = { ...run.view, state: 'failed', error: error instanceof Error ? error.message : String(error) };
  }
}

function viewOf({ view, lines }: Run): Rehearsal {
  return { ...view, progress: [...lines.lines] };
}

/** `20261124-041530`: names a folder, sorts by time. */
function stamp(now: Instant): string {
  return isoOf(now).slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
}
