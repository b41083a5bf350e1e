import { createHash } from 'node:crypto';
import { DubanError } from '@duban/base';
import type { TableDefinition } from '@duban/tables';
import type { ReadForm, WorkbookPool } from '@duban/workbook';
import type { FoundFile, ReadFile } from './types.js';
import { reasons } from './wording.js';

/** What opening one file gave: the forms in it, or why there are none. */
export type Opened =
  | { readonly kind: 'forms'; readonly file: ReadFile; readonly forms: readonly ReadForm[] }
  | { readonly kind: 'unreadable'; readonly found: FoundFile; readonly sha256: string | null; readonly reason: string };

export interface Opening {
  readonly workbooks: Pick<WorkbookPool, 'read'>;
  readonly tables: readonly TableDefinition[];
  readonly secret: string;
}

/** Opens one file in the pool's children. A file that cannot be read is an answer, no error. */
export async function openFile(found: FoundFile, opening: Opening): Promise<Opened> {
  if (found.content.kind === 'other') throw new TypeError(`${found.path} is no sheet`);
  let sha256: string | null = null;
  try {
    const bytes = await found.content.bytes();
    sha256 = createHash('sha256').update(bytes).digest('hex');
    if (found.content.kind === 'legacy') return { kind: 'unreadable', found, sha256, reason: reasons.legacy };
    const forms = await readForms({ bytes, name: found.name }, opening);
    return { kind: 'forms', file: { found, sha256, bytes, converted: false }, forms };
  } catch (error) {
    if (!(error instanceof DubanError)) throw error;
    return { kind: 'unreadable', found, sha256, reason: error.message };
  }
}

/** Every form of a workbook that one of the tables describes. */
export async function readForms(
  file: { readonly bytes: Uint8Array; readonly name: string },
  { workbooks, tables, secret }: Opening,
): Promise<readonly ReadForm[]> {
  for (const table of tables) {
    const read = await workbooks.read({ ...file, table, secret }).catch((error: unknown) => {
      if (error instanceof DubanError && error.code === 'sheet-identity-missing') return null;
      throw error;
    });
    if (read === null) return [];
    if (read.identity.table !== table.id) continue;
    const { identity, grid, header, places, findings } = read;
    const rest = { ledgers: {}, absentBlocks: [], ledgerPlaces: {}, heading: '', by: 'identity' as const };
    const sheet = Object.values(places)[0]?.sheet ?? '';
    return [{ table: table.id, version: table.version, identity, sheet, grid, header, places, findings, ...rest }];
  }
  return [];
}
