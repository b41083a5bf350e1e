import { lstat, mkdir, mkdtemp, rmdir } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A folder that outlives us, for what can be fetched or made again: `$XDG_CACHE_HOME/duban/<part>`, else `~/.cache/duban/<part>`,
 * else one of our own under the temporary folder.
 */
export async function cacheFolder(part: string, env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const base = env.XDG_CACHE_HOME || join(homedir(), '.cache');
  const preferred = join(base, 'duban', part);
  if (await writable(preferred)) return preferred;
  // Everybody may write to the temporary folder: programs are only run from there when the folder is ours alone.
  const uid = process.getuid?.() ?? 0;
  const own = join(tmpdir(), `duban-${uid}`);
  await mkdir(own, { mode: 0o700 }).catch(() => undefined);
  const stat = await lstat(own);
  if (!stat.isDirectory() || stat.uid !== uid || (stat.mode & 0o022) !== 0) {
    return mkdtemp(join(tmpdir(), 'duban-cache-'));
  }
  const folder = join(own, part);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}

async function writable(folder: string): Promise<boolean> {
  try {
    await mkdir(folder, { recursive: true });
    // Really write: access() says yes to root on read-only mounts.
    await rmdir(await mkdtemp(join(folder, '.probe-')));
    return true;
  } catch {
    return false;
  }
}
