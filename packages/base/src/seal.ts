import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** What is sealed for one purpose, or about one thing, cannot be opened for another. */
export interface SealedFor {
  /** The installation's. */
  readonly secret: string;
  readonly purpose: string;
  /** An account, say. */
  readonly about?: string;
}

const CIPHER = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

/** 256 bits for one purpose, from the installation's secret. */
export function purposeKey(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));
}

/** Encrypts bytes (AES-256-GCM): nonce, tag, cipher text. A stream has its own framing (packages/ledger `backup/encryption.ts`). */
export function seal(bytes: Uint8Array, { secret, purpose, about = '' }: SealedFor): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(CIPHER, purposeKey(secret, purpose), nonce).setAAD(Buffer.from(about));
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** The bytes. Throws what `node:crypto` says when they were sealed elsewhere, for something else, or changed. */
export function unseal(sealed: Uint8Array, { secret, purpose, about = '' }: SealedFor): Buffer {
  const key = purposeKey(secret, purpose);
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE), { authTagLength: TAG })
    .setAAD(Buffer.from(about))
    .setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]);
}
