import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { DubanError } from '@duban/base';
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl';
import { FORMAT, FORMAT_VERSION, LABEL, MANIFEST, type Manifest } from './manifest.js';
import { SEAL_LENGTH } from './seal.js';
import { openSource, type Source } from './source.js';
import { words } from './wording.js';

/** An archive whose seal is unbroken. */
export interface Archive {
  readonly name: string;
  readonly manifest: Manifest;
  /** Names of its entries but the label and the manifest. */
  readonly entries: readonly string[];
  /** Content of an entry; throws when there is none. */
  open(entry: string): Promise<Readable>;
  close(): Promise<void>;
}

/** How far `work` has come, 0 to 1. */
export type OnShare = (share: number) => void;

/** A fixed local file header: signature, …, lengths of name and extra field, then the name. */
const NAME_AT = 30;
/** No honest manifest comes near. */
const LONGEST_MANIFEST = 16 * 1024 * 1024;

/**
 * Opens an archive and checks its seal, so one read of the whole file.
 * @throws DubanError `backup-foreign`, `backup-damaged`, `backup-newer`, `backup-locked`
 */
export async function openArchive(
  file: { readonly path: string; readonly name: string },
  passphrase: string | null,
  onShare?: OnShare,
): Promise<Archive> {
  const source = await openSource(file, passphrase);
  try {
    await requireLabel(source);
    await requireSeal(source, onShare);
    const zip = await fromRandomAccessReaderPromise(new Reader(source), source.size, {
      lazyEntries: true,
      autoClose: false,
    });
    const entries = new Map<string, Entry>();
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
    return {
      name: source.name,
      manifest: await manifestIn(source, zip, entries.get(MANIFEST)),
      entries: [...entries.keys()].filter((name) => name !== LABEL && name !== MANIFEST),
      open: (name) => {
        const entry = entries.get(name);
        if (!entry) throw new DubanError('backup-damaged', { file: source.name, reason: words.entries });
        return zip.openReadStreamPromise(entry);
      },
      close: () => source.close(),
    };
  } catch (error) {
    await source.close();
    if (error instanceof DubanError) throw error;
    throw new DubanError('backup-damaged', { file: source.name, reason: words.zip }, { cause: error });
  }
}

async function requireLabel(source: Source): Promise<void> {
  const end = NAME_AT + LABEL.length;
  const bytes = source.size < end ? Buffer.alloc(0) : await bytesOf(source, 0, end);
  if (bytes.subarray(NAME_AT).toString('latin1') !== LABEL)
    throw new DubanError('backup-foreign', { file: source.name, reason: words.noLabel });
}

async function requireSeal(source: Source, onShare: OnShare | undefined): Promise<void> {
  const sealAt = source.size - SEAL_LENGTH;
  const hash = createHash('sha256');
  let done = 0;
  for await (const piece of source.read(0, sealAt)) {
    hash.update(piece);
    done += piece.length;
    onShare?.(done / sealAt);
  }
  const seal = (await bytesOf(source, sealAt, source.size)).toString('latin1');
  if (hash.digest('hex') !== seal) throw new DubanError('backup-damaged', { file: source.name, reason: words.seal });
}

async function manifestIn({ name }: Source, zip: ZipFile, entry: Entry | undefined): Promise<Manifest> {
  if (!entry || entry.uncompressedSize > LONGEST_MANIFEST)
    throw new DubanError('backup-foreign', { file: name, reason: words.noManifest });
  const text = (await buffer(await zip.openReadStreamPromise(entry))).toString('utf8');
  const manifest = JSON.parse(text) as Manifest;
  if (manifest.format !== FORMAT) throw new DubanError('backup-foreign', { file: name, reason: words.otherFormat });
  if (manifest.version > FORMAT_VERSION) {
    const what = `${words.format} ${manifest.version}`;
    throw new DubanError('backup-newer', { file: name, version: manifest.program, what });
  }
  return manifest;
}

async function bytesOf(source: Source, start: number, end: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of source.read(start, end)) pieces.push(piece);
  return Buffer.concat(pieces);
}

class Reader extends RandomAccessReader {
  readonly #source: Source;

  constructor(source: Source) {
    super();
    this.#source = source;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#source.read(start, end), { objectMode: false });
  }
}
