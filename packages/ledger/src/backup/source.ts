import { type FileHandle, open } from 'node:fs/promises';
import { DubanError } from '@duban/base';
import { FRAME, HEADER_LENGTH, type Key, keyOf, MAGIC, openFrame, TAG } from './encryption.js';
import { words } from './wording.js';

/** An archive's bytes as they were before encryption, at any place. */
export interface Source {
  /** The file's name, for refusals. */
  readonly name: string;
  readonly size: number;
  /** Bytes from `start` up to, not with, `end`. */
  read(start: number, end: number): AsyncGenerator<Buffer>;
  close(): Promise<void>;
}

/**
 * Opens an archive's file; nothing of its content is checked yet but that a passphrase fits.
 * @throws DubanError `backup-locked`, `backup-damaged`; what the system says when the file cannot be read
 */
export async function openSource(
  { path, name }: { path: string; name: string },
  passphrase: string | null,
): Promise<Source> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const header = await bytesAt(file, 0, Math.min(size, HEADER_LENGTH));
    if (!header.subarray(0, MAGIC.length).equals(MAGIC)) return plainSource(file, { name, size });
    if (passphrase === null) throw new DubanError('backup-locked', { file: name, problem: words.noPassphrase });
    const key = header.length === HEADER_LENGTH ? await keyOf(passphrase, header) : null;
    if (key === null) throw new DubanError('backup-damaged', { file: name, reason: words.header });
    return await encryptedSource(file, { name, size }, key);
  } catch (error) {
    await file.close();
    throw error;
  }
}

interface About {
  readonly name: string;
  readonly size: number;
}

function plainSource(file: FileHandle, about: About): Source {
  return {
    ...about,
    async *read(start, end) {
      for (let at = start; at < end; ) {
        const bytes = await bytesAt(file, at, Math.min(FRAME, end - at));
        if (bytes.length === 0) throw new DubanError('backup-damaged', { file: about.name, reason: words.tooShort });
        yield bytes;
        at += bytes.length;
      }
    },
    close: () => file.close(),
  };
}

async function encryptedSource(file: FileHandle, { name, size }: About, key: Key): Promise<Source> {
  const stored = size - HEADER_LENGTH;
  const frames = Math.ceil(stored / (FRAME + TAG));
  const frame = async (number: number): Promise<Buffer | null> => {
    const at = HEADER_LENGTH + number * (FRAME + TAG);
    const bytes = await bytesAt(file, at, Math.min(FRAME + TAG, size - at));
    return bytes.length > TAG ? openFrame(key, { bytes, number, last: number === frames - 1 }) : null;
  };
  if (frames === 0) throw new DubanError('backup-damaged', { file: name, reason: words.tooShort });
  // Which of the two it is, a wrong passphrase or damage, cannot be told from the first frame alone.
  if ((await frame(0)) === null) throw new DubanError('backup-locked', { file: name, problem: words.wrongPassphrase });
  return {
    name,
    size: stored - frames * TAG,
    async *read(start, end) {
      for (let number = Math.floor(start / FRAME); number * FRAME < end; number++) {
        const plain = await frame(number);
        if (plain === null) throw new DubanError('backup-damaged', { file: name, reason: words.frame });
        yield plain.subarray(Math.max(0, start - number * FRAME), Math.max(0, end - number * FRAME));
      }
    },
    close: () => file.close(),
  };
}

/** As many of the bytes as there are. */
async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}
