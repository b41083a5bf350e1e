import {
  type CellKey,
  type Column,
  cellKey,
  columnsOf,
  type Finding,
  type HeaderField,
  type Measure,
  type Section,
  type TableDefinition,
} from '@duban/tables';
import { addressOf } from '../../cells/address.js';
import type { CellSheet } from '../../cells/types.js';
import { formTexts } from '../../wording/form.js';
import { readingTexts as texts } from '../../wording/reading.js';
import { labelOf, unitNamed } from './labels.js';
import type { FigureSpot, HeaderSpot, LedgerSpot, Located, Spot } from './located.js';
import type { FormMarks, LedgerMarks } from './marks.js';
import { matrixHeads } from './matrix-heads.js';
import { homeOf, onSheet, placeOf, textAt } from './spots.js';

type Titles = keyof typeof formTexts.columns;

/** A template's form by its hidden column: moved rows and columns stand where their marks do. */
export function locateByMarks(table: TableDefinition, marks: FormMarks): Located {
  return new ByMarks(table, marks).located();
}

class ByMarks {
  readonly #table: TableDefinition;
  readonly #marks: FormMarks;
  readonly #sheet: CellSheet;
  readonly #titles: ReadonlyMap<Titles, number>;
  readonly #figures = new Map<CellKey, FigureSpot>();
  readonly #previous = new Map<string, FigureSpot>();
  readonly #remarks = new Map<string, Spot>();
  readonly #findings: Finding[] = [];
  /** Of all rows, as they are compared. */
  readonly #labels: ReadonlySet<string>;

  constructor(table: TableDefinition, marks: FormMarks) {
    this.#table = table;
    this.#marks = marks;
    this.#sheet = marks.sheet;
    this.#titles = titlesOf(marks);
    const rows = table.sections.flatMap(({ matrix, measures }) => matrix?.rows ?? measures);
    this.#labels = new Set(rows.map(({ label }) => labelOf(label).text));
  }

  located(): Located {
    const list = this.#table.sections.filter(({ matrix }) => matrix === null).flatMap(({ measures }) => measures);
    this.#missingColumns(list);
    for (const measure of list) this.#listed(measure);
    for (const [index, section] of this.#table.sections.entries()) this.#matrix(section, index);
    return {
      by: 'identity',
      sheet: this.#sheet,
      figures: this.#figures,
      previous: this.#previous,
      remarks: this.#remarks,
      header: this.#header(),
      blocks: new Map([...this.#marks.blocks].map(([block, at]) => [block, this.#spot(at)])),
      heading: this.#heading(),
      findings: this.#findings,
    };
  }

  #spot({ row, column }: { readonly row: number; readonly column: number }): Spot {
    return { sheet: this.#sheet, row, column };
  }

  #missingColumns(list: readonly Measure[]): void {
    const needed = new Set<Column>(list.flatMap((measure) => (measure.kind === 'text' ? [] : columnsOf(measure))));
    for (const name of ['current', 'adjust', 'cumulative'] as const) {
      if (needed.has(name) && !this.#titles.has(name)) this.#gone('column-missing', formTexts.columns[name]);
    }
  }

  #listed(measure: Measure): void {
    const row = this.#row(measure.key, measure.label);
    if (row === null) return;
    this.#checkUnit(measure, row);
    this.#checkLabel(measure.label, { row, column: this.#titles.get('measure') });
    for (const column of columnsOf(measure)) {
      const at = this.#titles.get(measure.kind === 'text' ? 'previous' : column) ?? this.#titles.get(column);
      if (at !== undefined)
        this.#figures.set(cellKey(measure.key, column), { ...this.#spot({ row, column: at }), unit: null });
    }
    const [previous, remark] = [this.#titles.get('previous'), this.#titles.get('remark')];
    if (measure.kind === 'text') return;
    if (previous !== undefined)
      this.#previous.set(measure.key, { ...this.#spot({ row, column: previous }), unit: null });
    if (remark !== undefined) this.#remarks.set(measure.key, this.#spot({ row, column: remark }));
  }

  #matrix({ title, matrix, measures }: Section, index: number): void {
    if (matrix === null) return;
    const found = this.#marks.matrices.get(index);
    if (found === undefined) {
      this.#gone('row-missing', title);
      return;
    }
    const { columns, labels, findings } = matrixHeads(matrix, { sheet: this.#sheet, ...found });
    this.#findings.push(...findings);
    for (const line of matrix.rows) {
      const row = this.#row(`${index}:${line.key}`, line.label);
      if (row === null) continue;
      this.#checkLabel(line.label, { row, column: labels });
      for (const measure of measures) {
        const column = measure.cell?.row === line.key ? columns.get(measure.cell.column) : undefined;
        if (column === undefined) continue;
        this.#figures.set(cellKey(measure.key, 'current'), { ...this.#spot({ row, column }), unit: null });
      }
    }
  }

  #row(mark: string, label: string): number | null {
    const row = this.#marks.rows.get(mark);
    if (row === undefined) {
      this.#gone('row-missing', label);
      return null;
    }
    const again = this.#marks.repeated.get(mark);
    if (again !== undefined) {
      const [first = row, ...more] = again;
      const column = this.#titles.get('measure') ?? 2;
      const found = more.map((each) => addressOf(each, column)).join('、');
      const problem = { check: 'row-repeated', severity: 'E', found, expected: texts.layoutExpected } as const;
      const message = texts['row-repeated'](label, [addressOf(first, column), found]);
      this.#findings.push(
        onSheet({ ...problem, message }, { label, spot: this.#spot({ row: more[0] ?? row, column }) }),
      );
    }
    return row;
  }

  /** Cells that were pushed down without their hidden mark stand in another row: the label tells. */
  #checkLabel(label: string, { row, column }: { readonly row: number; readonly column: number | undefined }): void {
    if (column === undefined) return;
    const spot = this.#spot({ row, column });
    const found = textAt(spot);
    const seen = labelOf(found).text;
    if (seen === '' || seen === labelOf(label).text) return;
    const isOther = this.#labels.has(seen);
    const check = isOther ? 'row-shifted' : 'header-renamed';
    const message = texts[check](found, label);
    const problem = { check, severity: isOther ? 'E' : 'I', found, expected: label, message } as const;
    this.#findings.push(onSheet(problem, { label, spot }));
  }

  #checkUnit(measure: Measure, row: number): void {
    const column = this.#titles.get('unit');
    if (column === undefined) return;
    const spot = this.#spot({ row, column });
    const found = textAt(spot);
    if (found === measure.unit || unitNamed(found) === measure.unit) return;
    const { label, unit: expected } = measure;
    const message = texts['unit-changed'](label, found);
    const key = cellKey(measure.key, 'current');
    this.#findings.push({
      check: 'unit-changed',
      severity: 'E',
      key,
      label,
      place: placeOf(spot),
      found,
      expected,
      message,
    });
  }

  #header(): ReadonlyMap<string, HeaderSpot> {
    return new Map(
      this.#table.header.flatMap((field) => {
        const at = this.#marks.header.get(field.key);
        if (at === undefined) return [];
        const spot = this.#typedAt(this.#spot(at), field);
        const text = textAt(spot);
        const value = field.prefilled ? text.slice(text.indexOf('：') + 1).trim() : text;
        return [[field.key, { ...spot, value }] as const];
      }),
    );
  }

  /** Behind its label, where a column that was put in has moved both away from the letter in the mark. */
  #typedAt(spot: Spot, { label, prefilled }: HeaderField): Spot {
    // With its colon, as the template prints it: what was typed may be the same word.
    const text = textAt(spot);
    const isLabel = !prefilled && /[:：]\s*$/u.test(text) && text.replace(/[:：\s]/gu, '') === label;
    return isLabel ? this.#spot({ row: spot.row, column: spot.column + 1 }) : spot;
  }

  /** The form's first line. */
  #heading(): string {
    for (let row = 1; row <= 3; row += 1) {
      const text = textAt(homeOf(this.#sheet, { row, column: 1 }));
      if (text !== '') return text;
    }
    return this.#table.title;
  }

  #gone(check: 'row-missing' | 'column-missing', label: string): void {
    const problem = { check, severity: 'E', found: texts.layoutFound, expected: texts.layoutExpected } as const;
    this.#findings.push(onSheet({ ...problem, message: texts[check](label) }, { label, spot: null }));
  }
}

/** The visible column titles: a column that was moved is found by its title. */
function titlesOf({ sheet, columnRow }: FormMarks): ReadonlyMap<Titles, number> {
  const found = new Map<Titles, number>();
  if (columnRow === null) return found;
  const names = Object.keys(formTexts.columns) as Titles[];
  for (const cell of [...sheet.cells.values()].sort((a, b) => a.column - b.column)) {
    if (cell.row !== columnRow) continue;
    const text = textAt({ sheet, row: cell.row, column: cell.column }).replace(/\s/g, '');
    const name = names.find((each) => titleOf(each).includes(text) && !found.has(each));
    if (name !== undefined) found.set(name, cell.column);
  }
  return found;
}

function titleOf(name: Titles): readonly string[] {
  return name === 'current' ? [formTexts.columns.current, formTexts.onceCurrent] : [formTexts.columns[name]];
}

/** A template's ledger by its hidden row. */
export function ledgerByMarks(table: TableDefinition, marks: LedgerMarks): LedgerSpot | null {
  const ledger = table.ledgers.find(({ key }) => key === marks.ledger);
  if (ledger === undefined) return null;
  const { sheet, row } = marks;
  const findings: Finding[] = [];
  const columns = new Map<string, { column: number; unit: null }>();
  for (const { key, label } of ledger.columns) {
    const column = marks.columns.get(key);
    if (column !== undefined) columns.set(key, { column, unit: null });
    else {
      const message = texts['ledger-column-missing'](label, sheet.name);
      const problem = {
        check: 'column-missing',
        severity: 'E',
        found: texts.layoutFound,
        expected: label,
        message,
      } as const;
      findings.push(onSheet(problem, { label, spot: { sheet, row: row + 1, column: 1 } }));
    }
  }
  const heading = textAt({ sheet, row: 1, column: 1 }) || ledger.title;
  return { ledger: ledger.key, sheet, by: 'identity', columns, number: 1, firstRow: row + 2, heading, findings };
}
