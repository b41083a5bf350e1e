import path from 'node:path';
import type { DubanError } from '@duban/base';
import { parseString } from '@fast-csv/parse';
import { directoryFileTexts as texts } from './wording.js';

/** Rows of the first sheet of a workbook, as text. */
export type ReadRows = (file: {
  readonly bytes: Uint8Array;
  readonly name: string;
}) => Promise<readonly (readonly string[])[]>;

/** Makes the error of a list that cannot be used. */
export type Refuse = (reason: string, cause?: unknown) => DubanError;

/** A list that somebody typed, as rows of text: .xlsx (its first visible sheet), .csv or .txt. Throws what `refuse` makes. */
export async function listRows(
  { file, name, bytes }: { readonly file: string; readonly name: string; readonly bytes: Uint8Array },
  { readRows, refuse }: { readonly readRows: ReadRows; readonly refuse: Refuse },
): Promise<readonly (readonly string[])[]> {
  switch (path.extname(file).toLowerCase()) {
    case '.csv':
    case '.txt':
      return csvRows(textOf(bytes), refuse);
    case '.xlsx':
      return readRows({ bytes, name }).catch((cause: unknown) => {
        throw refuse(texts.xlsx, cause);
      });
    default:
      throw refuse(texts.kind);
  }
}

/** Excel in Chinese saves CSV in GBK, and its “Unicode 文本” in UTF-16. */
export function textOf(bytes: Uint8Array): string {
  const mark = Buffer.from(bytes.subarray(0, 2)).toString('hex');
  if (mark === 'fffe') return new TextDecoder('utf-16le').decode(bytes);
  if (mark === 'feff') return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

function csvRows(text: string, refuse: Refuse): Promise<string[][]> {
  return new Promise((resolve, reject) => {
    const rows: string[][] = [];
    parseString<string[], string[]>(text, { delimiter: text.includes('\t') && !text.includes(',') ? '\t' : ',' })
      .on('error', (error) => reject(refuse(texts.csv, error)))
      .on('data', (row) => rows.push(row))
      .on('end', () => resolve(rows));
  });
}
