import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { DubanError } from '@duban/base';
import type { WorkbookPool } from '@duban/workbook';
import { parseString } from '@fast-csv/parse';
import { typedListTexts as texts } from './list-wording.js';

/** A list that somebody typed, as it lies on the disk. */
export interface TypedList {
  /** As the user knows it: the file's own name. */
  readonly name: string;
  /** `.csv`, in small letters. */
  readonly extension: string;
  readonly bytes: Uint8Array;
  /** Makes the error that says why this list cannot be used. */
  readonly refuse: (reason: string, cause?: unknown) => DubanError;
}

/** Reads a list from the disk. Throws DubanError `code` when that cannot be done. */
export async function openList(
  file: string,
  code: 'directory-unreadable' | 'provisional-unreadable',
): Promise<TypedList> {
  const name = path.basename(file);
  const refuse = (reason: string, cause?: unknown) =>
    new DubanError(code, { name, reason }, cause === undefined ? {} : { cause });
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw refuse(texts.missing, cause);
  });
  return { name, extension: path.extname(file).toLowerCase(), bytes, refuse };
}

/** Rows of text: .xlsx (its first visible sheet), .csv or .txt. Throws what the list's `refuse` makes; `kinds` says what could be given instead. */
export async function rowsOf(
  { name, extension, bytes, refuse }: TypedList,
  { workbooks, kinds }: { readonly workbooks: Pick<WorkbookPool, 'rows'>; readonly kinds: string },
): Promise<readonly (readonly string[])[]> {
  switch (extension) {
    case '.csv':
    case '.txt':
      return csvRows(decoded(bytes), refuse);
    case '.xlsx':
      return workbooks.rows({ bytes, name }).catch((cause: unknown) => {
        throw refuse(texts.xlsx, cause);
      });
    default:
      throw refuse(texts.kinds(kinds));
  }
}

/** Excel in Chinese saves CSV in GBK, and its “Unicode 文本” in UTF-16. */
export function decoded(bytes: Uint8Array): string {
  const mark = Buffer.from(bytes.subarray(0, 2)).toString('hex');
  if (mark === 'fffe') return new TextDecoder('utf-16le').decode(bytes);
  if (mark === 'feff') return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

function csvRows(text: string, refuse: TypedList['refuse']): Promise<string[][]> {
  return new Promise((resolve, reject) => {
    const rows: string[][] = [];
    parseString<string[], string[]>(text, { delimiter: text.includes('\t') && !text.includes(',') ? '\t' : ',' })
      .on('error', (error) => reject(refuse(texts.csv, error)))
      .on('data', (row) => rows.push(row))
      .on('end', () => resolve(rows));
  });
}
