import { isMoneyUnit } from '@duban/base';
import { type CellKey, cellKey, columnsOf, type Measure, type Section, type TableDefinition } from '@duban/tables';
import type { CellSheet } from '../../cells/types.js';
import { formTexts } from '../../wording/form.js';
import { columnWords } from '../../wording/reading-words.js';
import { SEARCH } from './bands.js';
import { findMatrix } from './find-matrix.js';
import { type Found, type FoundMeasures, findMeasures } from './find-measures.js';
import { FormFaults } from './form-faults.js';
import { findHeaderFields } from './header-fields.js';
import { headingOf } from './heading.js';
import { labelOf, unitNamed } from './labels.js';
import type { Line } from './lines.js';
import type { FigureSpot, Located, Spot } from './located.js';
import { loneColumn, rivalColumns } from './lone-column.js';
import type { PeriodKind } from './period-kind.js';
import { saysAbsent } from './read-figures.js';
import { isNumberLike, moneyOf, moneyUnit } from './units-on-sheet.js';
import type { View } from './view.js';
import type { Viewed } from './views.js';

/** A form as it was found on one sheet without marks, and how surely. */
export interface Recognised {
  readonly located: Located;
  /** Measures with a place, of those the table has. */
  readonly matched: ReadonlySet<string>;
  /** 0 … 1: how much of the definition and of the sheet's lines belong to each other. */
  readonly likeness: number;
  /** How much of the sheet is explained: a sheet with one block of a form only. */
  readonly explained: number;
}

/** Looks for one table's figures on one view of a sheet. Null when next to nothing of it is there. */
export function recogniseForm(table: TableDefinition, sheet: CellSheet, viewed: Viewed): Recognised | null {
  return new ByHeaders(table, sheet, viewed).recognised();
}

class ByHeaders {
  readonly #table: TableDefinition;
  readonly #sheet: CellSheet;
  readonly #view: View;
  readonly #found: FoundMeasures;
  readonly #figures = new Map<CellKey, FigureSpot>();
  readonly #previous = new Map<string, FigureSpot>();
  readonly #remarks = new Map<string, Spot>();
  readonly #faults: FormFaults;
  /** The column of figures where no head names one. */
  readonly #lone: number | null;
  readonly #matched = new Set<string>();
  /** Rows that a matrix has taken. */
  readonly #inMatrix = new Set<number>();
  /** The unit of money named above the table. */
  readonly #money: string | null;

  constructor(table: TableDefinition, sheet: CellSheet, { view, lines }: Viewed) {
    this.#table = table;
    this.#sheet = sheet;
    this.#view = view;
    this.#found = findMeasures(table, lines);
    this.#faults = new FormFaults(sheet.name);
    this.#lone = loneColumn(view, this.#found.found);
    this.#money = moneyOf(sheet);
  }

  recognised(): Recognised | null {
    for (const found of this.#found.found) this.#place(found);
    for (const section of this.#table.sections) this.#matrix(section);
    if (this.#matched.size === 0) return null;
    const all = this.#table.sections.flatMap(({ measures }) => measures).filter(({ kind }) => kind !== 'text').length;
    const unknown = this.#unknown();
    const explained = this.#matched.size / (this.#matched.size + unknown.length);
    const likeness = (2 * this.#matched.size) / (all + this.#matched.size + unknown.length);
    const heading = headingOf(this.#table, this.#sheet);
    return {
      matched: this.#matched,
      explained,
      likeness: Math.min(1, likeness + (heading.named ? 0.15 : 0)),
      located: {
        by: 'header',
        sheet: this.#sheet,
        figures: this.#figures,
        previous: this.#previous,
        remarks: this.#remarks,
        header: findHeaderFields(this.#table, { sheet: this.#sheet, colons: 'optional' }),
        blocks: this.#blocks(),
        heading: heading.text,
        findings: this.#complaints(unknown).findings,
      },
    };
  }

  #spot(row: number, column: number): Spot {
    return { sheet: this.#sheet, ...this.#view.place(row, column) };
  }

  #place({ measure, line, reading, renamed }: Found): void {
    const { row, band } = line;
    const labelSpot = this.#spot(row, reading.column);
    if (measure.kind === 'text') {
      this.#textBeside(measure, { line, column: reading.column });
      return;
    }
    const columns = this.#columnsFor(measure, { line, kind: reading.kind, after: reading.column });
    const unit = this.#unitOf(measure, { line, label: reading.text, spot: labelSpot });
    for (const { kind, column, unit: headUnit } of columns) {
      const spot = { ...this.#spot(row, column), unit: moneyUnit(measure, unit ?? headUnit ?? this.#money) };
      if (kind === 'previous') this.#previous.set(measure.key, spot);
      else if (columnsOf(measure).includes(kind)) this.#figures.set(cellKey(measure.key, kind), spot);
    }
    if (columns.length > 0) this.#matched.add(measure.key);
    if (band.remark !== null) this.#remarks.set(measure.key, this.#spot(row, band.remark));
    if (renamed) this.#faults.renamed(measure.label, { seen: reading.text, spot: labelSpot });
  }

  #columnsFor(
    measure: Measure,
    { line, kind, after }: { line: Line; kind: PeriodKind | null; after: number },
  ): readonly { readonly kind: PeriodKind; readonly column: number; readonly unit: string | null }[] {
    const { band } = line;
    const heads = Object.entries(band.columns) as [PeriodKind, { column: number; unit: string | null }][];
    if (kind === null && heads.length > 0) return heads.map(([name, head]) => ({ kind: name, ...head }));
    const column = band.figure ?? (this.#lone !== null && this.#lone > after ? this.#lone : null);
    if (column === null) return [];
    // A figure without any word on its period is the period's own.
    return [{ kind: kind ?? 'current', column, unit: null }].filter(
      ({ kind: name }) => name === 'previous' || columnsOf(measure).includes(name),
    );
  }

  #textBeside(measure: Measure, { line, column }: { line: Line; column: number }): void {
    const key = cellKey(measure.key, 'current');
    const span = this.#view.span(line.row, column);
    const first = (span?.right ?? column) + 1;
    this.#figures.set(key, { ...this.#spot(line.row, this.#textColumn(line.row, first) ?? first), unit: null });
  }

  /** A text stands in the first cell that has one, or in a merge made for it; units and the dashes of figures are not it. */
  #textColumn(row: number, first: number): number | null {
    for (let column = first; column <= Math.min(this.#view.lastColumn, first + SEARCH.labels); column += 1) {
      if (!this.#view.turned && this.#sheet.hiddenColumns.has(column)) continue;
      const text = this.#view.text(row, column);
      if (text !== '' && unitNamed(text) === null && text !== formTexts.notApplicable) return column;
      const span = this.#view.span(row, column);
      if (span !== undefined && span.right > span.left) return column;
    }
    return null;
  }

  /** The unit a line names, when it is not the definition's: another unit of money converts, anything else is refused. */
  #unitOf(measure: Measure, { line, label, spot }: { line: Line; label: string; spot: Spot }): string | null {
    const named = labelOf(label).unit ?? unitNamed(line.unitText);
    if (named === null || named === measure.unit) return named;
    if (measure.kind === 'money' && isMoneyUnit(named)) return named;
    if (measure.kind === 'ratio') return null;
    this.#faults.unit(measure, { found: named, spot, measure });
    return null;
  }

  #matrix(section: Section): void {
    const found = findMatrix(section, this.#view);
    if (found === null) return;
    for (const { row } of found.rows.values()) this.#inMatrix.add(row);
    for (const measure of section.measures) {
      const row = measure.cell === undefined ? undefined : found.rows.get(measure.cell.row);
      const column = measure.cell === undefined ? undefined : found.columns.get(measure.cell.column);
      if (row === undefined || column === undefined) continue;
      const unit = moneyUnit(measure, column.unit ?? row.unit ?? this.#money);
      this.#figures.set(cellKey(measure.key, 'current'), { ...this.#spot(row.row, column.column), unit });
      if (measure.kind !== 'text') this.#matched.add(measure.key);
    }
    for (const each of found.renamed)
      this.#faults.renamed(each.label, { seen: each.seen, spot: this.#spot(each.row, each.column) });
    for (const each of found.repeated) {
      this.#faults.repeated(each.label, {
        again: this.#spot(each.row, each.column),
        first: this.#spot(each.first.row, each.first.column),
      });
    }
    for (const label of found.missingRows) this.#faults.gone('row-missing', label);
    for (const label of found.missingColumns) this.#faults.gone('column-missing', label);
    for (const { label, row, column, found: unit, expected } of found.wrongUnits) {
      this.#faults.unit({ label, unit: expected }, { found: unit, spot: this.#spot(row, column), measure: null });
    }
  }

  /** A block whose title says 不适用, in its own cell or beside it. */
  #blocks(): ReadonlyMap<string, Spot> {
    const blocks = new Map<string, Spot>();
    for (const block of this.#table.blocks) {
      const first = this.#table.sections.find((section) => section.block === block.key);
      const line = first === undefined ? undefined : this.#found.titles.get(first);
      if (line === undefined) continue;
      for (let column = 1; column <= this.#view.lastColumn; column += 1) {
        const cell = this.#view.cell(line.row, column);
        if (cell === undefined || !saysAbsent(this.#view.text(line.row, column))) continue;
        // 不适用 in the row of a figure is that figure's.
        if (line.row !== this.#view.home(line.row, column).row) continue;
        blocks.set(block.key, this.#spot(line.row, column));
        break;
      }
    }
    return blocks;
  }

  /** Lines below the first one of the form that have figures and a label nobody knows. */
  #unknown(): readonly Line[] {
    const first = Math.min(...this.#found.found.map(({ line }) => line.row), ...this.#inMatrix);
    return this.#found.unknown.filter(
      (line) => line.row > first && !this.#inMatrix.has(line.row) && this.#hasFigure(line),
    );
  }

  #hasFigure(line: Line): boolean {
    for (let column = line.band.from; column <= Math.min(this.#view.lastColumn, line.band.from + 20); column += 1) {
      const cell = this.#view.cell(line.row, column);
      const heads = Object.values(line.band.columns).map((head) => head.column);
      if (isNumberLike(cell) && (heads.length === 0 ? column > 1 : heads.includes(column))) return true;
    }
    return false;
  }

  #complaints(unknown: readonly Line[]): FormFaults {
    const { repeated, unclear, missing } = this.#found;
    const labelAt = (line: Line) => this.#spot(line.row, line.readings[0]?.column ?? 1);
    for (const { measure, line, first } of repeated) {
      this.#faults.repeated(measure.label, { again: labelAt(line), first: labelAt(first) });
    }
    for (const { measures, line } of unclear) {
      const label = measures[0]?.label ?? '';
      this.#faults.unclear(label, { seen: line.readings[0]?.text ?? label, spot: labelAt(line) });
    }
    for (const measure of missing) {
      // What is computed or need not be filled in may be left out.
      const free =
        measure.ratio !== undefined || measure.from !== undefined || (measure.kind === 'text' && !measure.required);
      if (free || unclear.some(({ measures }) => measures.includes(measure))) continue;
      this.#faults.gone('row-missing', measure.label);
    }
    this.#missingColumns();
    this.#severalFigures();
    for (const line of unknown) {
      const text = line.readings[0]?.text ?? '';
      if (labelOf(text).text !== '') this.#faults.unknown(text, labelAt(line));
    }
    return this.#faults;
  }

  #missingColumns(): void {
    const list = this.#found.found.map(({ measure }) => measure);
    const typed = list.filter(({ kind, from }) => from === undefined && (kind === 'count' || kind === 'money'));
    for (const column of ['current', 'adjust', 'cumulative'] as const) {
      const asked = typed.filter((measure) => columnsOf(measure).includes(column));
      if (asked.length === 0 || asked.some(({ key }) => this.#figures.has(cellKey(key, column)))) continue;
      if (column === 'adjust') this.#faults.noAdjust();
      else this.#faults.gone('column-missing', columnWords[column][0]);
    }
  }

  #severalFigures(): void {
    const [first] = this.#found.found;
    const rivals = rivalColumns(this.#view, { found: this.#found.found, lone: this.#lone });
    if (first === undefined || rivals.length === 0) return;
    const cells = rivals.map((column) => this.#view.address(first.line.row, column));
    this.#faults.several(this.#table.title, { cells, spot: this.#spot(first.line.row, rivals[0] ?? 1) });
  }
}
