import { createHash } from 'node:crypto';
import { type PassThrough, Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import type { Instant } from '@duban/base';
import { chineseDate, dateOf, timeOf } from '@duban/base/time';
import type { CampaignDefinition } from '@duban/campaign';
import { writeContentsList } from '@duban/documents';
import { type Db, getBlob, Meter } from '@duban/ledger';
import { ZipFile } from 'yazl';
import { safeName } from '../folder/safe-name.js';
import { csv } from './csv.js';
import type { Item } from './items.js';
import { archiveWords as words } from './wording.js';

export interface Package {
  readonly definition: CampaignDefinition;
  /** Stands on every file in it: the same facts give the same bytes. */
  readonly closedAt: Instant;
  readonly launchedAt: Instant;
  readonly items: readonly Item[];
}

/** An item as it lies in the package. */
interface Packed {
  readonly no: string;
  readonly item: Item;
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** How many files a package has: the items and five that list and explain them. */
export const extraFiles = 5;

/** Already packed: packing them again costs time and wins nothing. */
const STORED = /\.(xlsx|docx|zip|pdf|jpe?g|png)$/i;

/** Writes the package while it is read. A failure ends the stream with it. */
export function packItems(db: Db, about: Package): Readable {
  const zip = new ZipFile();
  const out = zip.outputStream as PassThrough;
  const gone = new AbortController();
  out.once('close', () => gone.abort());
  write(db, { zip, about, gone: gone.signal }).catch((error: unknown) => {
    out.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  return out;
}

interface Writing {
  readonly zip: ZipFile;
  readonly about: Package;
  readonly gone: AbortSignal;
}

async function write(db: Db, writing: Writing): Promise<void> {
  const { zip, about } = writing;
  const { definition, items } = about;
  const width = Math.max(3, String(items.length).length);
  const packed: Packed[] = [];
  for (const [i, item] of items.entries()) {
    const no = String(i + 1).padStart(width, '0');
    const path = `${item.folder}/${safeName(`${no}-${item.name}`)}`;
    const found = await add(writing, path, await contentOf(db, item));
    if ('blob' in item.content && item.content.blob !== found.sha256)
      throw new Error(`the file ${item.content.blob} is not what its hash says`);
    packed.push({ no, item, path, ...found });
  }
  const closed = chineseDate(dateOf(about.closedAt), true);
  const lists: [string, Uint8Array][] = [
    [`${words.contents}.docx`, await contentsDocument(about, { packed, closed })],
    [`${words.contents}.csv`, csv([words.columns.contents, ...packed.map(contentsRow)])],
    [`${words.contents}.json`, contentsJson(about, packed)],
    [words.note, Buffer.from(`\uFEFF${words.explain(definition.title, closed)}`)],
  ];
  const sums = packed.map(({ path, sha256 }) => `${sha256}  ${path}\n`);
  for (const [path, bytes] of lists) sums.push(`${(await add(writing, path, bytes)).sha256}  ${path}\n`);
  await add(writing, words.sums, Buffer.from(sums.join('')));
  zip.end();
}

async function contentOf(db: Db, { content }: Item): Promise<Readable | Uint8Array> {
  if ('blob' in content) return getBlob(db, content.blob);
  return 'bytes' in content ? content.bytes : content.stream();
}

/** One after the other: what is not taken yet is not read yet. */
async function add({ zip, about, gone }: Writing, path: string, content: Readable | Uint8Array) {
  const meter = new Meter();
  const options = {
    mtime: wallClock(about.closedAt),
    forceDosTimestamp: true,
    mode: 0o100644,
    compressionLevel: STORED.test(path) ? 0 : 6,
  };
  zip.addReadStreamLazy(path, options, (give) => give(null, meter));
  const from = content instanceof Readable ? content : Readable.from([Buffer.from(content)]);
  await Promise.all([pipeline(from, meter, { signal: gone }), finished(meter, { writable: false, signal: gone })]);
  return meter.measured();
}

/** A zip keeps the time on a clock, of no zone: the one in China, wherever this runs. */
function wallClock(at: Instant): Date {
  return new Date(`${dateOf(at)}T${timeOf(at)}:00`);
}

const contentsRow = ({ no, path, item, bytes, sha256 }: Packed): (string | number)[] => [
  no,
  path,
  item.title,
  item.from,
  item.date,
  item.note ?? '',
  bytes,
  sha256,
];

function contentsDocument({ definition }: Package, { packed, closed }: { packed: readonly Packed[]; closed: string }) {
  return writeContentsList({
    title: definition.title,
    bureau: definition.bureau.name,
    noticeNumber: definition.notice.number,
    closedOn: closed,
    items: packed.map(({ no, item }) => ({
      no,
      from: item.from,
      title: item.title,
      date: item.date,
      note: item.note ?? '',
    })),
  });
}

function contentsJson({ definition, launchedAt, closedAt }: Package, packed: readonly Packed[]): Buffer {
  const { id, title, notice } = definition;
  const items = packed.map(({ no, path, item, bytes, sha256 }) => {
    const { title: name, from, date, note = '' } = item;
    return { no, path, title: name, from, date, note, bytes, sha256 };
  });
  const seal = createHash('sha256')
    .update(items.map((item) => item.sha256).join('\n'))
    .digest('hex');
  return Buffer.from(
    `${JSON.stringify({ campaign: id, title, notice: notice.number, launchedAt, closedAt, seal, items }, null, 1)}\n`,
  );
}
