import type { PackageParts, PartSource } from './parts.js';
import { isPlain, xmlDecoder } from './xml.js';
import { rezipped } from './zip-write.js';

/** A package being changed part by part. What is not written stays byte for byte as it was. */
export class PackagePatch implements PartSource {
  readonly #parts: PackageParts;
  /** By stored name; null is removed. */
  readonly #changes = new Map<string, Buffer | null>();

  constructor(parts: PackageParts) {
    this.#parts = parts;
  }

  find(name: string): string | undefined {
    const plain = name.replace(/^\/+/, '');
    const stored = this.#parts.find(plain) ?? this.#added(plain);
    return stored === undefined || this.#changes.get(stored) === null ? undefined : stored;
  }

  read(name: string): Buffer {
    const stored = this.find(name);
    if (stored === undefined) throw new Error(`the package has no part ${name}`);
    return this.#changes.get(stored) ?? this.#parts.read(stored);
  }

  /** A part as text, byte order mark included. */
  text(name: string): string {
    const content = this.read(name);
    if (isPlain(content)) return content.toString();
    return xmlDecoder(content, { keepMark: true }).decode(content);
  }

  /** Sets a part's text, always in UTF-8. The very text it had leaves it as it was. */
  write(name: string, text: string): void {
    const stored = this.find(name);
    // Of plain parts the bytes tell, below.
    if (stored !== undefined && !isPlain(this.read(stored)) && this.text(stored) === text) return;
    const content = Buffer.from(/^\ufeff?<\?xml[^>]*encoding/.test(text) ? declaredUtf8(text) : text);
    // A part removed and made anew in the same words is the same part.
    const original = this.#parts.find(name);
    if (original !== undefined && this.#parts.read(original).equals(content)) this.#changes.delete(original);
    else this.#changes.set(original ?? name.replace(/^\/+/, ''), content);
  }

  remove(name: string): void {
    const stored = this.find(name);
    if (stored === undefined) return;
    if (this.#parts.find(stored) === undefined) this.#changes.delete(stored);
    else this.#changes.set(stored, null);
  }

  /** The names of all parts there are now. */
  names(): readonly string[] {
    const old = this.#parts.entries.map(({ name }) => name).filter((name) => this.#changes.get(name) !== null);
    return [...old, ...[...this.#changes.keys()].filter((name) => this.#parts.find(name) === undefined)];
  }

  finish(): Uint8Array {
    return rezipped(this.#parts.entries, this.#changes);
  }

  #added(name: string): string | undefined {
    if (this.#changes.has(name)) return name;
    return [...this.#changes.keys()].find((key) => key.toLowerCase() === name.toLowerCase());
  }
}

function declaredUtf8(text: string): string {
  return text.replace(
    /^(\ufeff?<\?xml[^>]*?encoding\s*=\s*)("[^"]*"|'[^']*')/,
    (whole, start: string, value: string) => (/^.utf-?8.$/i.test(value) ? whole : `${start}"UTF-8"`),
  );
}
