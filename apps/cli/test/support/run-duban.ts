import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { duban } from './live.js';

/** How a command ended. */
export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one command to its end, with this environment and no colours. */
export async function runDuban(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<Run> {
  try {
    const options = { env: { ...env, NO_COLOR: '1' }, maxBuffer: 1e8 };
    return { code: 0, ...(await promisify(execFile)(process.execPath, [duban, ...args], options)) };
  } catch (error) {
    const { code, stdout, stderr } = error as Run;
    return { code, stdout, stderr };
  }
}
