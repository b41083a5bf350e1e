import { createHash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import type { EntryHash } from './manifest.js';

const LINE_END = 10;

/** Passes bytes on and measures them: size, SHA-256, and lines: COPY's text format is one line a row. */
export class Meter extends Transform {
  readonly #hash = createHash('sha256');
  #bytes = 0;
  #lines = 0;
  readonly #onBytes: ((bytes: number) => void) | undefined;

  /** @param onBytes told of every piece's size */
  constructor(onBytes?: (bytes: number) => void) {
    super();
    this.#onBytes = onBytes;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#hash.update(chunk);
    this.#bytes += chunk.length;
    for (let at = chunk.indexOf(LINE_END); at >= 0; at = chunk.indexOf(LINE_END, at + 1)) this.#lines++;
    this.#onBytes?.(chunk.length);
    done(null, chunk);
  }

  get lines(): number {
    return this.#lines;
  }

  /** Once, at the end. */
  measured(): EntryHash {
    return { bytes: this.#bytes, sha256: this.#hash.digest('hex') };
  }
}
