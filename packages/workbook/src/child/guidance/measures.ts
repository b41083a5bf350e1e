import type { Measure, TableDefinition } from '@duban/tables';
import { semanticsNames } from '../../wording/form.js';
import { guidanceTexts as texts } from '../../wording/guidance.js';
import { bodyRows } from '../form/form-rows.js';
import type { Page } from './page.js';

/** The 口径 of every measure under its number on the form; of a matrix, of its rows. */
export function explainMeasures(page: Page, table: TableDefinition): void {
  page.heading(texts.measures);
  page.titles(texts.measureColumns);
  for (const entry of bodyRows(table, 0)) {
    if (entry.kind === 'section') page.section(entry.section.title);
    if (entry.kind === 'measure') {
      const { measure, number } = entry;
      page.line([number, measure.label, measure.unit, howOf(measure), measure.note ?? ''], measure.indent);
    }
    if (entry.kind === 'matrix-row') {
      const { section, matrix, line, number } = entry;
      const cells = section.measures.filter(({ cell }) => cell?.row === line.key);
      const units = matrix.columns.flatMap(({ unit }) => (unit === '' ? [] : [unit]));
      const how = [...new Set(cells.filter(({ kind }) => kind !== 'text').map(howOf))];
      page.line([number, line.label, units.join('、'), how.join('；'), line.note ?? '']);
    }
  }
}

function howOf(measure: Measure): string {
  if (measure.from !== undefined) return texts.counted;
  if (measure.once === true && measure.semantics !== 'ratio' && measure.semantics !== 'text') return texts.once;
  return semanticsNames[measure.semantics];
}
