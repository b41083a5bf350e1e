import { DubanError } from '@duban/base';
import { type CellKey, cumulate, withCounts } from '@duban/tables';
import type { Workbook, Worksheet } from 'exceljs';
import type { Methods } from '../protocol.js';
import { blockTexts } from '../wording/form.js';
import { jobNames } from '../wording/jobs.js';
import { toCell } from './amounts.js';
import { bytesOf, regroupValidations, stringIn } from './book.js';
import { isCounted } from './form/figures.js';
import { type FigurePlace, type FormLayout, layoutOf } from './form/form-layout.js';
import { widthBetween } from './form/head.js';
import { compileHints } from './form/hints/compile-hints.js';
import { figureFormula } from './form/own-formulas.js';
import { countedOn, previousOn } from './form/previous.js';
import { cacheResults, computed } from './form/results.js';
import { marks } from './layout.js';
import { fillLedgers } from './ledger/fill-ledgers.js';
import { openBook } from './open.js';
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
  const { bytes, table, ledgers } = input;
  const book = await openBook(bytes, jobNames.fill);
  const layout = layoutOf(table);
  const sheet = formOf(book, layout);
  fillHeader(sheet, { layout, input });
  fillBlocks(sheet, { layout, input });
  fillFigures(sheet, { layout, input });
  if (ledgers !== undefined) fillLedgers(book, { table, ledgers });
  for (const each of book.worksheets) regroupValidations(each);
  return bytesOf(book);
}

/** The form of this table, with every mark where the template put it. */
function formOf(book: Workbook, { columns, rows }: FormLayout): Worksheet {
  const sheet = book.worksheets.find((each) => stringIn(each.getCell(`${columns.keys}1`)) === marks.sheet);
  const untouched = rows.every(
    (entry) =>
      entry.kind !== 'measure' || stringIn(sheet?.getCell(`${columns.keys}${entry.row}`)) === entry.measure.key,
  );
  if (sheet === undefined || !untouched) throw new DubanError('sheet-identity-missing', { name: jobNames.fill });
  return sheet;
}

interface Filling {
  readonly layout: FormLayout;
  readonly input: Input;
}

function fillFigures(sheet: Worksheet, { layout, input }: Filling): void {
  const { table, grid, raw = {}, ledgers } = input;
  const previous = previousOn(sheet, layout);
  const whole = ledgers === undefined ? { ...countedOn(sheet, layout), ...grid } : withCounts(table, grid, ledgers);
  const completed = cumulate(table, whole, previous);
  for (const [key, place] of layout.places) {
    const { measure, column, address } = place;
    const cell = sheet.getCell(address);
    const formula = figureFormula(place, layout);
    if (isCounted(measure, column)) {
      const counted = toCell(measure, whole[key]);
      if (formula === null && counted !== null) cell.value = counted;
    } else if (formula === null) {
      cell.value = toCell(measure, grid[key]);
      if (measure.kind === 'text') grow(sheet, { layout, place });
    } else {
      const come = computed(place, { grid: whole, previous, completed });
      const kept = measure.ratio !== undefined || grid[key] === undefined || grid[key] === come;
      cell.value = kept ? { formula, result: '' } : toCell(measure, grid[key]);
    }
  }
  const hints = compileHints({ table, layout, previous });
  const absentBlocks = absentOn(sheet, layout);
  cacheResults(sheet, { table, layout, hints, grid: whole, previous, ledgers: ledgers ?? {}, absentBlocks });
  for (const [key, text] of Object.entries(raw) as [CellKey, string][]) {
    const place = layout.places.get(key);
    if (place !== undefined) sheet.getCell(place.address).value = text;
  }
}

/** A row that a text does not fit into becomes as high as it needs. */
function grow(sheet: Worksheet, { layout, place }: { readonly layout: FormLayout; readonly place: FigurePlace }): void {
  const { columns } = layout;
  const to = place.measure.cell === undefined ? columns.last : place.letter;
  const room = widthBetween(layout, { from: place.letter, to }) - 2;
  const row = sheet.getRow(place.row);
  const height = heightFor(stringIn(sheet.getCell(place.address)), room);
  if (height > (row.height ?? 0)) row.height = Math.min(height, TALLEST);
}

function absentOn(sheet: Worksheet, { blockAt }: FormLayout): readonly string[] {
  return [...blockAt]
    .filter(([, address]) => stringIn(sheet.getCell(address)) === blockTexts.absent)
    .map(([key]) => key);
}

function fillHeader(sheet: Worksheet, { layout, input: { header } }: Filling): void {
  const lines = [
    ...layout.header.map((line) => ({ ...line, slots: layout.headerSlots })),
    ...[...layout.asked, ...layout.footer].map((line) => ({ ...line, slots: layout.typedSlots })),
  ];
  for (const { row, fields, slots } of lines) {
    for (const [i, field] of fields.entries()) {
      const [slot, value] = [slots[i], header[field.key]];
      if (slot === undefined || value === undefined) continue;
      sheet.getCell(`${slot.from}${row}`).value = field.prefilled ? `${field.label}：${value}` : value;
    }
  }
}

function fillBlocks(sheet: Worksheet, { layout, input: { absentBlocks } }: Filling): void {
  if (absentBlocks === undefined) return;
  for (const [key, address] of layout.blockAt) {
    sheet.getCell(address).value = absentBlocks.includes(key) ? blockTexts.absent : blockTexts.present;
  }
}
