import type { Finding, TableDefinition } from '@duban/tables';
import type { CellSheet } from '../../cells/types.js';
import { periodIn } from '../../compare-identity.js';
import { readingTexts as texts } from '../../wording/reading.js';
import type { FormParts } from './assemble.js';
import { findLedger, type RecognisedLedger } from './find-ledger.js';
import { type Recognised, recogniseForm } from './locate-by-headers.js';
import type { LedgerSpot, Located } from './located.js';
import { type Viewed, Views } from './views.js';

/** What one sheet most likely is. */
type Guess =
  | {
      readonly kind: 'form';
      readonly table: TableDefinition;
      readonly sheet: CellSheet;
      readonly form: Recognised;
      readonly likeness: number;
    }
  | {
      readonly kind: 'ledger';
      readonly table: TableDefinition;
      readonly sheet: CellSheet;
      readonly ledger: RecognisedLedger;
      readonly likeness: number;
    };

const LIKE_ENOUGH = 0.4;
const SURE = 0.7;
const LONGEST_COVER = 60;
/** A sheet with one department's block only is little of the table, but nearly all of it is the table's. */
const PART = { explained: 0.6, measures: 3, likeness: 0.1 } as const;

/** The forms on sheets without marks: each sheet is the table or ledger it is most like, or nothing. Hidden sheets are looked at last. */
export function formsByHeaders(sheets: readonly CellSheet[], tables: readonly TableDefinition[]): readonly FormParts[] {
  for (const visible of [true, false]) {
    const seen = sheets.filter(({ state, lastRow }) => (state === 'visible') === visible && lastRow > 0);
    const guesses = seen.flatMap((sheet) => guess(sheet, tables) ?? []);
    const around = seen.filter(
      (sheet) => sheet.lastRow <= LONGEST_COVER && !guesses.some((each) => each.sheet === sheet),
    );
    if (guesses.length > 0) return grouped(guesses, around);
  }
  return [];
}

function guess(sheet: CellSheet, tables: readonly TableDefinition[]): Guess | null {
  const views = new Views(sheet);
  const { view } = views.upright();
  const ledgers = tables.flatMap((table) =>
    table.ledgers.flatMap((ledger): Guess[] => {
      const found = findLedger(table, { ledger, sheet, view });
      return found === null ? [] : [{ kind: 'ledger', table, sheet, ledger: found, likeness: found.likeness }];
    }),
  );
  const upright = best([...ledgers, ...forms(sheet, { tables, viewed: views.upright() })]);
  // Few forms lie turned: they are looked for only where nothing stands upright for sure.
  const turned = upright !== null && upright.likeness >= SURE ? null : views.turned();
  return turned === null
    ? upright
    : best([...(upright === null ? [] : [upright]), ...forms(sheet, { tables, viewed: turned })]);
}

function forms(
  sheet: CellSheet,
  { tables, viewed }: { readonly tables: readonly TableDefinition[]; readonly viewed: Viewed },
): readonly Guess[] {
  return tables.flatMap((table): Guess[] => {
    const form = table.sections.length === 0 ? null : recogniseForm(table, sheet, viewed);
    if (form === null) return [];
    const { likeness, explained, matched } = form;
    const part = explained >= PART.explained && matched.size >= PART.measures && likeness >= PART.likeness;
    return likeness >= LIKE_ENOUGH || part ? [{ kind: 'form', table, sheet, form, likeness }] : [];
  });
}

/** The likeliest; of two alike, the first. */
function best(guesses: readonly Guess[]): Guess | null {
  return guesses.reduce<Guess | null>((top, each) => (top === null || each.likeness > top.likeness ? each : top), null);
}

interface Group {
  readonly table: TableDefinition;
  readonly forms: { readonly located: Located; readonly matched: ReadonlySet<string> }[];
  readonly ledgers: LedgerSpot[];
  readonly findings: Finding[];
}

function grouped(guesses: readonly Guess[], around: readonly CellSheet[]): readonly FormParts[] {
  const groups: Group[] = [];
  for (const found of guesses) {
    if (found.kind !== 'form') continue;
    const { table, form } = found;
    const rest = groups.find(
      (group) =>
        group.table === table &&
        group.forms.every((each) => disjoint(each.matched, form.matched) && !otherPeriod(each.located, form.located)),
    );
    if (rest === undefined) groups.push({ table, forms: [form], ledgers: [], findings: [] });
    else rest.forms.push(form);
  }
  for (const found of guesses) if (found.kind === 'ledger') attach(groups, found);
  const whole = groups.filter((group) => group.forms.length > 0 || isForm(group.table, group.ledgers));
  return whole.map(({ table, forms, ledgers, findings }) => ({
    table,
    by: 'header',
    identity: null,
    located: together(forms.map(({ located }) => located)),
    ledgers,
    around,
    findings,
  }));
}

/** Whether ledgers alone are a form: not a list that only accompanies the figures (机构名单). */
export function isForm(table: TableDefinition, spots: readonly LedgerSpot[]): boolean {
  return table.ledgers.some(({ key, optional }) => !optional && spots.some(({ ledger }) => ledger === key));
}

/** A form may be spread over sheets, a department each: what one has the other has not. */
function disjoint(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return [...b].every((key) => !a.has(key));
}

/** Departments call themselves by their own names, but all of them report one period. */
function otherPeriod(a: Located, b: Located): boolean {
  const [one, two] = [a, b].map(({ header }) => periodIn(header.get('period')?.value ?? ''));
  return one != null && two != null && (one.part !== two.part || (one.year ?? two.year) !== (two.year ?? one.year));
}

function attach(groups: Group[], { table, ledger }: Guess & { kind: 'ledger' }): void {
  const own = groups.filter((group) => group.table === table);
  const [only] = own;
  if (only === undefined) {
    groups.push({ table, forms: [], ledgers: [ledger.spot], findings: [] });
    return;
  }
  if (own.length > 1) only.findings.push(aboutLedger('several-forms-one-ledger', { table, spot: ledger.spot }));
  else if (only.ledgers.some((each) => each.ledger === ledger.spot.ledger))
    only.findings.push(ledgerRepeated(table, ledger.spot));
  else only.ledgers.push(ledger.spot);
}

/** A second sheet of one ledger (often a copy somebody made of it) is not taken. */
export function ledgerRepeated(table: TableDefinition, spot: LedgerSpot): Finding {
  return aboutLedger('ledger-repeated', { table, spot });
}

function aboutLedger(
  check: 'several-forms-one-ledger' | 'ledger-repeated',
  { table, spot }: { readonly table: TableDefinition; readonly spot: LedgerSpot },
): Finding {
  const { name: found } = spot.sheet;
  const label = table.ledgers.find(({ key }) => key === spot.ledger)?.title ?? table.title;
  const place = { sheet: found, cell: 'A1' };
  const { layoutExpected: expected } = texts;
  return { check, severity: 'E', key: null, label, place, found, expected, message: texts[check](found) };
}

/** Several sheets as one form: the first one is named, and a row is missing only where no sheet has it. */
function together(parts: readonly Located[]): Located | null {
  const [first, ...more] = parts;
  if (first === undefined) return null;
  if (more.length === 0) return first;
  const all = <V>(pick: (part: Located) => ReadonlyMap<string, V>) =>
    new Map([...parts].reverse().flatMap((part) => [...pick(part)]));
  const missing = (finding: Finding) => finding.check === 'row-missing' || finding.check === 'column-missing';
  const everywhere = (finding: Finding) =>
    parts.every(({ findings }) =>
      findings.some((other) => other.check === finding.check && other.label === finding.label),
    );
  return {
    ...first,
    figures: all(({ figures }) => figures) as Located['figures'],
    previous: all(({ previous }) => previous),
    remarks: all(({ remarks }) => remarks),
    header: all(({ header }) => header),
    blocks: all(({ blocks }) => blocks),
    findings: [
      ...first.findings.filter((finding) => !missing(finding) || everywhere(finding)),
      ...more.flatMap(({ findings }) => findings.filter((finding) => !missing(finding))),
    ],
  };
}
