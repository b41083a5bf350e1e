import {
  type Column,
  cellLabel,
  formatWithUnit,
  type Measure,
  parseValue,
  type Severity,
  type Unusable,
  type Value,
} from '@duban/tables';
import type { Cell } from 'exceljs';
import { readingTexts as texts } from '../wording/reading.js';
import { textOf } from './locate.js';

/** What one cell gave: a figure, or null with the reason. `own`: the form's own formula is in place. */
export interface CellReading {
  readonly value: Value;
  readonly own: boolean;
  readonly problem?: Problem;
}
export interface Problem {
  readonly check: string;
  readonly severity: Severity;
  readonly found: string;
  readonly expected: string;
  readonly message: string;
}

/** Reads one figure. Dates, truths, errors, texts that are no numbers and formulas without a result are refused, not guessed. */
export function readCell(
  cell: Cell,
  { measure, column, formula }: { measure: Measure; column: Column; formula: string | null },
): CellReading {
  const label = cellLabel(measure, column);
  const { value } = cell;
  if (value === null || value === undefined) return { value: null, own: false };
  if (typeof value === 'object' && ('formula' in value || 'sharedFormula' in value)) {
    return formulaCell(cell, { measure, label, formula });
  }
  const replaced = formula === null ? {} : { problem: replacedBy(label, { measure, cell }) };
  if (typeof value === 'number') return { ...replaced, ...ofNumber(value, { measure, label }) };
  if (typeof value === 'boolean' || value instanceof Date) {
    return refused('not-a-number', {
      label,
      found: value instanceof Date ? textOf(cell) : String(value).toUpperCase(),
    });
  }
  if (typeof value === 'object' && 'error' in value)
    return refused('error-value', { label, found: String(value.error) });
  return ofText(textOf(cell), { measure, label });
}

interface Naming {
  readonly measure: Measure;
  readonly label: string;
}

function formulaCell(cell: Cell, { measure, label, formula }: Naming & { formula: string | null }): CellReading {
  const { result } = cell;
  if (formula !== null && sameFormula(cell.formula, formula)) {
    // The form's own formula is computed by read.ts; a result of another kind (an error, a blank) says nothing more.
    return { value: typeof result === 'number' ? numberIn(result, measure) : null, own: true };
  }
  const written = `=${cell.formula}`;
  if (result === undefined || result === null) return refused('formula-not-calculated', { label, found: written });
  if (typeof result === 'object' && 'error' in result) return refused('error-value', { label, found: textOf(cell) });
  if (typeof result !== 'number' && typeof result !== 'string')
    return refused('not-a-number', { label, found: textOf(cell) });
  const reading =
    typeof result === 'number' ? ofNumber(result, { measure, label }) : ofText(result, { measure, label });
  if (reading.problem?.severity === 'E') return reading;
  const found = `${written} → ${textOf(cell)}`;
  const problem = {
    check: 'formula',
    severity: 'W',
    found,
    expected: texts.formulaExpected,
    message: texts.formula(label, found),
  } as const;
  return { value: reading.value, own: false, problem };
}

/** A number of a cell as a figure of the measure, or null when it is none: money to 分, a ratio from its fraction. */
export function numberIn(value: number, measure: Measure): Value {
  return ofNumber(measure.kind === 'ratio' ? value * 100 : value, { measure, label: '' }).value;
}

/** Excel keeps 15 significant digits; what lies beyond is dust of binary arithmetic (0.1 + 0.2). */
function ofNumber(value: number, { measure, label }: Naming): CellReading {
  if (measure.kind === 'text') return { value: String(value), own: false };
  const text = String(Number(value.toPrecision(15)));
  const parsed = parseValue(measure, text);
  if ('problem' in parsed) {
    const tiny = parsed.problem === 'not-a-number' && Math.abs(value) < 1;
    return refused(tiny ? (measure.kind === 'money' ? 'finer-than-fen' : 'not-whole') : parsed.problem, {
      label,
      found: text,
    });
  }
  return { value: parsed.value, own: false };
}

function ofText(text: string, { measure, label }: Naming): CellReading {
  const parsed = parseValue(measure, text);
  if ('problem' in parsed) return refused(parsed.problem, { label, found: text });
  if (measure.kind === 'text' || parsed.value === null) return { value: parsed.value, own: false };
  const expected = texts.textNumberExpected(formatWithUnit(measure, parsed.value));
  const message = texts['text-number'](label, text);
  return {
    value: parsed.value,
    own: false,
    problem: { check: 'text-number', severity: 'I', found: text, expected, message },
  };
}

const EXPECTED: Readonly<Record<Unusable | 'error-value' | 'formula-not-calculated', string>> = {
  'not-a-number': texts.onlyNumbers,
  'not-whole': texts.wholeExpected,
  'finer-than-fen': texts.fenExpected,
  'error-value': texts.onlyNumbers,
  'formula-not-calculated': texts.calculatedExpected,
};

function refused(check: keyof typeof EXPECTED, { label, found }: { label: string; found: string }): CellReading {
  const problem = {
    check,
    severity: 'E',
    found,
    expected: EXPECTED[check],
    message: texts[check](label, found),
  } as const;
  return { value: null, own: false, problem };
}

function replacedBy(label: string, { measure, cell }: { measure: Measure; cell: Cell }): Problem {
  const found = `${textOf(cell)}${measure.unit}`;
  return {
    check: 'formula-replaced',
    severity: 'I',
    found,
    expected: texts.formulaKept,
    message: texts['formula-replaced'](label),
  };
}

function sameFormula(a: string, b: string): boolean {
  const plain = (text: string) => text.replace(/[\s$]/g, '').toUpperCase();
  return plain(a) === plain(b);
}
