import { Inflate } from 'fflate';

/** How much of a package is let in. */
export const LIMITS = { packed: 10 * 1024 * 1024, inflated: 100 * 1024 * 1024, entries: 1000 } as const;

/** Why a package was turned away; `unsafe` broke a limit, `damaged` is no sound zip. */
export class PackageRefusal extends Error {
  readonly verdict: 'unsafe' | 'damaged';
  constructor(verdict: 'unsafe' | 'damaged', reason: string) {
    super(reason);
    this.verdict = verdict;
  }
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly inflated: number;
  readonly offset: number;
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
/** Compressed bytes handed to the inflater at a time: deflate grows at most 1,032-fold, so a bomb is seen within 17 MB. */
const SLICE = 16 * 1024;

/**
 * Unpacks a zip by its central directory. Bytes are counted while they are inflated, so a directory that lies about sizes gains
 * nothing. Only parts for which `wanted` holds are kept; all are counted. Throws {@link PackageRefusal}.
 */
export function unzip(bytes: Uint8Array, wanted: (name: string) => boolean): Map<string, Uint8Array> {
  if (bytes.length > LIMITS.packed) throw new PackageRefusal('unsafe', '文件超过 10 MB');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = directory(view, bytes);
  const budget = { left: LIMITS.inflated };
  if (entries.reduce((sum, { inflated }) => sum + inflated, 0) > budget.left) tooLarge();
  const parts = new Map<string, Uint8Array>();
  for (const entry of entries) {
    const content = inflate({ view, bytes, entry, budget }, wanted(entry.name));
    if (content) parts.set(entry.name, content);
  }
  return parts;
}

function directory(view: DataView, bytes: Uint8Array): Entry[] {
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count > LIMITS.entries)
    throw new PackageRefusal('unsafe', `压缩包内有 ${count} 个条目，超过 ${LIMITS.entries} 个`);
  const names = new Set<string>();
  return Array.from({ length: count }, () => {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== CENTRAL) damaged('目录损坏');
    const lengths = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    const [nameLength = 0] = lengths;
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    if (view.getUint16(at + 8, true) & 1) throw new PackageRefusal('unsafe', '内容加了密码');
    if (isUnsafeName(name)) throw new PackageRefusal('unsafe', '内部文件名指向压缩包之外');
    // Two parts of one name: which one a reader takes is anybody's guess.
    if (names.has(name.toLowerCase())) throw new PackageRefusal('unsafe', '内部有重名文件');
    names.add(name.toLowerCase());
    const entry = {
      name,
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      inflated: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    };
    at += 46 + lengths.reduce((sum, length) => sum + length, 0);
    return entry;
  });
}

function findEnd(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= lowest; at--) {
    if (view.getUint32(at, true) === END) return at;
  }
  return damaged('文件不完整');
}

function isUnsafeName(name: string): boolean {
  return /^[/\\]|^[A-Za-z]:|\\|\0/.test(name) || name.split('/').includes('..');
}

interface Reading {
  readonly view: DataView;
  readonly bytes: Uint8Array;
  readonly entry: Entry;
  readonly budget: { left: number };
}

function inflate({ view, bytes, entry, budget }: Reading, keep: boolean): Uint8Array | null {
  const { offset, packed } = entry;
  if (offset + 30 > view.byteLength || view.getUint32(offset, true) !== LOCAL) damaged('内容损坏');
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  const data = bytes.subarray(start, start + packed);
  if (data.length !== packed) damaged('文件不完整');
  const chunks: Uint8Array[] = [];
  let size = 0;
  const take = (chunk: Uint8Array) => {
    size += chunk.length;
    budget.left -= chunk.length;
    if (budget.left < 0) tooLarge();
    if (size > entry.inflated) throw new PackageRefusal('unsafe', '解压后比声明的大');
    if (keep) chunks.push(chunk);
  };
  if (entry.method === 0) take(data);
  else if (entry.method === 8) feed(new Inflate(take), data);
  else throw new PackageRefusal('unsafe', '用了不支持的压缩方式');
  if (size !== entry.inflated) damaged('内容与目录不符');
  return keep ? join(chunks, size) : null;
}

function feed(inflater: Inflate, data: Uint8Array): void {
  try {
    for (let at = 0; at < data.length; at += SLICE) {
      inflater.push(data.subarray(at, at + SLICE), at + SLICE >= data.length);
    }
  } catch (error) {
    if (error instanceof PackageRefusal) throw error;
    throw Object.assign(new PackageRefusal('damaged', '内容损坏'), { cause: error });
  }
}

function join(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

function tooLarge(): never {
  throw new PackageRefusal('unsafe', '解压后超过 100 MB');
}

function damaged(reason: string): never {
  throw new PackageRefusal('damaged', reason);
}
