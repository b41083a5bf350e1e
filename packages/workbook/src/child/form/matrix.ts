import type { Matrix, Section } from '@duban/tables';
import type { Worksheet } from 'exceljs';
import { formTexts } from '../../wording/form.js';
import { marks } from '../layout.js';
import { columnOf } from '../letters.js';
import { note } from '../notes.js';
import { colours, faces, heightFor, inset, spread } from '../styles.js';
import { matrixTitle } from './columns.js';
import { writeFigure } from './figures.js';
import { type FormLayout, type FormRow, matrixLetter, rangeOf } from './form-layout.js';

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
  const look = { font: { name: faces.head }, fill: colours.header };
  spread(sheet, `A${row}`, { value: formTexts.columns.number, look });
  spread(sheet, `B${row}`, { value: matrix.rowTitle, look });
  for (const column of matrix.columns) {
    const from = matrixLetter(matrix, column.key);
    const range = rangeOf({ from, to: endOf(layout, { section, matrix, column: column.key }) }, row);
    spread(sheet, range, { value: matrixTitle(column), look });
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
  return isText && isLast && columnOf(columns.last) > columnOf(letter) ? columns.last : letter;
}
