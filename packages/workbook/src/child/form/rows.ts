import type { Measure } from '@duban/tables';
import { cellKey } from '@duban/tables';
import type { Worksheet } from 'exceljs';
import { columnLetters, columnNumber } from '../../cells/address.js';
import { blockTexts, formTexts } from '../../wording/form.js';
import { marks, spacedFormat } from '../layout.js';
import { note } from '../notes.js';
import { colours, dress, faces, headLook, heightFor, inset, right, sectionLook, spread } from '../styles.js';
import { blockLetter, textLetter } from './columns.js';
import { writeFigure, writeNotApplicable } from './figures.js';
import type { FormRow } from './form-rows.js';
import type { Writing } from './head.js';
import { writeMatrixHead, writeMatrixRow } from './matrix.js';
import { rangeOf } from './slots.js';

const MEASURE_HEIGHT = 20;

/** Everything between the head and the signatures. */
export function writeRows(sheet: Worksheet, writing: Writing): void {
  for (const entry of writing.layout.rows) {
    if (entry.kind === 'columns') writeColumns(sheet, { ...writing, row: entry.row });
    else if (entry.kind === 'section') writeSection(sheet, { ...writing, entry });
    else if (entry.kind === 'measure') writeMeasure(sheet, { ...writing, entry });
    else if (entry.kind === 'matrix-head') writeMatrixHead(sheet, { layout: writing.layout, entry });
    else if (entry.kind === 'matrix-row') writeMatrixRow(sheet, { layout: writing.layout, entry });
  }
}

function writeColumns(sheet: Worksheet, { layout: { columns }, row }: Writing & { readonly row: number }): void {
  for (const [name, text] of Object.entries(formTexts.columns)) {
    const letter = columns[name as keyof typeof formTexts.columns];
    if (letter === null) continue;
    const value = name === 'current' && columns.cumulative === null ? formTexts.onceCurrent : text;
    const to = name === 'remark' ? columns.last : letter;
    spread(sheet, rangeOf({ from: letter, to }, row), { value, look: headLook });
  }
  sheet.getRow(row).height = 26;
  sheet.getCell(`${columns.keys}${row}`).value = marks.columns;
}

type Entry<Kind extends FormRow['kind']> = FormRow & { readonly kind: Kind };

function writeSection(
  sheet: Worksheet,
  { layout: { columns }, entry }: Writing & { readonly entry: Entry<'section'> },
): void {
  const { row, section, block } = entry;
  const choice = blockLetter(columns);
  const to = block === null ? columns.last : columnLetters(columnNumber(choice) - 1);
  spread(sheet, `A${row}:${to}${row}`, { value: section.title, look: sectionLook });
  sheet.getRow(row).height = 22;
  if (block === null) return;
  dress(sheet.getCell(`${choice}${row}`), { fill: colours.input, unlocked: true, font: { name: faces.head } });
  const hint = { fill: colours.section, align: inset(), font: { size: 9 } };
  spread(sheet, `${columns.last}${row}`, { value: blockTexts.hint, look: hint });
  sheet.getCell(`${columns.keys}${row}`).value = `${marks.block} ${block.key}@${choice}`;
}

function writeMeasure(
  sheet: Worksheet,
  { layout, known, entry }: Writing & { readonly entry: Entry<'measure'> },
): void {
  const { columns, places } = layout;
  const { row, measure, number } = entry;
  sheet.getCell(`${columns.keys}${row}`).value = measure.key;
  plain(sheet, `${columns.number}${row}`, number);
  plain(sheet, `${columns.unit}${row}`, measure.unit);
  const label = sheet.getCell(`${columns.measure}${row}`);
  label.value = measure.label;
  dress(label, { align: inset(measure.indent) });
  note(label, measure.note);
  if (measure.kind === 'text') {
    writeText(sheet, { layout, row });
    return;
  }
  if (columns.previous !== null) {
    const cell = sheet.getCell(`${columns.previous}${row}`);
    if (known.previous.has(measure.key)) dress(cell, { align: right, format: spacedFormat(measure) });
    else writeNotApplicable(cell);
  }
  for (const column of ['current', 'adjust', 'cumulative'] as const) {
    const letter = columns[column];
    if (letter === null) continue;
    const place = places.get(cellKey(measure.key, column));
    if (place === undefined) writeNotApplicable(sheet.getCell(`${letter}${row}`));
    else writeFigure(sheet, place, layout);
  }
  const remark = { unlocked: true, align: inset(), font: { size: 9 } };
  spread(sheet, rangeOf({ from: columns.remark, to: columns.last }, row), { value: null, look: remark });
  sheet.getRow(row).height = heightOf(measure, columns.widths[columns.measure] ?? 0);
}

function heightOf(measure: Measure, width: number): number {
  return heightFor(measure.label, width - 2 - measure.indent * 2, { least: MEASURE_HEIGHT });
}

function writeText(sheet: Worksheet, { layout, row }: Pick<Writing, 'layout'> & { readonly row: number }): void {
  const look = { fill: colours.input, unlocked: true, align: { ...inset(), vertical: 'top' } } as const;
  const range = rangeOf({ from: textLetter(layout.columns), to: layout.columns.last }, row);
  spread(sheet, range, { value: null, look });
  sheet.getRow(row).height = 84;
}

function plain(sheet: Worksheet, address: string, value: string | number): void {
  sheet.getCell(address).value = value;
  dress(sheet.getCell(address), {});
}
