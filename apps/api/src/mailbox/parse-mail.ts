import { instant } from '@duban/base';
import { isoOf } from '@duban/base/time';
import PostalMime from 'postal-mime';
import type { NamedFile } from '../http/send-file.js';

/** A mail as its reader sees it. */
export interface ParsedMail {
  readonly from: string;
  readonly subject: string;
  /** The Date header in Asia/Shanghai; null without a readable one. */
  readonly date: string | null;
  readonly text: string;
  readonly attachments: readonly NamedFile[];
}

export async function parseMail(raw: Uint8Array): Promise<ParsedMail> {
  const mail = await PostalMime.parse(raw);
  const sent = Date.parse(mail.date ?? '');
  return {
    from: mail.from?.name || mail.from?.address || '',
    subject: mail.subject ?? '',
    date: Number.isNaN(sent) ? null : isoOf(instant(sent)),
    text: mail.text ?? '',
    attachments: mail.attachments.map(({ filename, mimeType, content }, index) => ({
      name: filename ?? `附件${index + 1}`,
      type: mimeType,
      bytes: typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content),
    })),
  };
}
