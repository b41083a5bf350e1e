import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoredMail } from '@duban/runtime';

/** Reads `index.jsonl` as it grows: only what was added since the last look. */
export class MailIndex {
  readonly #file: string;
  #mails: StoredMail[] = [];
  #read = 0;
  #looking: Promise<void> = Promise.resolve();

  constructor(folder: string) {
    this.#file = join(folder, 'index.jsonl');
  }

  /** All mails in order of acceptance; none while there is no index yet. */
  async mails(): Promise<readonly StoredMail[]> {
    // One look after the other: two at once would read the same lines twice.
    this.#looking = this.#looking.catch(() => undefined).then(() => this.#look());
    await this.#looking;
    return this.#mails;
  }

  async #look(): Promise<void> {
    const size = await sizeOf(this.#file);
    if (size === this.#read) return;
    // Shorter than before: somebody emptied the inbox.
    if (size < this.#read) {
      this.#mails = [];
      this.#read = 0;
    }
    const added = await readFrom(this.#file, this.#read, size);
    // A line that is still being written waits for the next look.
    const whole = added.subarray(0, added.lastIndexOf('\n') + 1);
    const lines = whole.toString('utf8').split('\n');
    const mails = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as StoredMail);
    this.#mails = [...this.#mails, ...mails];
    this.#read += whole.length;
  }
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}

async function readFrom(file: string, start: number, end: number): Promise<Buffer> {
  if (end === start) return Buffer.alloc(0);
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(end - start), position: start });
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
