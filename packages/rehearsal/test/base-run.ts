import { existsSync, mkdirSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { loadSeed } from '@duban/actions/load-seed';
import type { Answer } from '@duban/campaign';
import { repoRoot } from '@duban/runtime';
import { inject, vi } from 'vitest';
import { DEFAULT_SEED, parseBehaviour, type Rehearsal, type Rehearsed, rehearse } from '../src/index.js';

/** A rehearsal takes its time, and the machine may be busy. */
export const SLOW = 600_000;
const shared = inject('rehearsed');

type How = Pick<Rehearsal, 'number'> &
  Partial<Pick<Rehearsal, 'temporal' | 'behaviour' | 'launch' | 'onDay'>> & {
    name?: string;
    answers?: readonly Answer[];
  };

interface Run {
  readonly rehearsed: Rehearsed;
  readonly folder: string;
}

/** Rehearses a notice (Jining unless named) into a folder of its own among those of this run. */
export async function rehearseInto(
  name: string,
  { name: notice = 'jining-2023', answers = [], ...how }: How,
): Promise<Run> {
  const seed = await loadSeed(path.join(repoRoot(import.meta.url), 'seeds'), notice);
  const folder = path.join(shared, name);
  const answered = { ...seed, answers: [...seed.answers, ...answers] };
  return { rehearsed: await rehearse({ seed: answered, folder, onProgress: () => undefined, ...how }), folder };
}

/** Weihai with one office of each kind: one in time, one that files when called, one that errs, and one that never answers. */
const oneOfEach = parseBehaviour(
  `profiles:
  - { id: punctual, label: 按时, weight: 1, files: { earliest: -2, latest: 0 }, promises: { days: 0, keeps: 100 } }
  - { id: late, label: 拖延, weight: 0, files: null, promises: { days: 2, keeps: 50 } }
  - id: careless
    label: 粗心
    weight: 0
    files: { earliest: -2, latest: 0 }
    promises: { days: 0, keeps: 100 }
    blunders: [other-office, renamed-text]
  - { id: silent, label: 失联, weight: 0, files: null, promises: null }
cast: { wendeng: late, rushan: careless, rongcheng: silent }
`,
  'one-of-each.yaml',
);

/** Runs that several files look at. */
export const SHARED = {
  jining: { number: DEFAULT_SEED },
  weihai: { name: 'weihai-2024', number: 1, behaviour: oneOfEach },
} satisfies Record<string, How>;

/** A run that others are compared with: made by the first file that asks for it, read by the others. */
export async function sharedRun(name: keyof typeof SHARED): Promise<Run> {
  const folder = path.join(shared, name);
  const [result, failure] = [`${folder}.result`, `${folder}.failure`];
  if (isFirst(`${folder}.lock`)) {
    try {
      const { rehearsed } = await rehearseInto(name, SHARED[name]);
      await writeFile(`${result}.new`, serialize(rehearsed));
      await rename(`${result}.new`, result);
    } catch (error) {
      await writeFile(failure, String(error instanceof Error ? error.stack : error));
      throw error;
    }
  }
  await vi.waitUntil(() => existsSync(result) || existsSync(failure), { timeout: SLOW, interval: 250 });
  if (existsSync(failure)) throw new Error(`the run of ${name} failed: ${await readFile(failure, 'utf8')}`);
  return { rehearsed: deserialize(await readFile(result)) as Rehearsed, folder };
}

/** Whether nobody else has taken it. */
function isFirst(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

export const timelineIn = (folder: string): Promise<string> => readFile(path.join(folder, 'timeline.json'), 'utf8');
