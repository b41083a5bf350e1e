import { createServer } from 'node:net';

/** Ports handed out lately: the kernel may offer the same one again before its service has bound it. */
const lately: number[] = [];
const REMEMBER = 64;

/** A TCP port on 127.0.0.1 that is free now. Another process may still take it first: callers try again when binding fails. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = await probe();
    if (lately.includes(port)) continue;
    lately.push(port);
    if (lately.length > REMEMBER) lately.shift();
    return port;
  }
}

/** Whether nobody listens on this TCP port of 127.0.0.1 now. */
export async function portIsFree(port: number): Promise<boolean> {
  return (await probe(port).catch(() => null)) !== null;
}

function probe(wanted = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
