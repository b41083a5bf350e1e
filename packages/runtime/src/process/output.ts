import { closeSync, fstatSync, mkdirSync, openSync, readSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Readable } from 'node:stream';
import { lastLines, Tail } from './tail.js';

const READ = 16_384;
/** A log that grew beyond this is put aside at the next start; one old one is kept. */
const LOG_LIMIT = 10_000_000;

/** Where a child's output goes: straight into a log file (survives us), or through a pipe into a {@link Tail}. */
export interface Output {
  readonly stdio: number | 'pipe';
  /** Reads the pipes, when there are any; closes our copy of the file otherwise. To be called once, after the spawn. */
  attach(streams: readonly (Readable | null)[]): void;
  tail(lines?: number): string;
}

/** Opens the place for a child's output; `onOutput` sees every chunk (pipe only). */
export function openOutput(options: { logFile?: string; onOutput?: (text: string) => void }): Output {
  return options.logFile === undefined ? toMemory(options.onOutput) : toFile(options.logFile);
}

function toMemory(onOutput?: (text: string) => void): Output {
  const tail = new Tail();
  return {
    stdio: 'pipe',
    attach(streams) {
      for (const stream of streams) {
        stream?.on('data', (chunk: Buffer) => {
          tail.push(chunk);
          onOutput?.(chunk.toString());
        });
        // A pipe may break when the child is killed; its exit is reported elsewhere.
        stream?.on('error', () => undefined);
      }
    },
    tail: (lines) => tail.text(lines),
  };
}

function toFile(file: string): Output {
  mkdirSync(dirname(file), { recursive: true });
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT) renameSync(file, `${file}.1`);
  const fd = openSync(file, 'a', 0o600);
  const start = fstatSync(fd).size;
  return { stdio: fd, attach: () => closeSync(fd), tail: (lines = 12) => lastLines(endOf(file, start), lines) };
}

function endOf(file: string, start: number): string {
  const fd = openSync(file, 'r');
  try {
    const size = fstatSync(fd).size;
    const from = Math.max(start, size - READ);
    const buffer = Buffer.alloc(Math.max(0, size - from));
    readSync(fd, buffer, 0, buffer.length, from);
    return buffer.toString();
  } finally {
    closeSync(fd);
  }
}
