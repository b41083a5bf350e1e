import { inflated, type PackedEntry, pieces } from './entries.js';

/** What may be kept inflated between the gate and a reader; above it parts are inflated again. */
const KEPT = 16 * 1024 * 1024;

/** Where parts can be read: a package as it came, or one being changed. */
export interface PartSource {
  /** The stored name of a part, or undefined. */
  find(name: string): string | undefined;
  /** The content of a part; throws when there is none of this name. */
  read(name: string): Buffer;
}

/**
 * The parts of a package by name, as OPC has them: without a leading slash, upper and lower case alike. Made by the gate only
 * (`admit`), or of a package we just wrote ourselves, so whoever holds one holds a file that may be parsed.
 */
export class PackageParts implements PartSource {
  readonly entries: readonly PackedEntry[];
  readonly #byName = new Map<string, PackedEntry>();
  readonly #kept = new Map<PackedEntry, Buffer>();
  #room = KEPT;

  constructor(entries: readonly PackedEntry[]) {
    this.entries = entries;
    for (const entry of entries) this.#byName.set(partKey(entry.name), entry);
  }

  find(name: string): string | undefined {
    return this.#byName.get(partKey(name))?.name;
  }

  /** Lets the gate leave what it inflated for the reader. */
  keep(entry: PackedEntry, content: Buffer): void {
    if (content.length > this.#room) return;
    this.#room -= content.length;
    this.#kept.set(entry, content);
  }

  read(name: string): Buffer {
    const entry = this.#entry(name);
    return this.#kept.get(entry) ?? inflated(entry);
  }

  /** The same piece by piece, for parts that may be large. */
  async *pieces(name: string): AsyncGenerator<Buffer> {
    const entry = this.#entry(name);
    const kept = this.#kept.get(entry);
    if (kept === undefined) yield* pieces(entry);
    else yield kept;
  }

  #entry(name: string): PackedEntry {
    const entry = this.#byName.get(partKey(name));
    if (entry === undefined) throw new Error(`the package has no part ${name}`);
    return entry;
  }
}

function partKey(name: string): string {
  return name.replace(/^\/+/, '').toLowerCase();
}
