import { appendFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readIndex } from './read-index.js';
import type { OfferedMail, StoredMail } from './stored-mail.js';

/**
 * Mails as files of a folder: `000001.eml` … and `index.jsonl` with one line for each; what an earlier run left is kept.
 *
 * A mail counts once its line is there, and only then is the sender told. A kill between file and line leaves a file that nobody was
 * promised: it is neither listed nor overwritten, its number stays unused, and its sender offers the mail again.
 */
export class MailStore {
  readonly #folder: string;
  readonly #index: string;
  readonly #mails: StoredMail[];
  #last: number;

  constructor(folder: string) {
    this.#folder = resolve(folder);
    this.#index = join(this.#folder, 'index.jsonl');
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    this.#mails = readIndex(this.#index);
    this.#last = Math.max(0, ...this.#mails.map(({ sequence }) => sequence), ...numbersIn(this.#folder));
  }

  get mails(): readonly StoredMail[] {
    return this.#mails;
  }

  /** Synchronously: the sequence is the order of acceptance, and 250 means that the mail is there. */
  add(mail: OfferedMail): StoredMail {
    const sequence = this.#last + 1;
    this.#last = sequence;
    const file = join(this.#folder, `${String(sequence).padStart(6, '0')}.eml`);
    writeFileSync(file, mail.raw, { mode: 0o600, flag: 'wx' });
    const { from, to, messageId, size } = mail;
    const stored: StoredMail = { sequence, from, to, messageId, size, file };
    appendFileSync(this.#index, `${JSON.stringify(stored)}\n`, { mode: 0o600 });
    this.#mails.push(stored);
    return stored;
  }
}

function numbersIn(folder: string): number[] {
  return readdirSync(folder).flatMap((name) => {
    const number = /^(\d+)\.eml$/.exec(name)?.[1];
    return number === undefined ? [] : [Number(number)];
  });
}
