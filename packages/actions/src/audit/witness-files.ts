import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DubanError, type Instant, type LocalDate } from '@duban/base';
import type { ChainHead, Checkpoint } from '@duban/ledger';

/**
 * What the data folder remembers of the chain, outside the database: every checkpoint (one line of JSON each, only ever added to) and the
 * last head. For its owner only.
 */
const FOLDER = 'audit';
const CHECKPOINTS = 'checkpoints.jsonl';
const HEAD = 'head.json';

export function checkpointsFile(folder: string): string {
  return path.join(folder, FOLDER, CHECKPOINTS);
}

/**
 * The checkpoints of a file, with the line of each; null when there is no such file.
 * @throws DubanError `audit-witness-invalid`
 */
export async function readCheckpoints(file: string): Promise<(Checkpoint & { readonly line: number })[] | null> {
  const text = await readFile(file, 'utf8').catch(nothing);
  if (text === null) return null;
  const lines = text.split('\n').map((line, i) => ({ line: i + 1, text: line.trim() }));
  // A crash in the middle of a line leaves one without an end; the next time it is written again.
  return lines
    .filter((each) => each.text.endsWith('}'))
    .map((each) => ({ ...checkpointIn(each.text, file, each.line), line: each.line }));
}

/** Adds lines, and is done when they are on the disk. */
export async function addCheckpoints(folder: string, checkpoints: readonly Checkpoint[]): Promise<void> {
  if (checkpoints.length === 0) return;
  await mkdir(path.join(folder, FOLDER), { recursive: true, mode: 0o700 });
  const before = await readFile(checkpointsFile(folder), 'utf8').catch(nothing);
  const torn = before !== null && before !== '' && !before.endsWith('\n');
  const file = await open(checkpointsFile(folder), 'a', 0o600);
  try {
    await file.writeFile(
      (torn ? '\n' : '') + checkpoints.map((checkpoint) => `${JSON.stringify(checkpoint)}\n`).join(''),
    );
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The last head that was written down here; null when none was. */
export async function readHead(folder: string): Promise<ChainHead | null> {
  const text = await readFile(path.join(folder, FOLDER, HEAD), 'utf8').catch(nothing);
  if (text === null) return null;
  const head: unknown = JSON.parse(text);
  if (!isHead(head)) throw new DubanError('audit-witness-invalid', { source: HEAD, line: 1 });
  return head;
}

/** All or nothing. */
export async function writeHead(folder: string, head: ChainHead & { readonly at: Instant }): Promise<void> {
  await mkdir(path.join(folder, FOLDER), { recursive: true, mode: 0o700 });
  const made = path.join(folder, FOLDER, `.${HEAD}.${randomUUID()}`);
  await writeFile(made, `${JSON.stringify(head)}\n`, { mode: 0o600 });
  await rename(made, path.join(folder, FOLDER, HEAD));
}

function checkpointIn(text: string, source: string, line: number): Checkpoint {
  try {
    const { n, day, hash, made_at, previous, mac } = JSON.parse(text) as Record<string, unknown>;
    if (
      isHead({ n, hash }) &&
      typeof made_at === 'number' &&
      [day, previous, mac].every((part) => typeof part === 'string')
    )
      return { n, day, hash, made_at, previous, mac } as Checkpoint & { day: LocalDate };
  } catch {
    // Told below, as whatever else is no checkpoint.
  }
  throw new DubanError('audit-witness-invalid', { source, line });
}

function isHead(value: unknown): value is ChainHead {
  const { n, hash } = (value ?? {}) as Record<string, unknown>;
  return Number.isSafeInteger(n) && typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash);
}

function nothing(error: unknown): null {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
  throw error;
}
