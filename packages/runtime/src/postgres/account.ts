import { DubanError } from '@duban/base';
import { type RunResult, run } from '../process/run.js';

/**
 * As whom PostgreSQL runs: it refuses to run as root.
 * - `self`: we are an ordinary user;
 * - `user-namespace`: ourselves, seen by the server as `nobody`, and without root's power to pass closed folders;
 * - `other-user`: really another, unprivileged user.
 */
export interface Account {
  readonly kind: 'self' | 'user-namespace' | 'other-user';
  /** Who must own the cluster's files, as seen from here. */
  readonly uid: number;
  readonly gid: number;
  /** Inside the namespace: initdb insists on a user that has a name, so it is not just any number. */
  readonly seenAs: { readonly uid: number; readonly gid: number };
}

const PROBE_MS = 10_000;
/** Exists everywhere, owns nothing. */
const UNPRIVILEGED = 'nobody';
const OVERFLOW_ID = 65_534;

/**
 * Chooses the account: ourselves when we are an ordinary user, else a user namespace where the system allows one
 * (`DUBAN_NO_USERNS=1` forbids it), else the user `nobody`.
 * @throws DubanError `database-needs-user` when we are root and can become nobody else.
 */
export async function chooseAccount(env: NodeJS.ProcessEnv = process.env): Promise<Account> {
  const uid = process.getuid?.() ?? -1;
  const gid = process.getgid?.() ?? -1;
  const self: Account = { kind: 'self', uid, gid, seenAs: { uid, gid } };
  if (uid !== 0 && (await run('id', ['-un'], { timeoutMs: PROBE_MS })).ok) return self;

  const nobody = { uid: await idOf('-u'), gid: await idOf('-g') };
  // In a namespace that maps only us, files of the server belong to us outside.
  const namespaced: Account = { kind: 'user-namespace', uid, gid, seenAs: nobody };
  const allowed = env.DUBAN_NO_USERNS !== '1';
  if (allowed && (await works(namespaced))) return namespaced;
  // A user number without a name and without namespaces (some containers): initdb will say what is wrong.
  if (uid !== 0) return self;

  const other: Account = { kind: 'other-user', ...nobody, seenAs: nobody };
  if (await works(other)) return other;
  throw new DubanError('database-needs-user', {
    reason: `没有可用的用户命名空间，也不能以 ${UNPRIVILEGED} 用户运行程序`,
  });
}

async function works(account: Account): Promise<boolean> {
  return (await runAs(account, ['id', '-u'])).output.trim() === String(account.seenAs.uid);
}

/** A program and its arguments. */
export type CommandLine = readonly [string, ...string[]];

/** A command line and the spawn options that make it run as the account. */
export interface CommandAs {
  readonly command: string;
  readonly args: readonly string[];
  readonly identity: { readonly uid?: number; readonly gid?: number };
}

/** Wraps a command so that it runs as the account. */
export function commandAs(account: Account, line: CommandLine): CommandAs {
  const [command, ...args] = line;
  if (account.kind === 'user-namespace') {
    const { uid, gid } = account.seenAs;
    return { command: 'unshare', args: ['-U', `--map-user=${uid}`, `--map-group=${gid}`, ...line], identity: {} };
  }
  return { command, args, identity: account.kind === 'other-user' ? { uid: account.uid, gid: account.gid } : {} };
}

/** Runs a short program as the account. From `/`, since the account may be unable to see our working directory. */
export function runAs(
  account: Account,
  line: CommandLine,
  options: { timeoutMs?: number; env?: Readonly<Record<string, string | undefined>> } = {},
): Promise<RunResult> {
  const as = commandAs(account, line);
  return run(as.command, as.args, { timeoutMs: PROBE_MS, cwd: '/', ...options, ...as.identity });
}

/** Whether the account can pass through every folder down to this one. Tried, not computed: there are ACLs and odd mounts. */
export async function canReach(account: Account, folder: string): Promise<boolean> {
  return account.kind === 'self' || (await runAs(account, ['test', '-x', folder])).ok;
}

/** Id of the unprivileged user; the usual one when `id` does not know it. */
async function idOf(flag: '-u' | '-g'): Promise<number> {
  const result = await run('id', [flag, UNPRIVILEGED], { timeoutMs: PROBE_MS });
  const id = Number(result.output.trim());
  return result.ok && Number.isInteger(id) && id > 0 ? id : OVERFLOW_ID;
}
