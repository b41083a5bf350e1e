import { connect } from 'node:net';

const LIMIT_MS = 1_000;
const PROTOCOL_3 = 196_608;
/** First byte of an answer: `R` asks for the password, so the server accepts sessions; `E` says it is still starting up. */
const ASKS_FOR_PASSWORD = 'R'.charCodeAt(0);

/**
 * Begins a session with a PostgreSQL server, up to its question for the password; false for anything else. The port alone says
 * nothing: the server listens before it has recovered.
 */
export function acceptsSessions(port: number, user: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    const answer = (ready: boolean) => {
      socket.destroy();
      resolve(ready);
    };
    socket.setTimeout(LIMIT_MS, () => answer(false));
    socket.once('error', () => answer(false));
    socket.once('close', () => answer(false));
    socket.once('connect', () => socket.write(startupMessage(user)));
    socket.once('data', (data: Buffer) => answer(data[0] === ASKS_FOR_PASSWORD));
  });
}

function startupMessage(user: string): Buffer {
  const body = Buffer.from(`user\0${user}\0database\0postgres\0\0`);
  const head = Buffer.alloc(8);
  head.writeInt32BE(body.length + head.length, 0);
  head.writeInt32BE(PROTOCOL_3, 4);
  return Buffer.concat([head, body]);
}
