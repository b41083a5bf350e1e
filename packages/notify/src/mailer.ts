import type { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import { checkAddress } from './address.js';
import { classifyFailure } from './classify-failure.js';
import { compose } from './compose.js';
import type { Envelope, Mailer, MailerOptions, SendOutcome } from './contract.js';

const DEFAULT_TIMEOUT = 30_000;

/**
 * Opens a pooled SMTP connection. One `send` is one attempt: nodemailer is told never to queue a message again by itself.
 * Throws `address-invalid` when the sender's address is not exactly one bare mailbox.
 */
export function createMailer(options: MailerOptions): Mailer {
  const sender = { name: (options.fromName ?? '').replace(/\s+/g, ' ').trim(), address: checkAddress(options.from) };
  const transport = createTransport(poolOptions(options));
  const bodies = new WeakMap<object, Readable>();
  // Whether the server may have taken a message is told by whether its body began to flow, and that happens only after
  // DATA was answered. nodemailer's error does not say it, so the body's stream is kept (keyed by the message's headers object).
  transport.use('stream', (mail, done) => {
    const { message } = mail;
    const create = message?.createReadStream.bind(message);
    if (message && create) {
      message.createReadStream = (...args) => {
        const body = create(...args);
        bodies.set(mail.data.headers as object, body);
        return body;
      };
    }
    done();
  });
  return {
    async send(envelope: Envelope): Promise<SendOutcome> {
      const mail = compose(envelope, sender);
      try {
        const info = await transport.sendMail(mail);
        return { kind: 'sent', response: info.response };
      } catch (error) {
        return classifyFailure(error, bodies.get(mail.headers)?.readableDidRead ?? false);
      }
    },
    async close() {
      transport.close();
    },
  };
}

function poolOptions(options: MailerOptions) {
  const timeout = options.timeoutMs ?? DEFAULT_TIMEOUT;
  return {
    pool: true as const,
    host: options.host,
    port: options.port,
    secure: options.secure ?? false,
    maxConnections: options.connections ?? 2,
    // A lost connection is reported, not repeated: whether to send again is the ledger's decision.
    maxRequeues: 0,
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    // Attachments are bytes only; nothing in a message may name a file or an address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
    // A password goes over an encrypted line or not at all: whoever hides the server's STARTTLS gets neither it nor the mail.
    ...(options.auth ? { auth: { user: options.auth.user, pass: options.auth.password }, requireTLS: true } : {}),
    ...(options.trustAnyCertificate ? { tls: { rejectUnauthorized: false } } : {}),
  };
}
