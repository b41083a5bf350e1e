import { randomInt } from 'node:crypto';
import { portIsFree } from './free-port.js';

// Below what systems hand out for outgoing connections (Linux from 32768, others from 49152): while a service is down, somebody's
// connection could otherwise sit on its address, even a client's own attempt to reach it (TCP connects such a port to itself).
const LEAST = 20_000;
const MOST = 32_000;

/**
 * A free TCP port on 127.0.0.1 for a service that must come back where it was.
 * @param preferred the port it had before; another one when a stranger has taken it meanwhile.
 */
export async function lastingPort(preferred?: number): Promise<number> {
  if (preferred !== undefined && (await portIsFree(preferred))) return preferred;
  for (;;) {
    const port = randomInt(LEAST, MOST);
    if (await portIsFree(port)) return port;
  }
}
