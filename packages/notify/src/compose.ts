import { checkAddress } from './address.js';
import type { Attachment, Envelope } from './contract.js';

interface Sender {
  readonly name: string;
  readonly address: string;
}

/** Turns an envelope into nodemailer's options; refuses addresses that are not exactly one mailbox, and flattens header texts. */
export function compose(envelope: Envelope, sender: Sender) {
  const from = {
    name: flat(envelope.fromName ?? sender.name),
    address: envelope.from === undefined ? sender.address : checkAddress(envelope.from),
  };
  const to = checkAddress(envelope.to);
  if (!/^[\x21-\x7e]+$/.test(envelope.messageId) || /[<>]/.test(envelope.messageId)) {
    throw new RangeError(`not a message id: ${envelope.messageId}`);
  }
  const date = new Date(envelope.date);
  if (Number.isNaN(date.getTime())) throw new RangeError(`not a date: ${envelope.date}`);
  return {
    from,
    to: { name: '', address: to },
    // The SMTP envelope is stated, not derived: no header can add a recipient.
    envelope: { from: from.address, to: [to] },
    subject: flat(envelope.subject),
    text: envelope.text,
    messageId: `<${envelope.messageId}>`,
    date,
    // Out-of-office answers and other robots are asked to keep silent.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    attachments: envelope.attachments.map(attached),
  };
}

function attached(attachment: Attachment) {
  return {
    filename: flat(attachment.name),
    contentType: attachment.type,
    content: Buffer.from(attachment.bytes),
    contentDisposition: 'attachment' as const,
  };
}

function flat(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}
