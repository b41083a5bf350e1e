import { readFile } from 'node:fs/promises';
import { run } from './run.js';

const PS_MS = 5_000;

/** A process, so that it is recognised later. */
export interface ProcessMark {
  readonly pid: number;
  /** What tells it from a later process with the same id; null where the system does not say. */
  readonly identity: string | null;
}

/** The mark of a living process; null when there is none. */
export async function markOf(pid: number): Promise<ProcessMark | null> {
  const identity = await identityOf(pid);
  return identity === undefined ? null : { pid, identity };
}

/** Whether the very process of a mark still lives; null when one with its id does and the system does not tell them apart. */
export async function sameProcess(mark: ProcessMark): Promise<boolean | null> {
  const now = await identityOf(mark.pid);
  if (now === undefined) return false;
  return now === null || mark.identity === null ? null : now === mark.identity;
}

/**
 * What tells a process from a later one that was given the same id (after a restart of the machine or the container that is the rule).
 * @returns undefined when there is no such process (a dead one waiting for its parent counts as none), null when the system does not say
 */
async function identityOf(pid: number): Promise<string | null | undefined> {
  if (process.platform === 'linux') return onLinux(pid);
  if (!exists(pid)) return undefined;
  const { ok, output } = await run('ps', ['-p', String(pid), '-o', 'lstart='], { timeoutMs: PS_MS });
  return ok && output.trim() !== '' ? output.trim() : null;
}

async function onLinux(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (stat === null) return undefined;
  // Fields behind the name, which may hold blanks and brackets itself: state first, start in clock ticks since boot as the 20th.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z') return undefined;
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  return `${boot.trim()}/${fields[19]}`;
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, and somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
