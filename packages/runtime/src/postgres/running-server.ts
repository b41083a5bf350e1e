import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DubanError } from '@duban/base';
import { stopwatch } from '@duban/base/clock';
import { run } from '../process/run.js';
import { clusterIn } from './cluster.js';

/** A server whose parent was killed needs up to 3 s to go (keeper.ts); one that writes its last checkpoint a little more. */
const PATIENCE_MS = 6_000;
const PAUSE_MS = 100;

/**
 * Waits until no server holds the cluster any more.
 * @throws DubanError `data-folder-busy` when one stays.
 */
export async function waitUntilUnused(parent: string, folder: string): Promise<void> {
  const elapsed = stopwatch();
  for (;;) {
    const pid = await holderOf(parent);
    if (pid === null) return;
    if (elapsed() > PATIENCE_MS) throw new DubanError('data-folder-busy', { folder, pid });
    await sleep(PAUSE_MS);
  }
}

/**
 * The living server named by postmaster.pid. After a crash its process id may belong to another program by now (in containers that is
 * the rule); PostgreSQL would then refuse for ever, so such a file is removed.
 */
async function holderOf(parent: string): Promise<number | null> {
  const file = join(clusterIn(parent), 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch(() => '');
  const pid = Number(text.split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  const command = await commandOf(pid);
  if (command === null) return null;
  if (/postgres/.test(command)) return pid;
  await rm(file, { force: true });
  return null;
}

async function commandOf(pid: number): Promise<string | null> {
  if (process.platform === 'linux') {
    return readFile(`/proc/${pid}/comm`, 'utf8').catch(() => null);
  }
  const result = await run('ps', ['-p', String(pid), '-o', 'comm='], { timeoutMs: 5_000 });
  return result.ok ? result.output : null;
}
