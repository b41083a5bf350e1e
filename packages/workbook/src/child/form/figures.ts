import type { Column, Measure } from '@duban/tables';
import type { Cell, Worksheet } from 'exceljs';
import { formTexts } from '../../wording/form.js';
import { spacedFormat } from '../layout.js';
import { colours, dress, noFigureLook, right } from '../styles.js';
import type { FigurePlace, FormLayout } from './form-layout.js';
import { figureFormula } from './own-formulas.js';

/** One figure: yellow to be typed, white where the form computes it, grey where only the ledgers can tell. */
export function writeFigure(sheet: Worksheet, place: FigurePlace, layout: FormLayout): void {
  const { measure, column, address } = place;
  const cell = sheet.getCell(address);
  const format = spacedFormat(measure);
  const formula = figureFormula(place, layout);
  if (formula === null && isCounted(measure, column)) {
    cell.value = formTexts.counted;
    dress(cell, { ...noFigureLook, font: { size: 9, color: { argb: colours.faint } } });
    return;
  }
  // Nothing is typed yet, so every formula of the form shows a blank; results.ts says what it comes to.
  if (formula !== null) cell.value = { formula, result: '' };
  dress(
    cell,
    formula === null ? { fill: colours.input, unlocked: true, align: right, format } : { align: right, format },
  );
}

/** Whether a figure comes from a ledger and from nowhere else. */
export function isCounted(measure: Measure, column: Column): boolean {
  return measure.from !== undefined && column === 'current';
}

export function writeNotApplicable(cell: Cell): void {
  cell.value = formTexts.notApplicable;
  dress(cell, noFigureLook);
}
