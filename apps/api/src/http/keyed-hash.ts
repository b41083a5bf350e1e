import { createHmac } from 'node:crypto';

/** A name for something that must not stand in clear in the ledger (an address, a token, a key): only this installation can make it again. */
export function keyedHash(secret: string, ...parts: readonly string[]): string {
  return createHmac('sha256', secret).update(JSON.stringify(parts)).digest('hex');
}
