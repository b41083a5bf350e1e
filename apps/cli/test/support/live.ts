import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { repoRoot } from '@duban/runtime';

export const duban = path.join(repoRoot(import.meta.url), 'apps/cli/bin/duban.js');

/** One line of `duban up --json`. */
export interface Told {
  readonly event: string;
  readonly service?: string;
  readonly pid?: number;
  readonly reason?: string;
  readonly line?: string;
  readonly address?: string;
  readonly code?: string | null;
  readonly tookMs?: number;
  readonly databaseUrl?: string;
  readonly temporal?: { readonly address: string; readonly ui: string | null };
  readonly mailFolder?: string | null;
  readonly pids?: Readonly<Record<string, number>>;
}

/** A `duban up --json` under test. */
export interface Live {
  readonly child: ChildProcess;
  readonly told: readonly Told[];
  /** The first line from `since` on that fits; fails when the program ends before. */
  line(fits: (line: Told) => boolean, since?: number): Promise<Told>;
  readonly ended: Promise<number | null>;
}

/** Starts the live system on a data folder, with nothing of this machine's settings. */
export function startLive(folder: string, ...args: string[]): Live {
  const child = spawn(process.execPath, [duban, 'up', '--json', '--data', folder, ...args], {
    env: bareEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const told: Told[] = [];
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  let changed: () => void = () => undefined;
  createInterface({ input: child.stdout }).on('line', (line) => {
    told.push(JSON.parse(line) as Told);
    changed();
  });
  let over = false;
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      over = true;
      changed();
      resolve(code);
    });
  });
  const line = async (fits: (line: Told) => boolean, since = 0): Promise<Told> => {
    for (;;) {
      const found = told.slice(since).find(fits);
      if (found !== undefined) return found;
      if (over) throw new Error(`duban up ended: ${errors}\n${JSON.stringify(told)}`);
      await new Promise<void>((resolve) => {
        changed = resolve;
      });
    }
  };
  return { child, told, line, ended };
}

/** Our environment without settings of a live system. */
export function bareEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(DUBAN_|DATABASE_URL$|TEMPORAL_ADDRESS$|TEMPORAL_UI$)/.test(name),
  );
  return Object.fromEntries(kept);
}

/** Asks again until the answer is yes; fails when it is still no after `seconds`. */
// biome-ignore lint/complexity/useMaxParams: what, how long, the question, and how often it is asked.
export async function until(what: string, seconds: number, probe: () => Promise<boolean>, everyMs = 20): Promise<void> {
  const deadline = performance.now() + seconds * 1000;
  while (!(await probe())) {
    if (performance.now() > deadline) throw new Error(`not within ${seconds} s: ${what}`);
    await pause(everyMs);
  }
}
