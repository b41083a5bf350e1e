import { DubanError } from '@duban/base';
import type { Finding, TableDefinition } from '@duban/tables';
import type { CellBook, CellSheet } from '../../cells/types.js';
import type { ReadForm, SheetIdentity } from '../../contract.js';
import { openIdentity, peekIdentity } from '../../identity.js';
import { sheetNames } from '../../wording/form.js';
import { readingTexts as texts } from '../../wording/reading.js';
import { CHOICES_SHEET, IDENTITY_SHEET } from '../layout.js';
import { assemble, type FormParts } from './assemble.js';
import { formsByHeaders, isForm, ledgerRepeated } from './by-headers.js';
import { ledgerByMarks, locateByMarks } from './locate-by-marks.js';
import type { LedgerSpot } from './located.js';
import { formMarks, hiddenIdentity, ledgerMarks } from './marks.js';
import { shownText } from './shown-text.js';

export interface Wanted {
  readonly name: string;
  readonly tables: readonly TableDefinition[];
  /** Null: an identity is read but not verified. */
  readonly secret: string | null;
  /** What an altered identity is: the live system refuses the file, a merge of a folder goes on by the headers. */
  readonly altered: 'refused' | 'a finding';
}

/** Every form of the wanted tables in a workbook, in the order of its sheets; none when nothing of them is there. */
export function formsIn(book: CellBook, wanted: Wanted): readonly ReadForm[] {
  const { identity, findings } = identityOf(book, wanted);
  const own = identity === null ? null : ownForm(book, { identity, findings, tables: wanted.tables });
  const others = formsByHeaders(readable(book, own?.used ?? new Set()), wanted.tables);
  const parts = own === null ? withIdentity(others, { identity, findings }) : [own.parts, ...others];
  const order = new Map(book.sheets.map((sheet, index) => [sheet.name, index]));
  const forms = parts.map((each) => assemble(book, each));
  return forms.sort((a, b) => (order.get(a.sheet) ?? 0) - (order.get(b.sheet) ?? 0));
}

interface Known {
  readonly identity: SheetIdentity | null;
  readonly findings: readonly Finding[];
}

function identityOf(book: CellBook, { name, secret, altered }: Wanted): Known {
  const signed = hiddenIdentity(book);
  if (signed === null) return { identity: null, findings: [] };
  if (secret === null) {
    const identity = peekIdentity(signed);
    return identity === null
      ? { identity, findings: [about('identity-altered', 'E')] }
      : { identity, findings: [about('identity-unverified', 'I')] };
  }
  try {
    return { identity: openIdentity(signed, { secret, name }), findings: [] };
  } catch (error) {
    if (altered === 'refused' || !(error instanceof DubanError)) throw error;
    return { identity: null, findings: [about('identity-altered', 'E')] };
  }
}

function about(check: 'identity-altered' | 'identity-unverified', severity: 'E' | 'I'): Finding {
  const { identityFound: found, identityExpected: expected } = texts;
  return { check, severity, key: null, label: sheetNames.form, place: null, found, expected, message: texts[check] };
}

interface OwnForm {
  readonly parts: FormParts;
  /** Its sheets, a ledger's copies among them. */
  readonly used: ReadonlySet<CellSheet>;
}

/** The template's own form by its marks; null when they are gone, or its table is none of those wanted. */
function ownForm(
  book: CellBook,
  {
    identity,
    findings,
    tables,
  }: Known & { readonly identity: SheetIdentity; readonly tables: readonly TableDefinition[] },
): OwnForm | null {
  const same = tables.filter(({ id }) => id === identity.table);
  const table = same.find(({ version }) => version === identity.version) ?? same[0];
  if (table === undefined) return null;
  const marks = formMarks(book);
  const marked = ledgerMarks(book).flatMap((each) => ledgerByMarks(table, each) ?? []);
  if (marks === null && !isForm(table, marked)) return null;
  const located = marks === null ? null : locateByMarks(table, marks);
  const isCopy = (spot: LedgerSpot, i: number) => marked.findIndex(({ ledger }) => ledger === spot.ledger) < i;
  const ledgers = marked.filter((spot, i) => !isCopy(spot, i));
  const copies = marked.filter(isCopy).map((spot) => ledgerRepeated(table, spot));
  return {
    parts: { table, by: 'identity', identity, located, ledgers, around: [], findings: [...findings, ...copies] },
    used: new Set([...(located === null ? [] : [located.sheet]), ...marked.map(({ sheet }) => sheet)]),
  };
}

/** Sheets of a workbook that may hold a form made elsewhere: not ours of other kinds. */
function readable(book: CellBook, used: ReadonlySet<CellSheet>): readonly CellSheet[] {
  const foreign = [sheetNames.guidance, sheetNames.findings, IDENTITY_SHEET, CHOICES_SHEET];
  return book.sheets.filter(
    (sheet) => !used.has(sheet) && !isMerged(sheet) && !foreign.some((name) => sheet.name.startsWith(name)),
  );
}

/** The marks of a merged workbook (child/overview-heads.ts, child/summary.ts). */
const MERGED = /^duban:(overview|campaign)/;

/** Our own 汇总 lists every office under the same heads: it is made of forms and is none. */
function isMerged(sheet: CellSheet): boolean {
  for (const cell of sheet.cells.values()) if (cell.row <= 10 && MERGED.test(shownText(cell))) return true;
  return false;
}

/** Without its marks a template still says whose it is: for the form of its table, or for the only one there is. */
function withIdentity(parts: readonly FormParts[], { identity, findings }: Known): readonly FormParts[] {
  const own = parts.find(({ table }) => table.id === identity?.table) ?? parts[0];
  return parts.map((each) => (each === own ? { ...each, identity, findings: [...findings, ...each.findings] } : each));
}
