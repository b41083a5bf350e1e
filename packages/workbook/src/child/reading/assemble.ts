import { countOf, type Finding, type LedgerRow, type Ledgers, measuresOf, type TableDefinition } from '@duban/tables';
import type { CellBook, CellSheet } from '../../cells/types.js';
import type { LedgerPlaces, ReadForm, SheetIdentity } from '../../contract.js';
import { inPlaceOrder } from '../../order.js';
import { readingTexts as texts } from '../../wording/reading.js';
import { findHeaderFields, readHeader } from './header-fields.js';
import { hiddenFigures, mergedFigures } from './hidden-and-merged.js';
import type { LedgerSpot, Located } from './located.js';
import { type Counted, readFigures } from './read-figures.js';
import { readLedger } from './read-ledger.js';

/** The parts of one form, found on their sheets. */
export interface FormParts {
  readonly table: TableDefinition;
  readonly by: 'identity' | 'header';
  readonly identity: SheetIdentity | null;
  /** Null for a form of ledgers only, and where only its ledgers were found. */
  readonly located: Located | null;
  readonly ledgers: readonly LedgerSpot[];
  /** Sheets that are nothing by themselves: a cover may hold the header of a form of ledgers. */
  readonly around: readonly CellSheet[];
  /** What recognising had to say. */
  readonly findings: readonly Finding[];
}

/** Reads a form once all its parts are found. */
export function assemble(book: CellBook, parts: FormParts): ReadForm {
  const { table, by, identity } = parts;
  const findings: Finding[] = [...parts.findings];
  const ledgers: Record<string, readonly LedgerRow[]> = {};
  const ledgerPlaces: Record<string, LedgerPlaces> = {};
  for (const spot of parts.ledgers) {
    const ledger = table.ledgers.find(({ key }) => key === spot.ledger);
    if (ledger === undefined) continue;
    const read = readLedger(ledger, spot);
    ledgers[spot.ledger] = read.records;
    ledgerPlaces[spot.ledger] = read.places;
    findings.push(...read.findings);
  }
  const located = parts.located ?? ledgersOnly(table, parts);
  const merged = mergedFigures(table, located);
  const figures = readFigures(table, { located, counted: countedFrom(table, ledgers) });
  const grid = { ...figures.grid, ...Object.fromEntries(merged.refused.map((key) => [key, null])) };
  const refused = new Set(merged.refused);
  const { header, findings: aboutHeader } = readHeader(table, located);
  findings.push(
    ...located.findings,
    ...aboutHeader,
    ...figures.findings.filter(({ key }) => key === null || !refused.has(key)),
    ...merged.findings,
    ...hiddenFigures(table, { located, grid }),
  );
  const sheets = book.sheets.map(({ name }) => name);
  return {
    table: table.id,
    version: table.version,
    by,
    identity,
    sheet: (table.sections.length === 0 ? (parts.ledgers[0]?.sheet ?? located.sheet) : located.sheet).name,
    grid,
    ledgers,
    absentBlocks: figures.absentBlocks,
    header,
    heading: located.heading,
    places: figures.places,
    ledgerPlaces,
    findings: inPlaceOrder(findings, sheets),
  };
}

/** What the measures that are counted from ledgers come to; those whose ledger was not in the file are left out. */
function countedFrom(table: TableDefinition, ledgers: Ledgers): Counted {
  const there = Object.keys(ledgers);
  return new Map(
    measuresOf(table).flatMap((measure) => {
      const names = new Set(measure.from?.match(/\w+/gu));
      return there.some((ledger) => names.has(ledger)) ? [[measure.key, countOf(table, measure, ledgers)]] : [];
    }),
  );
}

/** A form whose figures are nowhere: its header and heading are those of its first ledger. */
function ledgersOnly(table: TableDefinition, { ledgers, by, around }: FormParts): Located {
  const [first] = ledgers;
  if (first === undefined) throw new Error(`no part of ${table.id} to read`);
  const { sheet, heading } = first;
  const places = by === 'identity' ? [] : [sheet, ...around].reverse();
  const header = new Map(places.flatMap((place) => [...findHeaderFields(table, { sheet: place, colons: 'needed' })]));
  return {
    by,
    sheet,
    figures: new Map(),
    previous: new Map(),
    remarks: new Map(),
    header,
    blocks: new Map(),
    heading,
    findings: figuresOwed(table) ? [missing(table)] : [],
  };
}

/** Whether the table has figures that are typed, so that ledgers alone are not the whole form. */
function figuresOwed(table: TableDefinition): boolean {
  return table.sections.some(({ measures }) =>
    measures.some(
      ({ kind, from, required }) => required && from === undefined && (kind === 'count' || kind === 'money'),
    ),
  );
}

function missing({ title: label }: TableDefinition): Finding {
  const message = texts['form-missing'](label);
  const { layoutFound: found, layoutExpected: expected } = texts;
  return { check: 'form-missing', severity: 'E', key: null, label, place: null, found, expected, message };
}
