import type { LeftAlone } from './types.js';
import { names as words } from './wording.js';

/** What a file is by its name alone. */
export type Named =
  | { readonly kind: 'sheet' | 'legacy' | 'archive' | 'unknown' }
  | (LeftAlone & { readonly peek: boolean });

const SHEETS = new Set(['xlsx', 'xlsm', 'xltx']);
const LEGACY = new Set(['xls', 'et', 'xlt', 'ett']);
const ARCHIVES = new Set(['zip']);
/** Workbooks often go by these names: their first bytes tell. */
const TEXTS = new Set(['csv', 'txt', 'htm', 'html']);

/** Judges a file by its name; `unknown` and `peek` ask for a look at its first bytes. */
export function byName(name: string, folders: readonly string[]): Named {
  const litter = litterOf(name, folders);
  if (litter !== null) return { kind: 'other', what: litter, advice: '', quiet: true, peek: false };
  const extension = /\.([^.]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? '';
  if (SHEETS.has(extension)) return { kind: 'sheet' };
  if (LEGACY.has(extension)) return { kind: 'legacy' };
  if (ARCHIVES.has(extension)) return { kind: 'archive' };
  const known = words.kinds[extension];
  return known === undefined
    ? { kind: 'unknown' }
    : { kind: 'other', ...known, quiet: false, peek: TEXTS.has(extension) };
}

function litterOf(name: string, folders: readonly string[]): string | null {
  if (name.startsWith('~$') || name.startsWith('.~')) return words.lock;
  if (folders.includes('__MACOSX') || name.startsWith('._')) return words.system;
  if (name.startsWith('.') || /^(thumbs\.db|desktop\.ini)$/i.test(name)) return words.system;
  return /\.(tmp|temp|bak|crdownload|part)$/i.test(name) ? words.temporary : null;
}

/** Unknown names by their first bytes: a workbook or an archive that lost its extension. */
export function byFirstBytes(head: Uint8Array): 'zip' | 'ole' | null {
  const hex = Buffer.from(head.subarray(0, 8)).toString('hex');
  if (hex.startsWith('504b0304')) return 'zip';
  return hex === 'd0cf11e0a1b11ae1' ? 'ole' : null;
}
