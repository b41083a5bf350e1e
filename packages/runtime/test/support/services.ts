import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** What fixtures/services.mjs tells about the services it started. */
export interface Told {
  readonly postgres: { url: string; pid: number; dataDir: string; clusterDir: string; account: string };
  readonly testServer: { pid: number; address: string };
  readonly fork: { pid: number };
}

export interface Host {
  readonly child: ChildProcess;
  readonly told: Told;
  /** Lets it stop its services in order. */
  finish(): Promise<number | null>;
}

export interface HostOptions {
  /** The folder of the runtime package to run from; this one when left out. */
  readonly packageFolder?: string;
  readonly uid?: number;
  readonly env?: NodeJS.ProcessEnv;
  /** A command that runs the rest of its command line. */
  readonly prefix?: readonly string[];
}

const HERE = fileURLToPath(new URL('../..', import.meta.url));

/** Starts the services in a process of their own, in its own process group, and waits until they are up. */
export async function startHost(asked: object, options: HostOptions = {}): Promise<Host> {
  const folder = options.packageFolder ?? HERE;
  const script = `${folder}/test/fixtures/services.mjs`;
  const [command = '', ...args] = [...(options.prefix ?? []), process.execPath, script, JSON.stringify(asked)];
  const child = spawn(command, args, {
    cwd: '/',
    detached: true,
    env: { ...process.env, ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
  });
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const exit = once(child, 'exit') as Promise<[number | null]>;
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  const line = await Promise.race([once(lines, 'line') as Promise<[string]>, exit.then(() => null)]);
  if (line === null) throw new Error(`the services did not start: ${errors}`);
  return {
    child,
    told: JSON.parse(line[0]) as Told,
    finish: async () => {
      child.stdin?.end();
      return (await exit)[0];
    },
  };
}
