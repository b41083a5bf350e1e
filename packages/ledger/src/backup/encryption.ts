import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';

/**
 * An encrypted archive: a header (magic, cost, salt), then frames of AES-256-GCM, each with its tag. A frame's nonce is its number and
 * whether it is the last, so that frames cannot be moved, left out or cut off unseen (the STREAM construction); the key is used for this
 * one archive only, because the salt is.
 */
export const MAGIC = Buffer.from('DUBAN-E1');
export const HEADER_LENGTH = 32;
export const FRAME = 256 * 1024;
export const TAG = 16;

const SALT_AT = 16;
/** scrypt's N = 2^17, r = 8, p = 1 (OWASP): 128 MB and about half a second for every guess. */
const COST = { log2N: 17, r: 8, p: 1 } as const;

export interface Key {
  readonly header: Buffer;
  readonly key: Buffer;
}

/** The key of a new archive. */
export async function newKey(passphrase: string): Promise<Key> {
  const header = Buffer.concat([MAGIC, Buffer.from([COST.log2N, COST.r, COST.p, 0, 0, 0, 0, 0]), randomBytes(16)]);
  return { header, key: await derive(passphrase, header) };
}

/** The key of an archive by its header; null when the header asks for what we do not do. */
export async function keyOf(passphrase: string, header: Buffer): Promise<Key | null> {
  const [log2N, r, p, ...rest] = header.subarray(MAGIC.length, SALT_AT);
  const known = log2N === COST.log2N && r === COST.r && p === COST.p && rest.every((byte) => byte === 0);
  return known ? { header, key: await derive(passphrase, header) } : null;
}

function derive(passphrase: string, header: Buffer): Promise<Buffer> {
  const options = { N: 2 ** COST.log2N, r: COST.r, p: COST.p, maxmem: 2 ** 28 };
  return new Promise((resolve, reject) =>
    scrypt(passphrase.normalize('NFC'), header.subarray(SALT_AT), 32, options, (error, key) =>
      error ? reject(error) : resolve(key),
    ),
  );
}

/** Encrypts what passes through, with the header before it. */
export class Encrypting extends Transform {
  readonly #key: Key;
  #held: Buffer[] = [];
  #length = 0;
  #number = 0;

  constructor(key: Key) {
    super();
    this.#key = key;
    this.push(key.header);
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#held.push(chunk);
    this.#length += chunk.length;
    // The last frame is never empty, so one that is full waits until more has come.
    if (this.#length > FRAME) {
      let all: Buffer = Buffer.concat(this.#held);
      for (; all.length > FRAME; all = all.subarray(FRAME)) this.#seal(all.subarray(0, FRAME), false);
      this.#held = [all];
      this.#length = all.length;
    }
    done();
  }

  override _flush(done: TransformCallback): void {
    this.#seal(Buffer.concat(this.#held), true);
    done();
  }

  #seal(plain: Buffer, last: boolean): void {
    const cipher = createCipheriv('aes-256-gcm', this.#key.key, nonceOf(this.#number++, last));
    cipher.setAAD(this.#key.header);
    this.push(Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]));
  }
}

/** One frame decrypted; null when it is not what was written there, or not with this key. */
export function openFrame({ header, key }: Key, { bytes, number, last }: Frame): Buffer | null {
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(number, last), { authTagLength: TAG });
  decipher.setAAD(header);
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(0, bytes.length - TAG)), decipher.final()]);
  } catch {
    return null;
  }
}

export interface Frame {
  /** With its tag. */
  readonly bytes: Buffer;
  readonly number: number;
  readonly last: boolean;
}

function nonceOf(number: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(number, 5, 6);
  nonce.writeUInt8(last ? 1 : 0, 11);
  return nonce;
}
