import {
  type CellKey,
  cellKey,
  columnsOf,
  type Finding,
  type Measure,
  type Section,
  type TableDefinition,
} from '@duban/tables';
import type { CellSheet } from '../../cells/types.js';
import { formTexts } from '../../wording/form.js';
import { readingTexts as texts } from '../../wording/reading.js';
import { columnWords } from '../../wording/reading-words.js';
import { SEARCH } from './bands.js';
import { findMatrix } from './find-matrix.js';
import { type Found, type FoundMeasures, findMeasures } from './find-measures.js';
import { findHeaderFields } from './header-fields.js';
import { headingOf } from './heading.js';
import { labelOf, unitNamed } from './labels.js';
import { type Line, linesOf } from './lines.js';
import type { FigureSpot, Located, Spot } from './located.js';
import type { PeriodKind } from './period-kind.js';
import { saysAbsent } from './read-figures.js';
import { onSheet, placeOf } from './spots.js';
import { View } from './view.js';

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

/** Sheets that are longer are ledgers: nobody turns them. */
const LONGEST_TURNED = 300;

/** Looks for one table's figures on one view of a sheet. Null when next to nothing of it is there. */
export function recogniseForm(table: TableDefinition, sheet: CellSheet, viewed: Viewed): Recognised | null {
  return new ByHeaders(table, sheet, viewed).recognised();
}

/** The views of one sheet and their lines, made once for all tables. */
export class Views {
  readonly #sheet: CellSheet;
  #upright: Viewed | null = null;
  #turned: Viewed | null = null;

  constructor(sheet: CellSheet) {
    this.#sheet = sheet;
  }

  upright(): Viewed {
    this.#upright ??= viewed(new View(this.#sheet));
    return this.#upright;
  }

  turned(): Viewed | null {
    if (this.#sheet.lastRow > LONGEST_TURNED) return null;
    this.#turned ??= viewed(new View(this.#sheet, true));
    return this.#turned;
  }
}

export interface Viewed {
  readonly view: View;
  readonly lines: readonly Line[];
}

const viewed = (view: View): Viewed => ({ view, lines: linesOf(view) });

class ByHeaders {
  readonly #table: TableDefinition;
  readonly #sheet: CellSheet;
  readonly #view: View;
  readonly #found: FoundMeasures;
  readonly #figures = new Map<CellKey, FigureSpot>();
  readonly #previous = new Map<string, FigureSpot>();
  readonly #remarks = new Map<string, Spot>();
  readonly #findings: Finding[] = [];
  readonly #matched = new Set<string>();
  /** Rows that a matrix has taken. */
  readonly #inMatrix = new Set<number>();
  #money: string | null = null;

  constructor(table: TableDefinition, sheet: CellSheet, { view, lines }: Viewed) {
    this.#table = table;
    this.#sheet = sheet;
    this.#view = view;
    this.#found = findMeasures(table, lines);
  }

  recognised(): Recognised | null {
    this.#money = moneyOf(this.#sheet);
    for (const found of this.#found.found) this.#place(found);
    const matrices = this.#table.sections.flatMap((section, index) =>
      section.matrix === null ? [] : [{ section, index }],
    );
    for (const { section } of matrices) this.#matrix(section);
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
        findings: this.#complaints(unknown),
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
    if (renamed) this.#renamed(measure.label, { seen: reading.text, spot: labelSpot });
  }

  #columnsFor(
    measure: Measure,
    { line, kind, after }: { line: Line; kind: PeriodKind | null; after: number },
  ): readonly { readonly kind: PeriodKind; readonly column: number; readonly unit: string | null }[] {
    const { band } = line;
    const heads = Object.entries(band.columns) as [PeriodKind, { column: number; unit: string | null }][];
    if (kind === null && heads.length > 0) return heads.map(([name, head]) => ({ kind: name, ...head }));
    const column = band.figure ?? this.#onlyFigure(after);
    if (column === null) return [];
    // A figure without any word on its period is the period's own.
    return [{ kind: kind ?? 'current', column, unit: null }].filter(
      ({ kind: name }) => name === 'previous' || columnsOf(measure).includes(name),
    );
  }

  /** Without heads: the column behind the labels in which most lines have a number. A list of measures without any is no form. */
  #onlyFigure(after: number): number | null {
    if (this.#lonely === undefined) this.#lonely = this.#lonelyColumn();
    return this.#lonely !== null && this.#lonely > after ? this.#lonely : null;
  }
  #lonely: number | null | undefined;

  #lonelyColumn(): number | null {
    const votes = new Map<number, number>();
    for (const { line, reading } of this.#found.found) {
      for (let column = reading.column + 1; column <= reading.column + 4; column += 1) {
        const cell = this.#view.cell(line.row, column);
        if (cell === undefined || !isNumberLike(cell)) continue;
        votes.set(column, (votes.get(column) ?? 0) + 1);
        break;
      }
    }
    const [first] = [...votes].sort((a, b) => b[1] - a[1]);
    return first?.[0] ?? null;
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
    const both = ['元', '万元', '亿元'];
    if (measure.kind === 'money' && both.includes(named)) return named;
    if (measure.kind === 'ratio') return null;
    const message = texts['unit-changed'](measure.label, named);
    const key = cellKey(measure.key, 'current');
    const finding = { check: 'unit-changed', severity: 'E', found: named, expected: measure.unit, message } as const;
    this.#findings.push({ ...finding, key, label: measure.label, place: placeOf(spot) });
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
      this.#renamed(each.label, { seen: each.seen, spot: this.#spot(each.row, each.column) });
    for (const each of found.repeated) {
      this.#repeated(each.label, {
        again: this.#spot(each.row, each.column),
        first: this.#spot(each.first.row, each.first.column),
      });
    }
    for (const label of found.missingRows) this.#gone('row-missing', label);
    for (const label of found.missingColumns) this.#gone('column-missing', label);
    for (const each of found.wrongUnits) {
      const message = texts['unit-changed'](each.label, each.found);
      const problem = {
        check: 'unit-changed',
        severity: 'E',
        found: each.found,
        expected: each.expected,
        message,
      } as const;
      this.#findings.push(onSheet(problem, { label: each.label, spot: this.#spot(each.row, each.column) }));
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
      if (cell !== undefined && isNumberLike(cell) && (heads.length === 0 ? column > 1 : heads.includes(column)))
        return true;
    }
    return false;
  }

  #complaints(unknown: readonly Line[]): readonly Finding[] {
    const { repeated, unclear, missing } = this.#found;
    for (const { measure, line, first } of repeated) {
      const column = (of: Line) => of.readings[0]?.column ?? 1;
      this.#repeated(measure.label, {
        again: this.#spot(line.row, column(line)),
        first: this.#spot(first.row, column(first)),
      });
    }
    for (const { measures, line } of unclear) {
      const [reading] = line.readings;
      const label = measures[0]?.label ?? '';
      const problem = {
        check: 'row-unclear',
        severity: 'E',
        found: reading?.text ?? label,
        expected: texts.layoutExpected,
      } as const;
      this.#findings.push(
        onSheet(
          { ...problem, message: texts['row-unclear'](label) },
          { label, spot: this.#spot(line.row, reading?.column ?? 1) },
        ),
      );
    }
    for (const measure of missing) {
      // What is computed or need not be filled in may be left out.
      if (measure.ratio !== undefined || measure.from !== undefined || (measure.kind === 'text' && !measure.required))
        continue;
      if (!unclear.some(({ measures }) => measures.includes(measure))) this.#gone('row-missing', measure.label);
    }
    this.#missingColumns();
    for (const line of unknown) {
      const [reading] = line.readings;
      if (reading === undefined || labelOf(reading.text).text === '') continue;
      const problem = {
        check: 'row-unknown',
        severity: 'I',
        found: reading.text,
        expected: texts.unknownExpected,
      } as const;
      const label = reading.text;
      this.#findings.push(
        onSheet(
          { ...problem, message: texts['row-unknown'](label) },
          { label, spot: this.#spot(line.row, reading.column) },
        ),
      );
    }
    return this.#findings;
  }

  #missingColumns(): void {
    const list = this.#found.found
      .map(({ measure }) => measure)
      .filter(({ kind }) => kind === 'count' || kind === 'money');
    for (const column of ['current', 'adjust', 'cumulative'] as const) {
      const asked = list.filter((measure) => measure.from === undefined && columnsOf(measure).includes(column));
      if (asked.length === 0 || asked.some(({ key }) => this.#figures.has(cellKey(key, column)))) continue;
      const name = columnWords[column][0];
      if (column !== 'adjust') this.#gone('column-missing', name);
      else {
        const problem = {
          check: 'column-missing',
          severity: 'I',
          found: texts.layoutFound,
          expected: texts.noAdjustExpected,
        } as const;
        this.#findings.push(
          onSheet(
            { ...problem, message: texts.noAdjust(formTexts.columns.adjust) },
            { label: formTexts.columns.adjust, spot: null },
          ),
        );
      }
    }
  }

  #renamed(label: string, { seen, spot }: { seen: string; spot: Spot }): void {
    const found = seen.replace(/\s+/gu, '');
    const problem = {
      check: 'header-renamed',
      severity: 'I',
      found,
      expected: label,
      message: texts['header-renamed'](found, label),
    } as const;
    this.#findings.push(onSheet(problem, { label, spot }));
  }

  #repeated(label: string, { again, first }: { again: Spot; first: Spot }): void {
    const [one, two] = [placeOf(first).cell, placeOf(again).cell];
    const problem = { check: 'row-repeated', severity: 'E', found: two, expected: texts.layoutExpected } as const;
    this.#findings.push(
      onSheet({ ...problem, message: texts['row-repeated'](label, [one, two]) }, { label, spot: again }),
    );
  }

  #gone(check: 'row-missing' | 'column-missing', label: string): void {
    const problem = { check, severity: 'E', found: texts.layoutFound, expected: label } as const;
    this.#findings.push(
      onSheet({ ...problem, message: texts[`header-${check}`](label, this.#sheet.name) }, { label, spot: null }),
    );
  }
}

/** Money only, and only where it is another unit than the definition's. */
function moneyUnit(measure: Measure, unit: string | null): string | null {
  const known = unit === '元' || unit === '万元' || unit === '亿元';
  return measure.kind === 'money' && known && unit !== measure.unit ? unit : null;
}

function isNumberLike(cell: {
  readonly content: { readonly kind: string; readonly text?: string } | null;
  readonly formula: string | null;
}): boolean {
  if (cell.formula !== null || cell.content?.kind === 'number') return true;
  return (
    cell.content?.kind === 'text' && /^[\s'’+-]*[\d０-９][\d０-９,，.\s]*\s*\p{L}{0,2}$/u.test(cell.content.text ?? '')
  );
}

/** 单位：万元 above the table, for all its money; null when it names none, or several. */
function moneyOf(sheet: CellSheet): string | null {
  const named = new Set<string>();
  for (const cell of sheet.cells.values()) {
    if (cell.row > 12 || cell.content?.kind !== 'text') continue;
    const m = /(?:^|[\s(（,，、;；])(?:金额)?(?:计量)?单位\s*[:：]\s*([^\s)）]+)/u.exec(cell.content.text);
    for (const part of (m?.[1] ?? '').split(/[、,，/／]/u)) {
      const unit = unitNamed(part);
      if (unit === '元' || unit === '万元' || unit === '亿元') named.add(unit);
    }
  }
  const [only] = named;
  return named.size === 1 && only !== undefined ? only : null;
}
