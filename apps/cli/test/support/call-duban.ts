import { Console } from 'node:console';
import { vi } from 'vitest';
import { dubanProgram } from '../../src/program.js';
import type { Run } from './run-duban.js';

/**
 * Runs one command to its end in this process, with this environment and no colours; one at a time. For what a command answers: what depends
 * on its being a process of its own (signals, what it leaves running, how fast it helps) is asked of `runDuban`.
 */
export async function callDuban(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<Run> {
  const said = { stdout: '', stderr: '' };
  const hear = (stream: 'stdout' | 'stderr') =>
    vi.spyOn(process[stream], 'write').mockImplementation((chunk) => {
      said[stream] += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
      return true;
    });
  const ears = [hear('stdout'), hear('stderr')];
  const ours = { env: process.env, exitCode: process.exitCode, console: globalThis.console };
  process.env = { ...env, NO_COLOR: '1' };
  process.exitCode = undefined;
  globalThis.console = new Console(process.stdout, process.stderr);
  try {
    await dubanProgram().parseAsync(args, { from: 'user' });
    return { code: Number(process.exitCode ?? 0), ...said };
  } finally {
    process.env = ours.env;
    process.exitCode = ours.exitCode;
    globalThis.console = ours.console;
    for (const ear of ears) ear.mockRestore();
  }
}
