import { open, readdir, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { DubanError } from '@duban/base';
import { compareText } from './folder/compare-text.js';
import { byFirstBytes, byName } from './folder/known-names.js';
import { reasonOf } from './folder/read-forms.js';
import type { FileContent, FoundFile, LeftAlone } from './folder/types.js';
import { type Allowance, openZip, type ZipEntry, zipLimits } from './folder/unpack-zip.js';
import { archives as archiveWords, folderTexts, names, out } from './folder/wording.js';

const MOST_FILES = 5_000;
const DEEPEST = 12;
/** An archive in the folder, and one inside it. */
const NESTED = 2;
/** What is larger is no county form and is not even opened: the gate's own limit (10 MB) with room for a plain word from it. */
const MOST_BYTES = 50 * 1024 * 1024;

interface Walk {
  readonly root: string;
  readonly allowance: Allowance;
  readonly found: FoundFile[];
}

/**
 * Everything in a folder and its sub-folders, archives opened, in order of path. Nothing is changed; links are not followed; a folder
 * with a result of `duban merge` in it is not looked into. Files are read when their `bytes` are asked for.
 * Throws DubanError `folder-unknown`, `folder-too-large`.
 */
export async function readFolder(folder: string): Promise<readonly FoundFile[]> {
  const root = await realpath(folder).catch((cause: unknown) => {
    throw new DubanError('folder-unknown', { folder }, { cause });
  });
  if (!(await stat(root)).isDirectory()) throw new DubanError('folder-unknown', { folder });
  const walk: Walk = { root, allowance: { left: zipLimits.total }, found: [] };
  await readLevel(walk, []);
  return walk.found.sort((a, b) => compareText(a.path, b.path));
}

async function readLevel(walk: Walk, folders: readonly string[]): Promise<void> {
  const here = path.join(walk.root, ...folders);
  const entries = await readdir(here, { withFileTypes: true }).catch(() => null);
  if (entries === null) {
    const name = folders.at(-1) ?? '';
    const place = { folders: folders.slice(0, -1), archives: [], name, path: folders.join('/') };
    walk.found.push(leftAlone(place, { what: folderTexts.closed, advice: folderTexts.closedAdvice, unopened: true }));
    return;
  }
  if (entries.some((entry) => entry.isFile() && entry.name === out.result)) return;
  for (const entry of entries) {
    if (walk.found.length > MOST_FILES)
      throw new DubanError('folder-too-large', { reason: folderTexts.many(MOST_FILES) });
    const file = { folders, archives: [] as string[], name: entry.name, path: [...folders, entry.name].join('/') };
    if (entry.isDirectory()) {
      if (folders.length >= DEEPEST)
        walk.found.push(
          leftAlone(file, { what: folderTexts.deep(DEEPEST), advice: folderTexts.deepAdvice, unopened: true }),
        );
      else if (!entry.name.startsWith('.')) await readLevel(walk, [...folders, entry.name]);
    } else if (entry.isSymbolicLink()) walk.found.push(leftAlone(file, names.link));
    else if (entry.isFile()) await onDisk(walk, file);
    else walk.found.push(leftAlone(file, names.special));
  }
}

type Place = Omit<FoundFile, 'modifiedAt' | 'content'>;

async function onDisk(walk: Walk, place: Place): Promise<void> {
  const full = path.join(walk.root, ...place.folders, place.name);
  // Gone or closed meanwhile: reading it will say so.
  const { mtimeMs, size } = await stat(full).catch(() => ({ mtimeMs: null, size: 0 }));
  const bytes = async (): Promise<Uint8Array> => {
    if (size <= MOST_BYTES) return readFile(full);
    throw new DubanError('file-too-large', { limit: 10 });
  };
  await take(walk, {
    place,
    modifiedAt: mtimeMs === null ? null : Math.round(mtimeMs),
    bytes,
    head: () => firstBytes(full),
  });
}

interface Taking {
  readonly place: Place;
  readonly modifiedAt: number | null;
  readonly bytes: () => Promise<Uint8Array>;
  readonly head: () => Promise<Uint8Array>;
}

async function take(walk: Walk, taking: Taking): Promise<void> {
  const { place, modifiedAt, bytes, head } = taking;
  const named = byName(place.name, place.folders);
  const put = (content: FileContent): void => void walk.found.push({ ...place, modifiedAt, content });
  if (named.kind === 'other' && !named.peek) put(withoutPeek(named));
  else if (named.kind === 'sheet' || named.kind === 'legacy') put({ kind: named.kind, bytes });
  else if (named.kind === 'archive') await takeArchive(walk, taking);
  else {
    const found = byFirstBytes(await head().catch(() => new Uint8Array()));
    if (found === 'zip') await takeArchive(walk, taking);
    else if (found === 'ole') put({ kind: 'legacy', bytes });
    else if (named.kind === 'other') put(withoutPeek(named));
    else put({ kind: 'other', ...names.unknown, quiet: false });
  }
}

/** An archive's files; an .xlsx that a mail gateway renamed to .zip is the workbook it is. */
async function takeArchive(walk: Walk, taking: Taking): Promise<void> {
  const { place, modifiedAt } = taking;
  const put = (what: string, advice: string): void =>
    void walk.found.push({ ...leftAlone(place, { what, advice, unopened: true }), modifiedAt });
  if (place.archives.length >= NESTED) return put(archiveWords.what, archiveWords.nested(NESTED));
  try {
    const bytes = await taking.bytes();
    const entries = await openZip(bytes, { name: place.path, allowance: walk.allowance });
    if (entries.some((entry) => /^xl\/workbook\.xml$/i.test(entry.path))) {
      walk.found.push({ ...place, modifiedAt, content: { kind: 'sheet', bytes: async () => bytes } });
      return;
    }
    const taken = new Set<string>();
    for (const entry of entries) await takeEntry(walk, { entry, place, taken });
  } catch (error) {
    put('', reasonOf(error));
  }
}

interface TakingEntry {
  readonly entry: ZipEntry;
  readonly place: Place;
  readonly taken: Set<string>;
}

async function takeEntry(walk: Walk, { entry, place: archive, taken }: TakingEntry): Promise<void> {
  const parts = entry.path.split('/').filter((part) => part !== '' && part !== '.' && part !== '..');
  const name = parts.pop() ?? entry.path;
  const twin = taken.has(entry.path);
  taken.add(entry.path);
  const place: Place = {
    name,
    folders: [...archive.folders, ...parts],
    archives: [...archive.archives, archive.name],
    path: [archive.path, ...parts, name].join('/'),
  };
  if (twin)
    walk.found.push(leftAlone(place, { what: archiveWords.twins, advice: archiveWords.twinsAdvice, unopened: true }));
  else await take(walk, { place, modifiedAt: entry.modifiedAt, bytes: entry.bytes, head: entry.bytes });
}

function leftAlone(place: Place, said: Pick<LeftAlone, 'what' | 'advice' | 'unopened'>): FoundFile {
  return { ...place, modifiedAt: null, content: { kind: 'other', ...said, quiet: false } };
}

function withoutPeek({ peek: _, ...content }: LeftAlone & { readonly peek: boolean }): LeftAlone {
  return content;
}

async function firstBytes(file: string): Promise<Uint8Array> {
  const handle = await open(file, 'r');
  try {
    const head = Buffer.alloc(8);
    const { bytesRead } = await handle.read(head, 0, 8, 0);
    return head.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
