import type { Matrix, Section } from '@duban/tables';
import type { Worksheet } from 'exceljs';
import { columnNumber } from '../../cells/address.js';
import { formTexts } from '../../wording/form.js';
import { labelWithUnit, marks } from '../layout.js';
import { note } from '../notes.js';
import { colours, headLook, heightFor, inset, spread } from '../styles.js';
import { matrixLetter } from './columns.js';
import { writeFigure } from './figures.js';
import type { FormLayout } from './form-layout.js';
import type { FormRow } from './form-rows.js';
import { rangeOf } from './slots.js';

/** Heights of a row: with 备注 there is room for two lines. */
const ONE_LINE = 22;
const TWO_LINES = 26;

interface WritingRow<Kind extends FormRow['kind']> {
  readonly layout: FormLayout;
  readonly entry: FormRow & { readonly kind: Kind };
}

/** The titles of a matrix, below its section's own. */
export function writeMatrixHead(sheet: Worksheet, { layout, entry }: WritingRow<'matrix-head'>): void {
  const { row, matrix, section, index } = entry;
  spread(sheet, `A${row}`, { value: formTexts.columns.number, look: headLook });
  spread(sheet, `B${row}`, { value: matrix.rowTitle, look: headLook });
  for (const column of matrix.columns) {
    const from = matrixLetter(matrix, column.key);
    const range = rangeOf({ from, to: endOf(layout, { section, matrix, column: column.key }) }, row);
    spread(sheet, range, { value: labelWithUnit(column), look: headLook });
  }
  sheet.getRow(row).height = 32;
  const letters = matrix.columns.map(({ key }) => `${key}@${matrixLetter(matrix, key)}`);
  sheet.getCell(`${layout.columns.keys}${row}`).value = `${marks.matrix} ${index}:${letters.join(',')}`;
}

/** One fixed row: a figure or a text under every title. */
export function writeMatrixRow(sheet: Worksheet, { layout, entry }: WritingRow<'matrix-row'>): void {
  const { row, matrix, index, section, line, number } = entry;
  spread(sheet, `A${row}`, { value: number, look: {} });
  spread(sheet, `B${row}`, { value: line.label, look: { align: inset() } });
  note(sheet.getCell(`B${row}`), line.note);
  for (const column of matrix.columns) {
    const letter = matrixLetter(matrix, column.key);
    const measure = section.measures.find(({ cell }) => cell?.row === line.key && cell.column === column.key);
    const place = measure === undefined ? undefined : layout.places.get(`${measure.key}.current`);
    const range = rangeOf({ from: letter, to: endOf(layout, { section, matrix, column: column.key }) }, row);
    if (place === undefined) spread(sheet, range, { value: null, look: { fill: colours.notApplicable } });
    else if (place.measure.kind === 'text') {
      // As text: what looks like a date or a number there is none.
      spread(sheet, range, {
        value: null,
        look: { fill: colours.input, unlocked: true, align: inset(), font: { size: 9 }, format: '@' },
      });
    } else writeFigure(sheet, place, layout);
  }
  const texts = section.measures.some(({ cell, kind }) => cell?.row === line.key && kind === 'text');
  const least = texts ? TWO_LINES : ONE_LINE;
  sheet.getRow(row).height = heightFor(line.label, (layout.columns.widths.B ?? 0) - 2, { least });
  sheet.getCell(`${layout.columns.keys}${row}`).value = `${marks.row} ${index}:${line.key}`;
}

interface MatrixColumn {
  readonly section: Section;
  readonly matrix: Matrix;
  readonly column: string;
}

/** A text in the last column of a matrix runs to the end of the form. */
function endOf({ columns }: FormLayout, { section, matrix, column }: MatrixColumn): string {
  const letter = matrixLetter(matrix, column);
  const isText = section.measures.some(({ cell, kind }) => cell?.column === column && kind === 'text');
  const isLast = matrix.columns.at(-1)?.key === column;
  return isText && isLast && columnNumber(columns.last) > columnNumber(letter) ? columns.last : letter;
}
