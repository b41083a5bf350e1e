import type { Worksheet } from 'exceljs';
import { formTexts } from '../../wording/form.js';
import { marks } from '../layout.js';
import { columnOf } from '../letters.js';
import { note } from '../notes.js';
import { colours, dress, faces, heightFor, inset, spread } from '../styles.js';
import { matrixTitle } from './columns.js';
import { writeFigure } from './figures.js';
import { type FormLayout, type FormRow, matrixLetter } from './form-layout.js';
import { rangeOf } from './head.js';

interface WritingRow<Kind extends FormRow['kind']> {
  readonly layout: FormLayout;
  readonly entry: FormRow & { readonly kind: Kind };
}

/** The titles of a matrix, below its section's own. */
export function writeMatrixHead(sheet: Worksheet, { layout, entry }: WritingRow<'matrix-head'>): void {
  const { row, matrix, index } = entry;
  const look = { font: { name: faces.head }, fill: colours.header };
  const titles = [
    ['A', formTexts.columns.number],
    ['B', matrix.rowTitle],
    ...matrix.columns.map((column) => [matrixLetter(matrix, column.key), matrixTitle(column)]),
  ];
  for (const [letter = '', title = ''] of titles) {
    const to = letter === lastLetter(entry) ? endOf(layout, letter) : letter;
    spread(sheet, rangeOf({ from: letter, to }, row), { value: title, look });
  }
  sheet.getRow(row).height = 32;
  const letters = matrix.columns.map(({ key }) => `${key}@${matrixLetter(matrix, key)}`);
  sheet.getCell(`${layout.columns.keys}${row}`).value = `${marks.matrix} ${index}:${letters.join(',')}`;
}

/** One fixed row: a figure or a text under every title. */
export function writeMatrixRow(sheet: Worksheet, { layout, entry }: WritingRow<'matrix-row'>): void {
  const { row, matrix, index, section, line, number } = entry;
  sheet.getCell(`A${row}`).value = number;
  dress(sheet.getCell(`A${row}`), {});
  const label = sheet.getCell(`B${row}`);
  label.value = line.label;
  dress(label, { align: inset() });
  note(label, line.note);
  for (const column of matrix.columns) {
    const letter = matrixLetter(matrix, column.key);
    const measure = section.measures.find(({ cell }) => cell?.row === line.key && cell.column === column.key);
    const place = measure === undefined ? undefined : layout.places.get(`${measure.key}.current`);
    const range = rangeOf({ from: letter, to: letter === lastLetter(entry) ? endOf(layout, letter) : letter }, row);
    if (place === undefined) spread(sheet, range, { value: null, look: { fill: colours.notApplicable } });
    else if (place.measure.kind === 'text') {
      // As text: what looks like a date or a number there is none.
      spread(sheet, range, { value: null, look: { fill: colours.input, unlocked: true, align: inset(), format: '@' } });
    } else {
      writeFigure(sheet, place, layout);
      if (range.includes(':')) sheet.mergeCells(range);
    }
  }
  sheet.getRow(row).height = heightFor(line.label, (layout.columns.widths.B ?? 0) - 2, { least: 22 });
  sheet.getCell(`${layout.columns.keys}${row}`).value = `${marks.row} ${index}:${line.key}`;
}

function lastLetter({ matrix }: { readonly matrix: WritingRow<'matrix-row'>['entry']['matrix'] }): string {
  return matrixLetter(matrix, matrix.columns.at(-1)?.key ?? '');
}

/** The last column of a matrix runs to the end of the form. */
function endOf({ columns }: FormLayout, letter: string): string {
  return columnOf(columns.last) > columnOf(letter) ? columns.last : letter;
}
