import { DubanError } from '@duban/base';
import {
  type CellKey,
  type Column,
  cellKey,
  cellLabel,
  columnsOf,
  type Finding,
  formatWithUnit,
  type Measure,
  measuresOf,
  ratioOf,
  type TableDefinition,
  type Value,
} from '@duban/tables';
import type { ReadSheet } from '../contract.js';
import { openIdentity } from '../identity.js';
import type { Methods } from '../protocol.js';
import { formTexts } from '../wording/form.js';
import { readingTexts as texts } from '../wording/reading.js';
import { formulaOf } from './layout.js';
import { hiddenIdentity, type Located, locate, textOf } from './locate.js';
import { onUpload, openBook } from './open.js';
import { type Problem, readCell } from './read-cell.js';

/** Gate, identity, then every figure of the form with where it stood and what there is to say about it. */
export async function read({ bytes, name, table, secret }: Parameters<Methods['read']>[0]): Promise<ReadSheet> {
  const book = await openBook(bytes, { name, purpose: 'figures' });
  const signed = hiddenIdentity(book);
  const located = locate(book);
  if (signed === null || located === null) throw new DubanError('sheet-identity-missing', { name });
  const identity = openIdentity(signed, { secret, name });
  return onUpload(name, () => {
    const reading = new Reading(table, located);
    reading.figures();
    return { identity, ...reading.result() };
  });
}

class Reading {
  readonly #table: TableDefinition;
  readonly #located: Located;
  readonly #grid: Partial<Record<CellKey, Value>> = {};
  readonly #places: Partial<Record<CellKey, { sheet: string; cell: string }>> = {};
  readonly #header: Record<string, string> = {};
  readonly #findings: Finding[] = [];

  constructor(table: TableDefinition, located: Located) {
    this.#table = table;
    this.#located = located;
  }

  result(): Omit<ReadSheet, 'identity'> {
    return { grid: this.#grid, header: this.#header, places: this.#places, findings: this.#findings };
  }

  figures(): void {
    this.#readHeader();
    for (const name of ['current', 'adjust', 'cumulative'] as const) {
      if (this.#located.columnOf[name] === undefined) this.#layout('column-missing', formTexts.columns[name]);
    }
    const remarks: string[] = [];
    for (const measure of measuresOf(this.#table)) {
      const row = this.#located.rowOf.get(measure.key);
      if (row === undefined) {
        this.#layout('row-missing', measure.label);
        continue;
      }
      if (this.#located.repeated.has(measure.key)) this.#layout('row-repeated', measure.label);
      this.#checkUnit(measure, row);
      for (const column of columnsOf(measure)) this.#readFigure(measure, { column, row });
      const remark = this.#remark(measure, row);
      if (remark !== '') remarks.push(`${measure.label}：${remark}`);
    }
    this.#recompute();
    this.#keepRemarks(remarks);
  }

  #cell(letter: string, row: number) {
    return this.#located.sheet.getCell(`${letter}${row}`);
  }

  #readFigure(measure: Measure, { column, row }: { column: Column; row: number }): void {
    const letter = this.#located.columnOf[measure.kind === 'text' ? 'previous' : column];
    if (letter === undefined) return;
    const key = cellKey(measure.key, column);
    const cell = this.#cell(letter, row);
    this.#places[key] = { sheet: this.#located.sheet.name, cell: cell.address };
    const formula = formulaOf(measure, column, (other) => this.#located.rowOf.get(other));
    const reading = readCell(cell, { measure, column, formula });
    this.#grid[key] = reading.value;
    if (reading.own) this.#own.set(key, { measure, column });
    // A ratio is computed whatever stands in its cell; only a different number there is worth a word (#recompute).
    if (reading.problem !== undefined && measure.kind !== 'ratio')
      this.#say(key, { measure, column, problem: reading.problem });
  }

  /** Cells whose formula is the form's own: what the sheet shows is compared with what its inputs come to. */
  readonly #own = new Map<CellKey, { readonly measure: Measure; readonly column: Column }>();

  #recompute(): void {
    for (const [key, { measure, column }] of this.#own) {
      if (measure.semantics !== 'flow-additive') continue;
      this.#settle(key, { measure, column, computed: this.#rolledForward(measure) });
    }
    for (const measure of measuresOf(this.#table)) {
      const key = cellKey(measure.key, 'current');
      if (measure.ratio === undefined || this.#places[key] === undefined) continue;
      this.#settle(key, { measure, column: 'current', computed: ratioOf(measure, this.#grid) });
    }
  }

  #settle(
    key: CellKey,
    { measure, column, computed }: { measure: Measure; column: Column; computed: number | null },
  ): void {
    const shown = this.#grid[key] ?? null;
    this.#grid[key] = computed;
    // No shown result is fine (the file was written by a program that does not calculate), and so is one of inputs that
    // are blank or refused: those have their own finding.
    if (
      shown === null ||
      computed === null ||
      shown === computed ||
      (measure.kind === 'ratio' && near(shown, computed))
    )
      return;
    const found = formatWithUnit(measure, shown);
    const expected = formatWithUnit(measure, computed);
    const message = texts['formula-stale'](cellLabel(measure, column), found);
    this.#say(key, { measure, column, problem: { check: 'formula-stale', severity: 'E', found, expected, message } });
  }

  #rolledForward(measure: Measure): number | null {
    const current = this.#grid[cellKey(measure.key, 'current')];
    const adjust = this.#grid[cellKey(measure.key, 'adjust')] ?? 0;
    const row = this.#located.rowOf.get(measure.key);
    const letter = this.#located.columnOf.previous;
    if (typeof current !== 'number' || typeof adjust !== 'number' || row === undefined || letter === undefined)
      return null;
    // "—" in the first period: nothing came before.
    const before = readCell(this.#cell(letter, row), { measure, column: 'cumulative', formula: null }).value;
    return (typeof before === 'number' ? before : 0) + current + adjust;
  }

  #checkUnit(measure: Measure, row: number): void {
    const letter = this.#located.columnOf.unit;
    const found = letter === undefined ? measure.unit : textOf(this.#cell(letter, row));
    if (found === measure.unit) return;
    const key = cellKey(measure.key, 'current');
    const message = texts['unit-changed'](measure.label, found);
    const place = { sheet: this.#located.sheet.name, cell: `${letter}${row}` };
    this.#findings.push({
      check: 'unit-changed',
      severity: 'E',
      key,
      label: measure.label,
      place,
      found,
      expected: measure.unit,
      message,
    });
  }

  #remark(measure: Measure, row: number): string {
    const letter = this.#located.columnOf.remark;
    return letter === undefined || measure.kind === 'text' ? '' : textOf(this.#cell(letter, row));
  }

  /** What clerks write into 说明 beside a figure belongs to 情况说明: that is where explanations are looked for. */
  #keepRemarks(remarks: readonly string[]): void {
    const note = measuresOf(this.#table).find((measure) => measure.kind === 'text');
    if (note === undefined || remarks.length === 0) return;
    const key = cellKey(note.key, 'current');
    const written = this.#grid[key];
    this.#grid[key] = [...(typeof written === 'string' ? [written] : []), ...remarks].join('\n');
  }

  #readHeader(): void {
    for (const field of this.#table.header) {
      const cell = this.#located.header.get(field.key);
      if (cell === undefined) continue;
      const text = textOf(this.#located.sheet.getCell(cell));
      const value = field.prefilled ? text.slice(text.indexOf('：') + 1) : text;
      this.#header[field.key] = value;
      if (value !== '' || !field.required) continue;
      const place = { sheet: this.#located.sheet.name, cell };
      const message = texts['header-blank'](field.label);
      const { blank: found, headerExpected: expected } = texts;
      this.#findings.push({
        check: 'header-blank',
        severity: 'E',
        key: null,
        label: field.label,
        place,
        found,
        expected,
        message,
      });
    }
  }

  #layout(check: 'row-missing' | 'row-repeated' | 'column-missing', label: string): void {
    const found = check === 'row-repeated' ? texts.repeatedFound : texts.layoutFound;
    this.#findings.push({
      check,
      severity: 'E',
      key: null,
      label,
      place: null,
      found,
      expected: texts.layoutExpected,
      message: texts[check](label),
    });
  }

  #say(key: CellKey, { measure, column, problem }: { measure: Measure; column: Column; problem: Problem }): void {
    this.#findings.push({ ...problem, key, label: cellLabel(measure, column), place: this.#places[key] ?? null });
  }
}

/** A sheet may show a ratio with other rounding than ours. */
function near(shown: Value, computed: number | null): boolean {
  return typeof shown === 'number' && computed !== null && Math.abs(shown - computed) < 0.011;
}
