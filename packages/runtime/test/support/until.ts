import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again until the answer is yes; fails when it is still no after `seconds`. */
export async function until(what: string, seconds: number, probe: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + seconds * 1000;
  while (!(await probe())) {
    if (performance.now() > deadline) throw new Error(`not within ${seconds} s: ${what}`);
    await sleep(20);
  }
}

/** Whether a process exists and is more than a zombie waiting for its parent. */
export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
