import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

/** Bytes that only who knows both the installation's secret and `key` can read again. */
export function seal(bytes: Uint8Array, secret: string, key: string): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(CIPHER, keyOf(secret, key), nonce);
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** Throws when a byte was changed or either secret is another. */
export function unseal(sealed: Uint8Array, secret: string, key: string): Buffer {
  const decipher = createDecipheriv(CIPHER, keyOf(secret, key), sealed.subarray(0, NONCE), { authTagLength: TAG });
  decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]);
}

function keyOf(secret: string, key: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `kept answer ${key}`, 32));
}
