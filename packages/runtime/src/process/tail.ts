const KEEP = 16_384;

/** The last few kilobytes that a process wrote: what an error message needs, however long the process runs. */
export class Tail {
  #text = '';

  push(chunk: Buffer | string): void {
    this.#text = (this.#text + chunk.toString()).slice(-KEEP);
  }

  /** The last `lines` non-empty lines. */
  text(lines = 12): string {
    return lastLines(this.#text, lines);
  }
}

/** The last `lines` non-empty lines of `text`. */
export function lastLines(text: string, lines: number): string {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-lines)
    .join('\n');
}
