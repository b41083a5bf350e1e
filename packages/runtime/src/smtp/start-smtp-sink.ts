import type { Server, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { MailStore } from './mail-store.js';
import { messageIdOf } from './message-id.js';
import type { Fault, OfferedMail, StoredMail } from './stored-mail.js';

export interface SmtpSinkOptions {
  /** Where the mails are kept; made on demand. */
  readonly folder: string;
  /** Called after a mail was stored and before the sender is told; when it fails, the sender is deferred (451). */
  readonly onMail?: (mail: StoredMail) => void | Promise<void>;
  /** For tests: decides what goes wrong with a message. */
  readonly fault?: (mail: OfferedMail) => Fault;
  /** A free port when left out. */
  readonly port?: number;
}

export interface SmtpSink {
  readonly port: number;
  /** All mails of the folder, in order of acceptance. */
  received(): readonly StoredMail[];
  stop(): Promise<void>;
}

const REFUSALS = {
  'refuse-550': { code: 550, text: 'mailbox unavailable' },
  'defer-451': { code: 451, text: 'try again later' },
} as const;

/** Starts a mail server on loopback that delivers nothing: it keeps what it is given. No sign-in, no TLS. */
export async function startSmtpSink(options: SmtpSinkOptions): Promise<SmtpSink> {
  const store = new MailStore(options.folder);
  const sockets = new Map<number, Socket>();
  const attempts = new Map<string, number>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onData: (stream, session, done) => {
      take({ stream, session, store, attempts, options }).then(
        (fault) => {
          if (fault === 'none') done();
          // smtp-server's own connection object hides its socket; the port names it.
          else if (fault === 'drop-after-data') sockets.get(session.remotePort)?.destroy();
          else done(smtpError(REFUSALS[fault]));
        },
        (error: Error) => done(smtpError({ code: 451, text: error.message })),
      );
    },
  });
  // A sender that hangs up in the middle is the sender's trouble, not the sink's.
  server.on('error', () => undefined);
  const listener: Server = server.server;
  listener.on('connection', (socket: Socket) => {
    const port = socket.remotePort ?? -1;
    sockets.set(port, socket);
    socket.once('close', () => sockets.delete(port));
  });
  const port = await listen(server, options.port ?? 0);
  return {
    port,
    received: () => store.mails,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets.values()) socket.destroy();
      }),
  };
}

interface Taking {
  readonly stream: SMTPServerDataStream;
  readonly session: SMTPServerSession;
  readonly store: MailStore;
  readonly attempts: Map<string, number>;
  readonly options: SmtpSinkOptions;
}

async function take({ stream, session, store, attempts, options }: Taking): Promise<Fault> {
  const raw = await buffer(stream);
  const messageId = messageIdOf(raw);
  const attempt = messageId === null ? 1 : (attempts.get(messageId) ?? 0) + 1;
  if (messageId !== null) attempts.set(messageId, attempt);
  const { mailFrom, rcptTo } = session.envelope;
  const mail: OfferedMail = {
    from: mailFrom === false ? '' : mailFrom.address,
    to: rcptTo.map((each) => each.address),
    messageId,
    size: raw.length,
    attempt,
    raw,
  };
  const fault = options.fault?.(mail) ?? 'none';
  if (fault === 'refuse-550' || fault === 'defer-451') return fault;
  const stored = store.add(mail);
  await options.onMail?.(stored);
  return fault;
}

function smtpError({ code, text }: { code: number; text: string }): Error {
  return Object.assign(new Error(text), { responseCode: code });
}

function listen(server: SMTPServer, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
