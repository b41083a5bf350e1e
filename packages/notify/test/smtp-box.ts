import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface Received {
  readonly to: readonly string[];
  readonly raw: string;
}

type Answer = (session: { readonly count: number }) => Error | null;

/** A real SMTP server on a free port; `answer` decides on each message after it was read to its end. */
export function smtpBox(answer: Answer = () => null) {
  return listening(answer, ['STARTTLS', 'AUTH']);
}

/** One that offers STARTTLS with the certificate that everybody has: smtp-server's own. */
export function selfSignedBox() {
  return listening(() => null, ['AUTH']);
}

async function listening(answer: Answer, disabledCommands: string[]) {
  const received: Received[] = [];
  let count = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands,
    onRcptTo: (address, _session, done) =>
      done(address.address.startsWith('unknown') ? smtpError(550, 'no such user') : null),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const refusal = answer({ count: ++count });
        if (!refusal) {
          const to = session.envelope.rcptTo.map((each) => each.address);
          received.push({ to, raw: Buffer.concat(chunks).toString('utf8') });
        }
        done(refusal);
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return { port, received, close: () => new Promise<void>((resolve) => server.close(resolve)) };
}

export function smtpError(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

/** An SMTP dialogue by hand that hangs up at a chosen point: before it answers DATA, or after it has read the message's last dot. */
export async function rudeServer(hangUp: 'at-data' | 'after-dot' | 'at-greeting') {
  let messages = 0;
  const talk = (socket: Socket) => {
    if (hangUp === 'at-greeting') return socket.destroy();
    let body = false;
    socket.on('error', () => undefined);
    socket.write('220 box ESMTP\r\n');
    socket.on('data', (chunk) => {
      for (const line of chunk.toString('latin1').split('\r\n').slice(0, -1)) {
        if (body && line === '.') {
          messages++;
          socket.destroy();
        } else if (!body && /^DATA/.test(line)) {
          body = hangUp !== 'at-data';
          if (body) socket.write('354 go\r\n');
          else socket.destroy();
        } else if (!body) socket.write('250 ok\r\n');
      }
    });
    return socket;
  };
  const server = createServer(talk);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { port, messages: () => messages, close: () => new Promise((resolve) => server.close(resolve)) };
}

/** Offers a login and no encryption, and remembers what it was told. */
export async function plainServer() {
  const told: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.write('220 box ESMTP\r\n');
    socket.on('data', (chunk) => {
      for (const line of chunk.toString('latin1').split('\r\n').slice(0, -1)) {
        told.push(line);
        if (/^EHLO/.test(line)) socket.write('250-box\r\n250 AUTH PLAIN LOGIN\r\n');
        else socket.write(/^STARTTLS/.test(line) ? '502 no such command\r\n' : '250 ok\r\n');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { port, lines: () => told, close: () => new Promise((resolve) => server.close(resolve)) };
}
