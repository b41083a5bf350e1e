/**
 * The keeper: a tiny Node process between us and a service. It holds the real child and the one end of a channel whose other
 * end dies with us, by whatever signal. Plain Node has no pdeathsig, and `setpriv --pdeathsig` is Linux only.
 *
 * It is the leader of its own session, so neither Ctrl-C in the terminal nor a signal to our process group reaches the service
 * before we have shut down what depends on it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import type { FromKeeper, KeeperOrder, ToKeeper } from './keeper-protocol.js';

/** Together with the notice of our death this stays below the promised 5 s. */
const ORPHAN_GRACE_MS = 3_000;

let child: ChildProcess | undefined;
let order: KeeperOrder | undefined;

process.on('SIGINT', () => undefined);
process.on('SIGHUP', () => undefined);
process.on('SIGTERM', () => end(order?.signal ?? 'SIGTERM', ORPHAN_GRACE_MS));
process.on('message', (message: ToKeeper) => {
  if (message.type === 'start') start(message);
  else end(message.signal, message.graceMs);
});
process.on('disconnect', () => {
  if (child === undefined) process.exit(0);
  end(order?.signal ?? 'SIGTERM', ORPHAN_GRACE_MS);
});

function start(given: KeeperOrder): void {
  order = given;
  try {
    child = spawnChild(given);
  } catch (error) {
    // Node reports some failures by an event and throws the others.
    const { message, code } = error as NodeJS.ErrnoException;
    leave({ type: 'failed', message, code });
    return;
  }
  child.once('error', (error: NodeJS.ErrnoException) =>
    leave({ type: 'failed', message: error.message, code: error.code }),
  );
  child.once('exit', (code, signal) => leave({ type: 'exit', code, signal }));
  if (child.pid !== undefined) process.send?.({ type: 'started', pid: child.pid } satisfies FromKeeper);
}

function spawnChild(given: KeeperOrder): ChildProcess {
  return spawn(given.command, [...given.args], {
    cwd: given.cwd,
    env: given.env,
    stdio: ['ignore', 'inherit', 'inherit'],
    ...(given.uid === undefined ? {} : { uid: given.uid }),
    ...(given.gid === undefined ? {} : { gid: given.gid }),
  });
}

function end(signal: NodeJS.Signals, graceMs: number): void {
  child?.kill(signal);
  if (signal !== 'SIGKILL') setTimeout(() => child?.kill('SIGKILL'), graceMs);
}

function leave(report: FromKeeper): void {
  if (process.connected) {
    process.send?.(report, () => process.exit(0));
    return;
  }
  for (const folder of order?.removeWhenOrphaned ?? []) {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
  process.exit(0);
}
