import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DubanError } from '@duban/base';
import { stopwatch } from '@duban/base/clock';
import { withFreePort } from '../net/with-free-port.js';
import type { ExitInfo, KeptProcess } from '../process/kept-process.js';
import { spawnKept } from '../process/spawn-kept.js';
import { waitUntilReady } from '../process/wait-until-ready.js';
import { chooseAccount, commandAs } from './account.js';
import { clusterIn, DATABASE_USER, makeCluster, postgresEnv, versionOf } from './cluster.js';
import { acceptsSessions } from './handshake.js';
import { type Home, persistentHome, throwawayHome } from './home.js';
import { findPrograms, type Programs } from './programs.js';
import { serverSettings } from './settings.js';
import { type Template, templateOf } from './template.js';

interface CommonOptions {
  /** Where the server's output goes; `postgres.log` in its folder when left out. */
  readonly logFile?: string;
  /** Told in Chinese what takes time. */
  readonly onProgress?: (line: string) => void;
  /** Instead of this process's environment (tests: `DUBAN_NO_USERNS`). */
  readonly env?: NodeJS.ProcessEnv;
  /** This port and no other: a restarted server has to be where its clients look for it. A free one when left out. */
  readonly port?: number;
}

export type PostgresOptions = CommonOptions &
  (
    | {
        /** A temporary database, fast and forgetful, removed at stop. */ readonly throwaway: true;
        /**
         * Kept in memory where there is room, and reached through a socket file in the cluster's own folder: a question of a tenth of a
         * millisecond costs a third of what it does through TCP. For tests and simulations, which make hundreds of small databases.
         */
        readonly inMemory?: boolean;
      }
    | {
        readonly throwaway: false /** `postgres` in the installation's data folder when left out. */;
        readonly dataDir?: string;
      }
  );

export interface Postgres {
  /** `postgres://…@127.0.0.1:<port>/postgres`, with the password; of one in memory with `?host=` and the folder of its socket. */
  readonly url: string;
  readonly port: number;
  /** The data folder that was asked for (or the temporary one). */
  readonly dataDir: string;
  /** Where the cluster really is (see place.ts). */
  readonly clusterDir: string;
  readonly pid: number;
  /** Resolves when it is gone, however that happened. */
  readonly exited: Promise<ExitInfo>;
  /** As whom it runs. */
  readonly account: 'self' | 'user-namespace' | 'other-user';
  /** Fast shutdown: ends sessions, writes a checkpoint; a throwaway database is removed. */
  stop(): Promise<void>;
  /** Kills it as a power cut would. */
  kill(): Promise<void>;
}

const READY_SECONDS = 60;
const STOP_GRACE_MS = 30_000;
/** After a kill, the last backends still hold the shared memory for a moment. */
const LEFTOVER_MS = 10_000;

/**
 * Starts PostgreSQL on 127.0.0.1 (TCP only, a free port, scram with a random password), on its own data folder; it never outlives us.
 * @throws DubanError `database-needs-user`, `database-programs-missing`, `database-version`, `data-folder-busy`,
 *   `data-folder-foreign`, `data-folder-incomplete`, `service-exited`, `service-not-ready`
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const account = await chooseAccount(options.env);
  const programs = await findPrograms(account, options.env);
  const home = options.throwaway
    ? await throwawayHome(account, options.inMemory ?? false)
    : await persistentHome(account, options.dataDir);
  const template = options.throwaway ? await templateOf(account, programs, options.env) : null;
  try {
    const password = await ready(home, { programs, template }, options);
    const { port, server } = await start(home, programs, options);
    return {
      url: urlOf({ password, port, socketFolder: socketFolderOf(home, options) }),
      port,
      dataDir: home.folder,
      clusterDir: clusterIn(home.parent),
      pid: server.pid,
      exited: server.exited,
      account: account.kind,
      stop: async () => {
        await server.stop({ signal: 'SIGINT', graceMs: STOP_GRACE_MS });
        home.dispose();
      },
      kill: async () => {
        await server.kill();
        home.dispose();
      },
    };
  } catch (error) {
    home.dispose();
    // A copy that does not start says nothing of PostgreSQL: one made anew does, or says why not.
    if (await template?.forget()) return startPostgres(options);
    throw error;
  }
}

interface Reached {
  readonly password: string;
  readonly port: number;
  readonly socketFolder: string | null;
}

function urlOf({ password, port, socketFolder }: Reached): string {
  const url = new URL(`postgres://${DATABASE_USER}:${password}@127.0.0.1:${port}/postgres`);
  if (socketFolder !== null) url.searchParams.set('host', socketFolder);
  return url.href;
}

/** The system's limit for the path of a socket file is 104 bytes or a little more; `/.s.PGSQL.65535` is appended. */
const LONGEST_SOCKET_FOLDER = 80;

/** The cluster's own folder: PostgreSQL starts on none that anybody else may enter. */
function socketFolderOf(home: Home, options: PostgresOptions): string | null {
  const folder = clusterIn(home.parent);
  const wanted = options.throwaway && options.inMemory === true;
  return wanted && Buffer.byteLength(folder) <= LONGEST_SOCKET_FOLDER ? folder : null;
}

/** Makes the cluster, or checks that ours are the programs that may open it. Returns the password. */
async function ready(
  { account, parent, password, folder }: Home,
  { programs, template }: { programs: Programs; template: Template | null },
  { throwaway, onProgress }: PostgresOptions,
): Promise<string> {
  const found = await versionOf(parent);
  if (found !== null && found !== programs.major) {
    throw new DubanError('database-version', { folder, found, expected: programs.major });
  }
  if (found !== null) return password;
  onProgress?.('正在建立数据库……');
  const copied = await template?.copyTo(parent);
  if (copied) return copied;
  await makeCluster({ account, programs, parent, password, throwaway });
  await template?.keep(parent, password);
  return password;
}

async function start(
  home: Home,
  programs: Programs,
  options: PostgresOptions,
): Promise<{ port: number; server: KeptProcess }> {
  options.onProgress?.('正在启动数据库……');
  const elapsed = stopwatch();
  for (;;) {
    try {
      const startAt = async (port: number) => ({ port, server: await startOn(port, { home, programs, options }) });
      return await (options.port === undefined ? withFreePort(startAt) : startAt(options.port));
    } catch (error) {
      const leftover = error instanceof Error && /pre-existing shared memory/.test(error.message);
      if (!leftover || elapsed() > LEFTOVER_MS) throw error;
      await sleep(100);
    }
  }
}

async function startOn(
  port: number,
  { home, programs, options }: { home: Home; programs: Programs; options: PostgresOptions },
): Promise<KeptProcess> {
  const serving = { port, throwaway: options.throwaway, socketFolder: socketFolderOf(home, options) };
  const settings = ['-D', clusterIn(home.parent), ...serverSettings(serving)];
  const as = commandAs(home.account, [programs.postgres, ...settings]);
  const server = await spawnKept(as.command, as.args, {
    ...as.identity,
    cwd: '/',
    env: postgresEnv(),
    // SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait for every session to end.
    signal: 'SIGINT',
    logFile: options.logFile ?? join(home.folder, 'postgres.log'),
    removeWhenOrphaned: home.removeWhenOrphaned,
  });
  await waitUntilReady({
    name: 'PostgreSQL',
    process: server,
    seconds: READY_SECONDS,
    probe: () => acceptsSessions(port, DATABASE_USER),
  });
  return server;
}
