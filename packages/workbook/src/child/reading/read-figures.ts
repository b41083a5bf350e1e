import {
  type CellKey,
  type Column,
  cellKey,
  cellLabel,
  columnsOf,
  type Finding,
  formatWithUnit,
  type Grid,
  type Measure,
  measuresOf,
  ratioOf,
  type TableDefinition,
  type Value,
} from '@duban/tables';
import type { ReadSheet } from '../../contract.js';
import { formTexts } from '../../wording/form.js';
import { readingTexts as texts } from '../../wording/reading.js';
import { blockWords, nothingWords } from '../../wording/reading-words.js';
import { readFigure } from './figure.js';
import type { FigureSpot, Located } from './located.js';
import type { Problem } from './problem.js';
import { cellAt, placeOf, textAt } from './spots.js';

export interface Figures {
  readonly grid: Grid;
  readonly places: ReadSheet['places'];
  readonly absentBlocks: readonly string[];
  readonly findings: readonly Finding[];
}

/**
 * Counted measures by what the ledgers of the same workbook come to; null where their records leave it open, absent where the ledger
 * was not in the file.
 */
export type Counted = ReadonlyMap<string, number | null>;

/** Every figure of a form with where it stood and what there is to say about it. */
export function readFigures(
  table: TableDefinition,
  { located, counted }: { readonly located: Located; readonly counted: Counted },
): Figures {
  return new FigureReader(table, located, counted).figures();
}

class FigureReader {
  readonly #table: TableDefinition;
  readonly #located: Located;
  readonly #counted: Counted;
  readonly #grid: Partial<Record<CellKey, Value>> = {};
  readonly #places: Partial<Record<CellKey, { sheet: string; cell: string }>> = {};
  readonly #findings: Finding[] = [];
  readonly #absent: string[] = [];
  /** Formulas in cells whose value the definition knows, with what they show. */
  readonly #formulas = new Map<
    CellKey,
    { readonly measure: Measure; readonly column: Column; readonly failed: Problem | null }
  >();

  constructor(table: TableDefinition, located: Located, counted: Counted) {
    this.#table = table;
    this.#located = located;
    this.#counted = counted;
  }

  figures(): Figures {
    this.#blocks();
    for (const section of this.#table.sections) {
      const absent = section.block !== null && this.#absent.includes(section.block);
      for (const measure of section.measures) {
        for (const column of columnsOf(measure)) this.#figure(measure, { column, absent });
      }
    }
    this.#recompute();
    this.#keepRemarks();
    return { grid: this.#grid, places: this.#places, absentBlocks: this.#absent, findings: this.#findings };
  }

  #blocks(): void {
    for (const block of this.#table.blocks) {
      const spot = this.#located.blocks.get(block.key);
      if (spot === undefined) continue;
      const found = textAt(spot);
      const said = found.replace(/\s/g, '');
      if (saysAbsent(said)) this.#absent.push(block.key);
      else if (this.#located.by === 'identity' && said !== '' && said !== blockWords.present) {
        const { label } = block;
        const message = texts['block-unclear'](label, found);
        const about = { check: 'block-unclear', severity: 'E', key: null, label, place: placeOf(spot) } as const;
        this.#findings.push({ ...about, found, expected: texts.blockExpected, message });
      }
    }
  }

  #figure(measure: Measure, { column, absent }: { column: Column; absent: boolean }): void {
    const key = cellKey(measure.key, column);
    const spot = this.#located.figures.get(key);
    if (spot === undefined) return;
    this.#places[key] = placeOf(spot);
    // Nothing is owed in a block that is 不适用, and saying so in its cells is no fault; a figure there is the checks' business.
    if (absent && isNothing(textAt(spot))) {
      this.#grid[key] = null;
      return;
    }
    const known = isKnown(measure, column);
    const cell = cellAt(spot);
    // Where the ledger says it anyway, a word in the cell (由台账自动计算) says nothing.
    const word = cell?.content?.kind === 'text' ? textAt(spot) : '';
    if (measure.from !== undefined && word !== '' && (word === formTexts.counted || this.#counted.has(measure.key))) {
      this.#grid[key] = this.#counted.get(measure.key) ?? null;
      return;
    }
    const label = cellLabel(measure, column);
    const { value, problems, formula } = readFigure(cell, { measure, label, unit: spot.unit, known });
    this.#grid[key] = value;
    const failed = problems.find(({ severity }) => severity === 'E') ?? null;
    if (formula && known) this.#formulas.set(key, { measure, column, failed });
    // A ratio is computed whatever stands in its cell; only a different number there is worth a word (#recompute).
    else if (measure.kind !== 'ratio') for (const problem of problems) this.#say(key, { measure, column, problem });
    if (value === null || formula) return;
    this.#converted(key, { measure, column, spot });
    if (isComputed(measure, column) && this.#located.by === 'identity') this.#replaced(key, { measure, column, spot });
  }

  #converted(key: CellKey, { measure, column, spot }: { measure: Measure; column: Column; spot: FigureSpot }): void {
    const value = this.#grid[key];
    if (spot.unit === null || typeof value !== 'number' || value === 0 || measure.kind !== 'money') return;
    const found = /[元万亿]/u.test(textAt(spot)) ? textAt(spot) : `${textAt(spot)}${spot.unit}`;
    const expected = texts.textNumberExpected(formatWithUnit(measure, value));
    const message = texts['unit-converted'](cellLabel(measure, column), spot.unit, measure.unit);
    this.#say(key, { measure, column, problem: { check: 'unit-converted', severity: 'I', found, expected, message } });
  }

  #replaced(key: CellKey, { measure, column, spot }: { measure: Measure; column: Column; spot: FigureSpot }): void {
    const found = `${textAt(spot)}${measure.unit}`;
    const message = texts['formula-replaced'](cellLabel(measure, column));
    const problem = { check: 'formula-replaced', severity: 'I', found, expected: texts.formulaKept, message } as const;
    this.#say(key, { measure, column, problem });
  }

  #recompute(): void {
    for (const [key, { measure, column, failed }] of this.#formulas) {
      if (measure.kind === 'ratio') continue;
      const computed = measure.from === undefined ? this.#rolledForward(measure) : this.#count(measure.key);
      if (computed === 'open') {
        // Records without a single amount: what the sheet makes of them, 0 or nothing, is as good as ours.
        if (failed !== null) this.#say(key, { measure, column, problem: failed });
      } else if (computed !== 'unknown') this.#settle(key, { measure, column, computed, failed });
      else this.#asItShows(key, { measure, column, failed });
    }
    for (const measure of measuresOf(this.#table)) {
      const key = cellKey(measure.key, 'current');
      if (measure.ratio !== undefined && (key in this.#places || this.#located.by === 'header'))
        this.#ratio(key, measure);
      // A form made elsewhere may leave out what is counted.
      const count = this.#count(measure.key);
      if (typeof count === 'number' && !(key in this.#places)) this.#grid[key] = count;
    }
  }

  #count(measure: string): number | 'open' | 'unknown' {
    const count = this.#counted.get(measure);
    return count === undefined ? 'unknown' : (count ?? 'open');
  }

  #ratio(key: CellKey, measure: Measure): void {
    const computed = ratioOf(measure, this.#grid);
    const shown = this.#grid[key];
    // 0.85 may be meant as a fraction where the cell is not formatted as a percentage.
    if (typeof shown === 'number' && computed !== null && near(shown * 100, { computed, measure }))
      this.#grid[key] = computed;
    this.#settle(key, { measure, column: 'current', computed, failed: null });
    if (!(key in this.#places) && computed === null) delete this.#grid[key];
  }

  #settle(key: CellKey, { measure, column, computed, failed }: Settling & { readonly computed: number | null }): void {
    const shown = this.#grid[key] ?? null;
    this.#grid[key] = computed;
    // No shown result is fine (the file was written by a program that does not calculate), and so is one of inputs that
    // are blank or refused: those have their own finding.
    if (failed !== null && computed !== null) this.#say(key, { measure, column, problem: failed });
    if (shown === null || computed === null || shown === computed || near(shown, { computed, measure })) return;
    const found = formatWithUnit(measure, shown);
    const expected = formatWithUnit(measure, computed);
    const stale = measure.from === undefined ? 'formula-stale' : 'count-stale';
    const message = texts[stale](cellLabel(measure, column), { found, expected });
    this.#say(key, { measure, column, problem: { check: 'formula-stale', severity: 'E', found, expected, message } });
  }

  /** Nothing to compare with: the shown result is taken, and said so. */
  #asItShows(key: CellKey, { measure, column, failed }: Settling): void {
    const spot = this.#located.figures.get(key);
    if (failed !== null) this.#say(key, { measure, column, problem: failed });
    if (failed !== null || spot === undefined) return;
    const label = cellLabel(measure, column);
    const { value, problems } = readFigure(cellAt(spot), { measure, label, unit: spot.unit, known: false });
    this.#grid[key] = value;
    for (const problem of problems) this.#say(key, { measure, column, problem });
  }

  /** 累计 from the sheet itself; unknown where the sheet does not say what came before. */
  #rolledForward(measure: Measure): number | null | 'unknown' {
    const current = this.#grid[cellKey(measure.key, 'current')];
    const adjust = this.#grid[cellKey(measure.key, 'adjust')] ?? 0;
    const spot = this.#located.previous.get(measure.key);
    if (spot === undefined) return 'unknown';
    if (typeof current !== 'number' || typeof adjust !== 'number') return null;
    const before = readFigure(cellAt(spot), { measure, label: '', unit: spot.unit, known: true }).value;
    // “—” means that nothing came before, and so does a blank on our own form; on another one a figure may have been left out.
    if (typeof before !== 'number' && this.#located.by === 'header' && textAt(spot) === '') return 'unknown';
    return (typeof before === 'number' ? before : 0) + current + adjust;
  }

  /** What clerks write into 说明 beside a figure belongs to 情况说明: that is where explanations are looked for. */
  #keepRemarks(): void {
    const remarks = measuresOf(this.#table).flatMap((measure) => {
      const spot = this.#located.remarks.get(measure.key);
      const text = spot === undefined ? '' : textAt(spot);
      return text === '' ? [] : [`${measure.label}：${text}`];
    });
    const lists = this.#table.sections.filter(({ matrix }) => matrix === null);
    const note = lists.flatMap(({ measures }) => measures).find(({ kind }) => kind === 'text');
    if (note === undefined || remarks.length === 0) return;
    const key = cellKey(note.key, 'current');
    const written = this.#grid[key];
    this.#grid[key] = [...(typeof written === 'string' ? [written] : []), ...remarks].join('\n');
  }

  #say(key: CellKey, { measure, column, problem }: { measure: Measure; column: Column; problem: Problem }): void {
    this.#findings.push({ ...problem, key, label: cellLabel(measure, column), place: this.#places[key] ?? null });
  }
}

interface Settling {
  readonly measure: Measure;
  readonly column: Column;
  /** What was wrong with the shown result. */
  readonly failed: Problem | null;
}

/** 累计 that our own form computes. */
function isComputed({ semantics }: Measure, column: Column): boolean {
  return semantics === 'flow-additive' && column === 'cumulative';
}

/** Cells whose value follows from others by the definition. */
function isKnown(measure: Measure, column: Column): boolean {
  return measure.ratio !== undefined || measure.from !== undefined || isComputed(measure, column);
}

/** 不适用, or a title with it in brackets; the hint beside the cell speaks of it too. */
export function saysAbsent(text: string): boolean {
  return text.replace(/\s/gu, '') === blockWords.absent || /[（(【[]不适用[)）】\]]/u.test(text);
}

function isNothing(text: string): boolean {
  return text === '' || text === blockWords.absent || nothingWords.includes(text);
}

/** A sheet may show a ratio with other rounding than ours. */
function near(shown: Value, { computed, measure }: { computed: number; measure: Measure }): boolean {
  return (
    measure.kind === 'ratio' && typeof shown === 'number' && Math.abs(shown - computed) < 1.1 * 10 ** -measure.decimals
  );
}
