const KEPT = 200;
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what they are.
const ANSI = /\u001b\[[0-9;?]*[A-Za-z]/g;

/** Collects what a rehearsal says of its progress, line by line, without what only a terminal understands. */
export class ProgressLines {
  #lines: string[] = [];
  #rest = '';
  #ended = false;

  push(chunk: string): void {
    if (this.#ended) return;
    const parts = (this.#rest + chunk).split(/\r\n|\n|\r/);
    this.#rest = parts.pop() ?? '';
    for (const part of parts) this.#take(part.replace(ANSI, '').trimEnd());
  }

  get lines(): readonly string[] {
    return this.#lines;
  }

  #take(line: string): void {
    // The outcome as JSON ends the story; it is read from its file.
    if (line === '{') this.#ended = true;
    if (this.#ended || line === '') return;
    this.#lines = [...this.#lines, line].slice(-KEPT);
  }
}
