import { createHash } from 'node:crypto';
import type { Instant } from '@duban/base';
import type { Db, Tx } from './ledger.js';

/** SHA-256 in lower-case hex. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Keeps a file (≤ 10 MB) under its hash; the same bytes are kept once. Returns the hash. */
export async function putBlob(tx: Tx, bytes: Uint8Array, at: Instant): Promise<string> {
  const hash = sha256(bytes);
  await tx
    .insertInto('blob')
    .values({ sha256: hash, bytes: Buffer.from(bytes), size: bytes.byteLength, created_at: at })
    .onConflict((c) => c.column('sha256').doNothing())
    .execute();
  return hash;
}

/** The bytes kept under a hash; throws when there are none. */
export async function getBlob(db: Db, hash: string): Promise<Buffer> {
  const row = await db.selectFrom('blob').select('bytes').where('sha256', '=', hash).executeTakeFirstOrThrow();
  return row.bytes;
}
