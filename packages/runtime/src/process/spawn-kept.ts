import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FromKeeper, KeeperOrder, ToKeeper } from './keeper-protocol.js';
import { DEFAULT_GRACE_MS, type ExitInfo, type KeptProcess, type StopOptions } from './kept-process.js';
import { type Output, openOutput } from './output.js';

export interface SpawnKeptOptions {
  readonly cwd?: string;
  /** The whole environment of the child; ours when left out. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Run as this user (only root may). */
  readonly uid?: number;
  readonly gid?: number;
  /** Append all output here; without it the last kilobytes are kept in memory. */
  readonly logFile?: string;
  /** Sees the output as it comes; only without `logFile`. */
  readonly onOutput?: (text: string) => void;
  /** The signal by which this program likes to be asked to end (SIGTERM). */
  readonly signal?: NodeJS.Signals;
  /** Folders that the keeper removes if we die without stopping the child. */
  readonly removeWhenOrphaned?: readonly string[];
}

// The same from src (under vitest) and from dist: the keeper itself must be plain JavaScript.
const KEEPER = fileURLToPath(new URL('../../dist/process/keeper.js', import.meta.url));
/** How long we wait for the last output after the child has gone (a grandchild may hold the pipe open). */
const DRAIN_MS = 300;

/**
 * Starts a program that never outlives us: gone within 5 s after we ended, however we ended (normal exit, Ctrl-C, kill -9).
 * The running child keeps our event loop alive until it is stopped.
 * @throws the spawn's error (`code` e.g. ENOENT) when the program cannot be started.
 */
export async function spawnKept(
  command: string,
  args: readonly string[],
  options: SpawnKeptOptions = {},
): Promise<KeptProcess> {
  const output = openOutput(options);
  const keeper = spawn(process.execPath, [KEEPER], {
    detached: true,
    cwd: '/',
    env: {},
    stdio: ['ignore', output.stdio, output.stdio, 'ipc'],
  });
  output.attach([keeper.stdout, keeper.stderr]);
  const exited = exitOf(keeper);
  const started = firstReport(keeper);
  tell(keeper, orderOf({ command, args, options }));
  const pid = await started;
  return handle({ keeper, pid, exited, output, signal: options.signal ?? 'SIGTERM' });
}

function orderOf(given: { command: string; args: readonly string[]; options: SpawnKeptOptions }): KeeperOrder {
  const { uid, gid, cwd, env, signal, removeWhenOrphaned } = given.options;
  return {
    type: 'start',
    command: given.command,
    args: given.args,
    cwd: cwd ?? process.cwd(),
    env: env ?? process.env,
    ...(uid === undefined ? {} : { uid }),
    ...(gid === undefined ? {} : { gid }),
    signal: signal ?? 'SIGTERM',
    removeWhenOrphaned: removeWhenOrphaned ?? [],
  };
}

function firstReport(keeper: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    keeper.once('error', reject);
    keeper.once('exit', () => reject(new Error('the keeper ended before it started the program')));
    keeper.on('message', (report: FromKeeper) => {
      if (report.type === 'started') resolve(report.pid);
      else if (report.type === 'failed') reject(Object.assign(new Error(report.message), { code: report.code }));
    });
  });
}

function exitOf(keeper: ChildProcess): Promise<ExitInfo> {
  return new Promise((resolve) => {
    let info: ExitInfo = { code: null, signal: null };
    keeper.on('message', (report: FromKeeper) => {
      if (report.type !== 'exit') return;
      info = { code: report.code, signal: report.signal };
      setTimeout(() => resolve(info), DRAIN_MS).unref();
    });
    keeper.once('close', () => resolve(info));
    // Without this a keeper that could not be started would be an unhandled 'error'; firstReport rejects with it.
    keeper.once('error', () => resolve(info));
  });
}

function handle(kept: {
  keeper: ChildProcess;
  pid: number;
  exited: Promise<ExitInfo>;
  output: Output;
  signal: NodeJS.Signals;
}): KeptProcess {
  const { keeper, pid, exited, output } = kept;
  // Somebody killed the keeper: the child must not be left behind without one.
  keeper.once('exit', (_code, signal) => {
    if (signal !== null) killQuietly(pid);
  });
  const stop = ({ signal = kept.signal, graceMs = DEFAULT_GRACE_MS }: StopOptions = {}): Promise<ExitInfo> => {
    tell(keeper, { type: 'stop', signal, graceMs });
    return exited;
  };
  return {
    pid,
    exited,
    stop,
    kill: () => stop({ signal: 'SIGKILL' }),
    tail: (lines) => output.tail(lines),
  };
}

function tell(keeper: ChildProcess, message: ToKeeper): void {
  // A keeper that has gone took its child along; there is nobody left to tell.
  if (keeper.connected) keeper.send(message, () => undefined);
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
