import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ProcessMark, sameProcess } from '../process/identity.js';
import { replaceFile } from './write-file.js';

/** What a running installation tells of itself in `runtime.json` of its data folder; after its end it keeps the ports for the next start. */
export interface RuntimeFile extends ProcessMark {
  readonly state: 'starting' | 'running' | 'stopping' | 'stopped';
  /** Epoch ms. */
  readonly started: number;
  /** Where the web is; null until it answers. */
  readonly address: string | null;
  /** `<service>` → port on 127.0.0.1. */
  readonly ports: Readonly<Record<string, number>>;
  /** The services' processes that ran when this was written. */
  readonly services: Readonly<Record<string, ProcessMark>>;
  readonly databaseUrl: string | null;
  readonly temporal: { readonly address: string; readonly ui: string | null } | null;
}

const NAME = 'runtime.json';

/** Reads it; null when there is none or when it says nothing. */
export async function readRuntime(folder: string): Promise<RuntimeFile | null> {
  try {
    return JSON.parse(await readFile(join(folder, NAME), 'utf8')) as RuntimeFile;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Writes it, all or nothing, for its owner only: it holds the database's address with the password. */
export async function writeRuntime(folder: string, runtime: RuntimeFile): Promise<void> {
  await replaceFile(join(folder, NAME), `${JSON.stringify(runtime, null, 1)}\n`);
}

/** Whether the installation that wrote it still runs: its process lives, is the same one, and has not said that it ended. */
export async function stillRuns(runtime: RuntimeFile): Promise<boolean> {
  if (runtime.state === 'stopped') return false;
  // Where the system does not tell processes apart, only an answer proves that the id was not given to somebody else.
  return (await sameProcess(runtime)) ?? answers(runtime.address);
}

const LIMIT_MS = 2_000;

/** Whether the web of an installation answers; false for any failure. */
export async function answers(address: string | null): Promise<boolean> {
  if (address === null) return false;
  try {
    const response = await fetch(new URL('/api/health', address), { signal: AbortSignal.timeout(LIMIT_MS) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
