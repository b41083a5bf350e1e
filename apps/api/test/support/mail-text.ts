import { readFile } from 'node:fs/promises';
import type { StoredMail } from '@duban/runtime';
import PostalMime from 'postal-mime';

/** All words of a mail that its reader, or a mail server on the way, sees: headers, text, names of what is enclosed. */
export async function mailText({ file }: StoredMail): Promise<string> {
  const { headers, subject, text, html, attachments } = await PostalMime.parse(await readFile(file));
  return JSON.stringify({ headers, subject, text, html, names: attachments.map(({ filename }) => filename) });
}
