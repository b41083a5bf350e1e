import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { OfferedMail, StoredMail } from './stored-mail.js';

/** Mails as files of a folder: `000001.eml` … and `index.jsonl` with one line for each; what an earlier run left is kept. */
export class MailStore {
  readonly #folder: string;
  readonly #index: string;
  readonly #mails: StoredMail[];

  constructor(folder: string) {
    this.#folder = resolve(folder);
    this.#index = join(this.#folder, 'index.jsonl');
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    this.#mails = existsSync(this.#index) ? readIndex(this.#index) : [];
  }

  get mails(): readonly StoredMail[] {
    return this.#mails;
  }

  /** Synchronously: the sequence is the order of acceptance, and 250 means that the file is there. */
  add(mail: OfferedMail): StoredMail {
    const sequence = this.#mails.length + 1;
    const file = join(this.#folder, `${String(sequence).padStart(6, '0')}.eml`);
    writeFileSync(file, mail.raw, { mode: 0o600 });
    const { from, to, messageId, size } = mail;
    const stored: StoredMail = { sequence, from, to, messageId, size, file };
    appendFileSync(this.#index, `${JSON.stringify(stored)}\n`, { mode: 0o600 });
    this.#mails.push(stored);
    return stored;
  }
}

function readIndex(file: string): StoredMail[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as StoredMail);
}
