import { spawn } from 'node:child_process';

export interface RunOptions {
  readonly timeoutMs: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export interface RunResult {
  /** True when it ended by itself with code 0 within its time. */
  readonly ok: boolean;
  /** Standard output and error, in the order of arrival. */
  readonly output: string;
  /** Why it is not ok, in a word or two. */
  readonly reason: string;
}

/** Runs a short program to its end and collects what it says; never rejects. For services use `spawnKept`. */
export function run(command: string, args: readonly string[], options: RunOptions): Promise<RunResult> {
  return new Promise<RunResult>((resolve) => {
    const { timeoutMs, ...rest } = options;
    const child = spawn(command, [...args], {
      ...rest,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: Math.ceil(timeoutMs),
      killSignal: 'SIGKILL',
    });
    let output = '';
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.once('error', (error) => resolve({ ok: false, output, reason: error.message }));
    child.once('close', (code, signal) =>
      resolve({
        ok: code === 0,
        output,
        reason: signal === null ? `exit code ${code}` : `${signal} (limit ${Math.round(timeoutMs / 1000)} s)`,
      }),
    );
    // Node reports some failures by an event and throws the others, e.g. EINVAL for a user that the namespace does not map.
  }).catch((error: Error) => ({ ok: false, output: '', reason: error.message }));
}
