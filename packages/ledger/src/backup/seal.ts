import { createHash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';

/** An archive ends with the SHA-256 (hex) of all bytes before. To zip programs it is the archive's comment. */
export const SEAL_LENGTH = 64;
/** What stands there until the hash is known. */
export const UNSEALED = '0'.repeat(SEAL_LENGTH);

/** Passes an archive on; its last 64 bytes become the hash of all before them. */
export class Sealing extends Transform {
  readonly #hash = createHash('sha256');
  #held: Buffer = Buffer.alloc(0);

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    const all = Buffer.concat([this.#held, chunk]);
    const ready = all.subarray(0, Math.max(0, all.length - SEAL_LENGTH));
    this.#held = all.subarray(ready.length);
    this.#hash.update(ready);
    done(null, ready);
  }

  override _flush(done: TransformCallback): void {
    done(null, Buffer.from(this.#hash.digest('hex')));
  }
}
