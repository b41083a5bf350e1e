import { createHash } from 'node:crypto';
import { DubanError } from '@duban/base';
import type { TableDefinition } from '@duban/tables';
import { isLegacy, type LegacyFile, type ReadForm, type WorkbookPool } from '@duban/workbook';
import type { FoundFile, ReadFile } from './types.js';

/** What opening one file gave: the forms in it, or why there are none. */
export type Opened =
  | { readonly kind: 'forms'; readonly file: ReadFile; readonly forms: readonly ReadForm[] }
  | { readonly kind: 'unreadable'; readonly found: FoundFile; readonly sha256: string | null; readonly reason: string };

export interface Opening {
  readonly workbooks: Pick<WorkbookPool, 'readAll'>;
  readonly tables: readonly TableDefinition[];
  /** Null: nothing that was signed can be verified. */
  readonly secret: string | null;
}

/** Opens one file in the pool's children. A file that cannot be read is an answer, no error. */
export async function openFile(
  found: FoundFile,
  opening: Opening & { readonly convert: (file: LegacyFile) => Promise<Uint8Array> },
): Promise<Opened> {
  if (found.content.kind === 'other') throw new TypeError(`${found.path} is no sheet`);
  let sha256: string | null = null;
  try {
    const original = await found.content.bytes();
    sha256 = createHash('sha256').update(original).digest('hex');
    // By what it is, not by what it is called: a renamed .xls is one too, and an .et may be an .xlsx.
    const converted = isLegacy(original);
    const bytes = converted ? await opening.convert({ bytes: original, name: found.name }) : original;
    const forms = await readForms({ bytes, name: found.name }, opening);
    return { kind: 'forms', file: { found, sha256, bytes, converted }, forms };
  } catch (error) {
    if (!(error instanceof DubanError)) throw error;
    return { kind: 'unreadable', found, sha256, reason: error.message };
  }
}

/**
 * Every form of a workbook that one of the tables describes. A template signed elsewhere (another installation's, or altered) is read
 * again without verifying: its identity is then a claim like any other, which {@link isVerified} tells.
 */
export async function readForms(
  file: { readonly bytes: Uint8Array; readonly name: string },
  { workbooks, tables, secret }: Opening,
): Promise<readonly ReadForm[]> {
  try {
    const forms = await workbooks.readAll({ ...file, tables, secret });
    const foreign = secret !== null && forms.some(({ findings }) => findings.some(({ check }) => check === ALTERED));
    return foreign ? await workbooks.readAll({ ...file, tables, secret: null }) : forms;
  } catch (error) {
    if (error instanceof DubanError && error.code === 'sheet-not-recognised') return [];
    throw error;
  }
}

const ALTERED = 'identity-altered';
const UNVERIFIED = 'identity-unverified';

/** The identity was signed with our secret. */
export function isVerified({ identity, findings }: ReadForm): boolean {
  return identity !== null && !findings.some(({ check }) => check === ALTERED || check === UNVERIFIED);
}
