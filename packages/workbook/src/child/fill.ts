import { DubanError } from '@duban/base';
import { type CellKey, cumulate, type Grid, type Value } from '@duban/tables';
import type { Workbook, Worksheet } from 'exceljs';
import type { Methods } from '../protocol.js';
import { blockTexts } from '../wording/form.js';
import { jobNames } from '../wording/jobs.js';
import { toCell } from './amounts.js';
import { bytesOf, regroupValidations } from './book.js';
import { isCounted } from './form/figures.js';
import { type FigurePlace, type FormLayout, layoutOf } from './form/form-layout.js';
import { figureFormula } from './form/own-formulas.js';
import { marks } from './layout.js';
import { fillLedgers } from './ledger/fill-ledgers.js';
import { textOf } from './locate.js';
import { openBook } from './open.js';
import { readCell } from './read-cell.js';

type Input = Parameters<Methods['fill']>[0];

/**
 * Types figures and records into a template as a clerk would. What the form computes keeps its formula with the result cached;
 * any other value overwrites the formula, and an explicit null clears it. Texts are string cells, never formulas.
 * Throws DubanError `sheet-identity-missing` when the workbook is no template of this table.
 */
export async function fill(input: Input): Promise<Uint8Array> {
  const { bytes, table, ledgers } = input;
  const book = await openBook(bytes, { name: jobNames.fill, purpose: 'whole' });
  const layout = layoutOf(table);
  const sheet = formOf(book, layout);
  fillFigures(sheet, { layout, input });
  fillHeader(sheet, { layout, input });
  fillBlocks(sheet, { layout, input });
  if (ledgers !== undefined) fillLedgers(book, { table, ledgers });
  for (const each of book.worksheets) regroupValidations(each);
  return bytesOf(book);
}

/** The form of this table, with every mark where the template put it. */
function formOf(book: Workbook, { columns, rows }: FormLayout): Worksheet {
  const sheet = book.worksheets.find((each) => textOf(each.getCell(`${columns.keys}1`)) === marks.sheet);
  const untouched = rows.every(
    (entry) => entry.kind !== 'measure' || textOf(sheet?.getCell(`${columns.keys}${entry.row}`)) === entry.measure.key,
  );
  if (sheet === undefined || !untouched) throw new DubanError('sheet-identity-missing', { name: jobNames.fill });
  return sheet;
}

interface Filling {
  readonly layout: FormLayout;
  readonly input: Input;
}

function fillFigures(sheet: Worksheet, { layout, input: { table, grid, raw = {} } }: Filling): void {
  const previous = previousOf(sheet, layout);
  const completed = cumulate(table, grid, previous);
  for (const [key, place] of layout.places) {
    const { measure, column, address } = place;
    const cell = sheet.getCell(address);
    const formula = figureFormula(place, layout);
    if (isCounted(measure, column)) {
      const counted = toCell(measure, grid[key]);
      if (formula !== null) cell.value = { formula, result: counted ?? '' };
      else if (counted !== null) cell.value = counted;
    } else if (formula === null) cell.value = toCell(measure, grid[key]);
    else {
      const computed =
        measure.ratio === undefined ? rolledForward(place, { grid, previous }) : (completed[key] ?? null);
      const kept = measure.ratio !== undefined || grid[key] === undefined || grid[key] === computed;
      cell.value = kept ? { formula, result: toCell(measure, computed) ?? '' } : toCell(measure, grid[key]);
    }
  }
  for (const [key, text] of Object.entries(raw) as [CellKey, string][]) {
    const place = layout.places.get(key);
    if (place !== undefined) sheet.getCell(place.address).value = text;
  }
}

/** The last accepted 累计 as the form itself shows it. */
function previousOf(sheet: Worksheet, { previousAt, places }: FormLayout): Grid {
  const previous: Partial<Record<CellKey, Value>> = {};
  for (const [name, address] of previousAt) {
    const key: CellKey = `${name}.cumulative`;
    const measure = places.get(key)?.measure;
    if (measure === undefined) continue;
    const { value } = readCell(sheet.getCell(address), { measure, column: 'cumulative', formula: null });
    previous[key] = typeof value === 'number' ? value : 0;
  }
  return previous;
}

function rolledForward({ measure }: FigurePlace, { grid, previous }: { grid: Grid; previous: Grid }): Value {
  const current = grid[`${measure.key}.current`];
  const adjust = grid[`${measure.key}.adjust`] ?? 0;
  const before = previous[`${measure.key}.cumulative`];
  const known = typeof current === 'number' && typeof adjust === 'number' && typeof before === 'number';
  return known ? before + current + adjust : null;
}

function fillHeader(sheet: Worksheet, { layout, input: { header } }: Filling): void {
  const lines = [
    ...layout.header.map((line) => ({ ...line, slots: layout.headerSlots })),
    ...layout.footer.map((line) => ({ ...line, slots: layout.footerSlots })),
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
