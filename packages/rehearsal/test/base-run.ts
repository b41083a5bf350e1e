import { existsSync, mkdirSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { loadSeed } from '@duban/actions/load-seed';
import type { Answer } from '@duban/campaign';
import { repoRoot } from '@duban/runtime';
import { inject, vi } from 'vitest';
import { DEFAULT_SEED, type Rehearsal, type Rehearsed, rehearse } from '../src/index.js';

/** A rehearsal takes its time, and the machine may be busy. */
export const SLOW = 600_000;
const shared = inject('rehearsed');
/** The output folder of the base run. */
export const BASE = path.join(shared, 'first');
const RESULT = path.join(shared, 'first.result');
const FAILURE = path.join(shared, 'first.failure');

/** Rehearses a notice (Jining unless named) into a folder of its own among those of this run. */
export async function rehearseInto(
  name: string,
  {
    name: notice = 'jining-2023',
    answers = [],
    ...how
  }: Pick<Rehearsal, 'number'> &
    Partial<Pick<Rehearsal, 'onMail' | 'behaviour' | 'launch' | 'onDay'>> & {
      name?: string;
      answers?: readonly Answer[];
    },
): Promise<{ rehearsed: Rehearsed; folder: string }> {
  const seed = await loadSeed(path.join(repoRoot(import.meta.url), 'seeds'), notice);
  const folder = path.join(shared, name);
  const answered = { ...seed, answers: [...seed.answers, ...answers] };
  return { rehearsed: await rehearse({ seed: answered, folder, onProgress: () => undefined, ...how }), folder };
}

/** The run that the others are compared with: made by the first file that asks for it, read by the others. */
export async function baseRun(): Promise<Rehearsed> {
  if (isFirst()) await makeBaseRun();
  await vi.waitUntil(() => existsSync(RESULT) || existsSync(FAILURE), { timeout: SLOW, interval: 250 });
  if (existsSync(FAILURE)) throw new Error(`the base run failed: ${await readFile(FAILURE, 'utf8')}`);
  return deserialize(await readFile(RESULT)) as Rehearsed;
}

async function makeBaseRun(): Promise<void> {
  try {
    const { rehearsed } = await rehearseInto('first', { number: DEFAULT_SEED });
    await writeFile(`${RESULT}.new`, serialize(rehearsed));
    await rename(`${RESULT}.new`, RESULT);
  } catch (error) {
    await writeFile(FAILURE, String(error instanceof Error ? error.stack : error));
    throw error;
  }
}

/** Whether nobody else makes the base run. */
function isFirst(): boolean {
  try {
    mkdirSync(`${RESULT}.lock`);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

export const timelineIn = (folder: string): Promise<string> => readFile(path.join(folder, 'timeline.json'), 'utf8');
