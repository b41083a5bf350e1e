/**
 * The text of shared and inline strings (CT_Rst): runs put together, phonetic guides left out. Feed it the tags below `si` or `is`.
 */
export class RichText {
  #text = '';
  #inText = false;
  #keep = false;
  #piece = '';
  #phonetic = 0;

  open(local: string, space: string | undefined): void {
    if (local === 'rPh') this.#phonetic += 1;
    if (local !== 't' || this.#phonetic > 0) return;
    this.#inText = true;
    this.#keep = space === 'preserve';
    this.#piece = '';
  }

  text(piece: string): void {
    if (this.#inText) this.#piece += piece;
  }

  close(local: string): void {
    if (local === 'rPh') this.#phonetic -= 1;
    if (local !== 't' || !this.#inText) return;
    this.#inText = false;
    // Without xml:space="preserve" Excel drops white space at both ends.
    this.#text += unescaped(this.#keep ? this.#piece : trimmed(this.#piece));
  }

  take(): string {
    const text = this.#text;
    this.#text = '';
    return text;
  }
}

function trimmed(text: string): string {
  return text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
}

/** ST_Xstring: `_x000D_` stands for a character XML cannot hold, `_x005F_` for the underscore that begins such a word. */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
