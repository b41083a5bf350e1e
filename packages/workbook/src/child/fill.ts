import { DubanError } from '@duban/base';
import { type CellKey, cumulate, withCounts } from '@duban/tables';
import { cellsOf } from '../cells/read-cells.js';
import type { CellBook, CellSheet } from '../cells/types.js';
import { admit } from '../gate.js';
import { onUpload } from '../on-upload.js';
import type { PackageParts } from '../package/parts.js';
import type { Methods } from '../protocol.js';
import { blockTexts, sheetNames } from '../wording/form.js';
import { jobNames } from '../wording/jobs.js';
import { toCell } from './amounts.js';
import { type CellInput, FillableBook, FilledBook, type SheetInput } from './filled-book.js';
import { isCounted } from './form/figures.js';
import { type FigurePlace, type FormLayout, layoutOf } from './form/form-layout.js';
import { widthBetween } from './form/head.js';
import { compileHints } from './form/hints/compile-hints.js';
import { figureFormula } from './form/own-formulas.js';
import { countedOn, measuresKnown, previousOn } from './form/previous.js';
import { computed, formulasOf } from './form/results.js';
import { knownTable } from './known-table.js';
import { IDENTITY_SHEET, marks } from './layout.js';
import { filledLedgers } from './ledger/fill-ledgers.js';
import { ledgerLayouts } from './ledger/ledger-layout.js';
import { shownText } from './reading/shown-text.js';
import { heightFor } from './styles.js';

/** Excel's rows end here. */
const TALLEST = 409;

type Input = Parameters<Methods['fill']>[0];

/**
 * Types figures and records into a template as a clerk would. What the form computes keeps its formula with the result cached;
 * any other value overwrites the formula, and an explicit null clears it. Texts are string cells, never formulas.
 * Throws DubanError `sheet-identity-missing` when the workbook is no template of this table.
 */
export async function fill(input: Input): Promise<Uint8Array> {
  const { parts } = await admit(input.bytes, jobNames.fill);
  const table = knownTable(input.table);
  // What is only copied need not be read: a ledger has ten times the cells of a form.
  const copied = input.ledgers === undefined ? ledgerLayouts(table).map(({ sheetName }) => sheetName) : [];
  const unread = new Set<string>([...copied, sheetNames.guidance, IDENTITY_SHEET]);
  return onUpload(jobNames.fill, async () =>
    filled(parts, await cellsOf(parts, (sheet) => !unread.has(sheet)), { ...input, table }),
  );
}

function filled(parts: PackageParts, cells: CellBook, input: Input): Uint8Array {
  const { table, ledgers } = input;
  const layout = layoutOf(table);
  const form = formOf(cells, layout);
  const book = new FilledBook(new FillableBook(parts));
  book.fill(form.name, typedForm(form, { layout, input }));
  if (ledgers !== undefined)
    for (const [sheet, records] of filledLedgers(cells, { table, ledgers })) book.fill(sheet, records);
  return book.finish();
}

/** The form of this table, with every mark where the template put it. */
function formOf({ sheets }: CellBook, { columns, rows }: FormLayout): CellSheet {
  const sheet = sheets.find(({ cells }) => shownText(cells.get(`${columns.keys}1`)) === marks.sheet);
  const untouched = rows.every(
    (entry) =>
      entry.kind !== 'measure' || shownText(sheet?.cells.get(`${columns.keys}${entry.row}`)) === entry.measure.key,
  );
  if (sheet === undefined || !untouched) throw new DubanError('sheet-identity-missing', { name: jobNames.fill });
  return sheet;
}

interface Filling {
  readonly layout: FormLayout;
  readonly input: Input;
}

function typedForm(sheet: CellSheet, filling: Filling): SheetInput {
  const { layout, input } = filling;
  const { table, grid, raw = {}, ledgers } = input;
  const absentBlocks = (input.absentBlocks ?? absentOn(sheet, layout)).filter((key) => layout.blockAt.has(key));
  const previous = previousOn(sheet, layout);
  const whole = ledgers === undefined ? { ...countedOn(sheet, layout), ...grid } : withCounts(table, grid, ledgers);
  const completed = cumulate(table, whole, previous);
  const cells = new Map<string, CellInput>([...typedHeader(filling), ...chosenBlocks(filling)]);
  const heights = new Map<number, number>();
  const overwritten = new Set<CellKey>();
  for (const [key, place] of layout.places) {
    const { measure, column, address, row } = place;
    const isOwn = figureFormula(place, layout) !== null;
    if (isCounted(measure, column)) {
      const counted = toCell(measure, whole[key]);
      if (!isOwn && counted !== null) cells.set(address, counted);
    } else if (!isOwn) {
      const typed = toCell(measure, grid[key]);
      cells.set(address, typed);
      if (typeof typed === 'string') heights.set(row, Math.max(heights.get(row) ?? 0, heightOf(typed, place, layout)));
    } else if (measure.ratio === undefined && grid[key] !== undefined) {
      if (grid[key] === computed(place, { grid: whole, previous, completed })) continue;
      cells.set(address, toCell(measure, grid[key]));
      overwritten.add(key);
    }
  }
  const hints = compileHints({ table, layout, previous: measuresKnown(previous) });
  const facts = { table, layout, hints, grid: whole, previous, ledgers: ledgers ?? {}, absentBlocks };
  for (const [address, formula] of formulasOf({ ...facts, overwritten })) cells.set(address, formula);
  for (const [key, text] of Object.entries(raw) as [CellKey, string][]) {
    const place = layout.places.get(key);
    if (place !== undefined) cells.set(place.address, text);
  }
  return { cells, heights };
}

/** How high a row has to be for a text to fit in. */
function heightOf(text: string, { measure, letter }: FigurePlace, layout: FormLayout): number {
  const to = measure.cell === undefined ? layout.columns.last : letter;
  return Math.min(heightFor(text, widthBetween(layout, { from: letter, to }) - 2), TALLEST);
}

function absentOn({ cells }: CellSheet, { blockAt }: FormLayout): readonly string[] {
  return [...blockAt].filter(([, address]) => shownText(cells.get(address)) === blockTexts.absent).map(([key]) => key);
}

function typedHeader({ layout, input: { header } }: Filling): readonly (readonly [string, string])[] {
  const lines = [
    ...layout.header.map((line) => ({ ...line, slots: layout.headerSlots })),
    ...[...layout.asked, ...layout.footer].map((line) => ({ ...line, slots: layout.typedSlots })),
  ];
  return lines.flatMap(({ row, fields, slots }) =>
    fields.flatMap((field, i) => {
      const [slot, value] = [slots[i], header[field.key]];
      if (slot === undefined || value === undefined) return [];
      return [[`${slot.from}${row}`, field.prefilled ? `${field.label}：${value}` : value] as const];
    }),
  );
}

function chosenBlocks({ layout, input: { absentBlocks } }: Filling): readonly (readonly [string, string])[] {
  if (absentBlocks === undefined) return [];
  return [...layout.blockAt].map(
    ([key, address]) => [address, absentBlocks.includes(key) ? blockTexts.absent : blockTexts.present] as const,
  );
}
