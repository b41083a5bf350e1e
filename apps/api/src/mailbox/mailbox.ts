import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DubanError } from '@duban/base';
import type { StoredMail } from '@duban/runtime';
import type { NamedFile } from '../http/send-file.js';
import type { Mail, Mailbox as MailboxView } from '../routes/mailbox/schema.js';
import { MailIndex } from './mail-index.js';
import { type ParsedMail, parseMail } from './parse-mail.js';

type Listed = MailboxView['mails'][number];

/** The local inbox as the offices would see it; written by another process, only read here. */
export interface Mailbox {
  list(wanted: { readonly to?: string | undefined; readonly limit: number }): Promise<MailboxView>;
  /** Throws `mail-unknown`. */
  mail(sequence: number): Promise<Mail>;
  /** Throws `mail-unknown`. */
  attachment(sequence: number, index: number): Promise<NamedFile>;
}

export function openMailbox(folder: string): Mailbox {
  const index = new MailIndex(folder);
  // A mail never changes: its line in the list is made once.
  const listed = new Map<string, Listed>();

  const read = (mail: StoredMail): Promise<ParsedMail> => readMail(folder, mail);
  const find = async (sequence: number): Promise<StoredMail> => {
    const mail = (await index.mails()).find((m) => m.sequence === sequence);
    if (!mail) throw new DubanError('mail-unknown', { mail: sequence });
    return mail;
  };
  const line = async (mail: StoredMail): Promise<Listed> => {
    const key = `${mail.sequence} ${mail.messageId} ${mail.size}`;
    const known = listed.get(key);
    if (known) return known;
    const { subject, date, attachments } = await read(mail);
    const made = { sequence: mail.sequence, to: [...mail.to], subject, date, attachments: attachments.length };
    listed.set(key, made);
    return made;
  };
  return {
    async list({ to, limit }) {
      const all = await index.mails();
      const wanted = all.filter((mail) => to === undefined || mail.to.includes(to));
      const mails: Listed[] = [];
      for (const mail of wanted.slice(-limit).reverse()) mails.push(await line(mail));
      return { total: wanted.length, addresses: addressesOf(all), mails };
    },
    async mail(sequence) {
      const stored = await find(sequence);
      const { from, subject, date, text, attachments } = await read(stored);
      return {
        sequence,
        from,
        to: [...stored.to],
        subject,
        date,
        messageId: stored.messageId,
        text,
        attachments: attachments.map(({ name, type, bytes }, i) => ({ index: i, name, type, size: bytes.length })),
      };
    },
    async attachment(sequence, at) {
      const { attachments } = await read(await find(sequence));
      const file = attachments[at];
      if (!file) throw new DubanError('mail-unknown', { mail: `${sequence}/${at}` });
      return file;
    },
  };
}

/** By its number and not by the path in the index: the folder may have been moved. */
async function readMail(folder: string, { sequence }: StoredMail): Promise<ParsedMail> {
  return parseMail(await readFile(join(folder, `${String(sequence).padStart(6, '0')}.eml`)));
}

function addressesOf(mails: readonly StoredMail[]): MailboxView['addresses'] {
  const counts = new Map<string, number>();
  for (const { to } of mails) for (const address of to) counts.set(address, (counts.get(address) ?? 0) + 1);
  return [...counts]
    .map(([address, count]) => ({ address, mails: count }))
    .sort((a, b) => (a.address < b.address ? -1 : 1));
}
