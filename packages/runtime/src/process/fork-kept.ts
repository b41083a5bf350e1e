import { fork, type Serializable } from 'node:child_process';
import { DEFAULT_GRACE_MS, type ExitInfo, type KeptProcess, type StopOptions } from './kept-process.js';
import { openOutput } from './output.js';

export interface ForkKeptOptions {
  /** Added to our environment. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  readonly execArgv?: readonly string[];
  readonly logFile?: string;
  readonly onOutput?: (text: string) => void;
  readonly onMessage?: (message: unknown) => void;
}

/** A forked Node process: a {@link KeptProcess} one can talk to. */
export interface ForkedProcess extends KeptProcess {
  /** Sends a message (plain JSON); does nothing once the child has gone. */
  send(message: Serializable): void;
}

const PRELOAD = new URL('../../dist/process/exit-with-parent-preload.js', import.meta.url).href;

/**
 * Forks a Node module that never outlives us: its channel to us closes when we die, and the preloaded `exitWithParent` then ends it.
 * It leads its own session, so that Ctrl-C reaches it through our orderly shutdown only.
 */
export function forkKept(
  modulePath: string,
  args: readonly string[] = [],
  options: ForkKeptOptions = {},
): ForkedProcess {
  const output = openOutput(options);
  const child = fork(modulePath, [...args], {
    detached: true,
    env: { ...process.env, ...options.env },
    execArgv: [...(options.execArgv ?? []), '--import', PRELOAD],
    stdio: ['ignore', output.stdio, output.stdio, 'ipc'],
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  });
  output.attach([child.stdout, child.stderr]);
  const exited = new Promise<ExitInfo>((resolve) => {
    child.on('error', () => {
      if (child.pid === undefined) resolve({ code: null, signal: null });
    });
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  if (options.onMessage !== undefined) child.on('message', options.onMessage);

  const stop = async ({ signal = 'SIGTERM', graceMs = DEFAULT_GRACE_MS }: StopOptions = {}): Promise<ExitInfo> => {
    child.kill(signal);
    const limit = setTimeout(() => child.kill('SIGKILL'), graceMs);
    try {
      return await exited;
    } finally {
      clearTimeout(limit);
    }
  };
  return {
    pid: child.pid ?? -1,
    exited,
    stop,
    kill: () => stop({ signal: 'SIGKILL' }),
    tail: (lines) => output.tail(lines),
    send: (message) => {
      if (child.connected) child.send(message, () => undefined);
    },
  };
}
