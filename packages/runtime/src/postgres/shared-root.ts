import { lstat, mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where root keeps what the database's account must be able to reach, however closed the checkout's home is. */
export const SHARED_ROOT = '/var/lib/duban';

/** `/var/lib/duban`, made on demand; null when it cannot be made or somebody else could write there. */
export async function sharedRoot(): Promise<string | null> {
  try {
    await mkdir(SHARED_ROOT, { recursive: true, mode: 0o755 });
    return (await onlyOursToWrite(SHARED_ROOT)) ? SHARED_ROOT : null;
  } catch {
    return null;
  }
}

/** The shared root, else a fresh folder (never reused) under the temporary folder that others may pass through but not write to. */
export async function sharedRootOrTemporary(): Promise<string> {
  return (await sharedRoot()) ?? (await mkdtemp(join(tmpdir(), 'duban-shared-')));
}

/** True for a real folder that belongs to us and that nobody else may write to: only from there do we run programs. */
export async function onlyOursToWrite(folder: string): Promise<boolean> {
  const stat = await lstat(folder).catch(() => null);
  return stat?.isDirectory() === true && stat.uid === process.getuid?.() && (stat.mode & 0o022) === 0;
}
