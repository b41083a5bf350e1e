import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's root. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Our children's environment: nobody is asked for newer versions, nothing is reported to anybody. */
export const quietEnv = {
  ...process.env,
  TURBO_TELEMETRY_DISABLED: '1',
  TURBO_NO_UPDATE_NOTIFIER: '1',
  DO_NOT_TRACK: '1',
  TEMPORAL_VERSION_CHECK_DISABLED: '1',
};

/** The path of a program that npm installed into the checkout. */
export const bin = (name) => join(root, 'node_modules', '.bin', name);

/** Runs a program in the root, its output going straight through; answers its exit code (1 when it could not be started or was killed). */
export function call(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, env: quietEnv, stdio: 'inherit' });
  if (error !== undefined) console.error(`无法运行 ${command}：${error.message}`);
  return status ?? 1;
}

/** Runs a Node program in a folder, with something added to its environment; answers its exit code. */
export function callIn(cwd, args, env) {
  const { status } = spawnSync(process.execPath, args, { cwd, env: { ...quietEnv, ...env }, stdio: 'inherit' });
  return status ?? 1;
}

/**
 * Runs a Node program to its end, passing signals on (npm signals only us) and letting it clean up after Ctrl-C. Its channel to us
 * lets it notice when we are killed.
 */
export function runNode(args) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: quietEnv,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  // A terminal gives them to the child as well; it takes what comes twice at once for one.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(`无法运行：${error.message}`);
      resolve(1);
    });
    child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)));
  });
}
