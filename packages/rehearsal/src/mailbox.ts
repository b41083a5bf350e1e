import { readFile } from 'node:fs/promises';
import type { StoredMail } from '@duban/runtime';
import PostalMime from 'postal-mime';

/** The newest enclosure with this name that reached an address: what the clerk opens. Null when none has come. */
export async function newestEnclosure(
  mails: readonly StoredMail[],
  wanted: { address: string; name: string },
): Promise<Uint8Array | null> {
  for (const mail of mails.filter((m) => m.to.includes(wanted.address)).reverse()) {
    const { attachments } = await PostalMime.parse(await readFile(mail.file));
    const found = attachments.find((a) => a.filename === wanted.name);
    if (found)
      return typeof found.content === 'string' ? Buffer.from(found.content, 'base64') : new Uint8Array(found.content);
  }
  return null;
}
