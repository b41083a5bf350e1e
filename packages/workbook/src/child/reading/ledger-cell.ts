import { formatWithUnit, type LedgerColumn, type Measure, type Value } from '@duban/tables';
import { refersElsewhere } from '../../cells/book.js';
import type { SheetCell } from '../../cells/types.js';
import { readingTexts as texts } from '../../wording/reading.js';
import { longNumber, readFigure, refused } from './figure.js';
import { labelOf } from './labels.js';
import type { Problem } from './problem.js';
import { plainNumber, shownText } from './shown-text.js';
import { readDate } from './typed-date.js';
import { plainDigits } from './typed-number.js';

export interface RecordCell {
  readonly value: Value;
  readonly problems: readonly Problem[];
}

const BLANK: RecordCell = { value: null, problems: [] };

/** Reads one cell of a record by its column's kind. `unit`: the unit of money the head names, where it is another one. */
export function readRecordCell(
  cell: SheetCell | undefined,
  { column, unit }: { readonly column: LedgerColumn; readonly unit: string | null },
): RecordCell {
  if (cell === undefined) return BLANK;
  const { label } = column;
  if (cell.formula !== null && cell.content === null)
    return refused('formula-not-calculated', { label, found: `=${cell.formula}` });
  if (cell.content?.kind === 'error') return refused('error-value', { label, found: cell.content.error });
  const text = shownText(cell);
  if (text === '') return BLANK;
  const read = contentOf(cell, { column, unit, text });
  return cell.formula === null ? read : { ...read, problems: [...formulaWord(cell, label, read), ...read.problems] };
}

interface Reading {
  readonly column: LedgerColumn;
  readonly unit: string | null;
  readonly text: string;
}

function contentOf(cell: SheetCell, reading: Reading): RecordCell {
  switch (reading.column.kind) {
    case 'count':
    case 'money':
      return figureOf(cell, reading);
    case 'number':
      return numberOf(cell, reading);
    case 'date':
      return dateOf(cell, reading);
    case 'code':
      return codeOf(cell, reading);
    case 'choice':
      return choiceOf(cell, reading);
    case 'text':
      return longNumber(reading.text) && cell.content?.kind === 'number'
        ? refused('code-as-number', { label: reading.column.label, found: reading.text })
        : { value: reading.text, problems: [] };
  }
}

/** In a list a formula is judged by what it shows; a link to another file is worth a word. */
function formulaWord({ formula }: SheetCell, label: string, { problems }: RecordCell): readonly Problem[] {
  if (formula === null || !refersElsewhere(formula) || problems.some(({ severity }) => severity === 'E')) return [];
  const found = `=${formula}`;
  return [
    {
      check: 'external-link',
      severity: 'W',
      found,
      expected: texts.externalExpected,
      message: texts['external-link'](label, found),
    },
  ];
}

function measureOf({ key, label, kind, unit, decimals, source }: LedgerColumn): Measure {
  const semantics = 'flow-additive' as const;
  return {
    key,
    label,
    kind: kind === 'money' ? 'money' : 'count',
    unit,
    decimals,
    semantics,
    indent: 0,
    required: false,
    source,
  };
}

function figureOf(cell: SheetCell, { column, unit }: Reading): RecordCell {
  const { label } = column;
  const measure = measureOf(column);
  const { value, problems } = readFigure({ ...cell, formula: null }, { measure, label, unit, known: false });
  if (unit === null || typeof value !== 'number' || value === 0) return { value, problems };
  const found = `${shownText(cell)}${unit}`;
  const expected = texts.textNumberExpected(formatWithUnit(measure, value));
  const message = texts['unit-converted'](label, unit, column.unit);
  return { value, problems: [...problems, { check: 'unit-converted', severity: 'I', found, expected, message }] };
}

/** A plain number (倍数 …); 150% is 1.5, or 150 in a column of percentages. */
function numberOf(cell: SheetCell, { column, text }: Reading): RecordCell {
  const { label, unit } = column;
  const hundred = unit === '%' ? 1 : 100;
  if (cell.content?.kind === 'number') {
    const number = Number(text);
    return {
      value: cell.format.includes('%') && unit === '%' ? Number(plainNumber(number * 100)) : number,
      problems: [],
    };
  }
  const m = /^([-+]?[\d,]+(?:\.\d+)?)(%|[^\d%]*)$/u.exec(plainDigits(text));
  const digits = m?.[1] ?? '';
  const behind = m?.[2] ?? '';
  const grouped = !digits.includes(',') || /^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$/u.test(digits);
  if (m === null || !grouped || (behind !== '%' && behind !== '' && behind !== unit)) {
    return refused('not-a-number', { label, found: text });
  }
  const number = Number(digits.replaceAll(',', ''));
  const value = behind === '%' ? Number(plainNumber(number / hundred)) : number;
  return {
    value,
    problems: [taken('text-number', { label, found: text, expected: texts.textNumberExpected(`${value}${unit}`) })],
  };
}

function dateOf({ content }: SheetCell, { column, text }: Reading): RecordCell {
  const { label } = column;
  const date = content?.kind === 'date' ? readDate(content.date) : readDate(text);
  if (date === null) {
    const problem = {
      check: 'not-a-date',
      severity: 'E',
      found: text,
      expected: texts.dateExpected,
      message: texts['not-a-date'](label, text),
    } as const;
    return { value: null, problems: [problem] };
  }
  const asIs = content?.kind === 'date' || date === text;
  return {
    value: date,
    problems: asIs ? [] : [taken('date-text', { label, found: text, expected: texts.dateTaken(date) })],
  };
}

/** Codes lose their last digits when they become numbers, and their first zeros. */
function codeOf({ content, stored, format }: SheetCell, { column, text }: Reading): RecordCell {
  const { label } = column;
  if (content?.kind === 'number') {
    const whole = Number.isSafeInteger(content.number);
    // A format of zeros alone is how leading zeros are kept on a number: what is seen is the code.
    const zeros = /^0+$/.test(format) ? format.length : 0;
    const digits = whole ? String(content.number).padStart(zeros, '0') : stored || text;
    if (!whole || digits.length > 15) return refused('code-as-number', { label, found: text });
    return {
      value: digits,
      problems: [taken('code-number-taken', { label, found: digits, expected: texts.textTaken(digits) })],
    };
  }
  if (content?.kind !== 'text') return { value: text, problems: [] };
  const bare = text.replace(/^['’‘`]+/u, '');
  if (/^\d(\.\d+)?[eE]\+?\d{2}$/.test(bare)) return refused('code-as-number', { label, found: text });
  const code = bare.normalize('NFKC').replace(/[\s\u200b-\u200f\ufeff]+/gu, '');
  if (code === content.text) return { value: code, problems: [] };
  return {
    value: code === '' ? null : code,
    problems: [taken('text-cleaned', { label, found: content.text, expected: texts.textTaken(code) })],
  };
}

function choiceOf({ content }: SheetCell, { column, text }: Reading): RecordCell {
  const { label, choices } = column;
  const typed = content?.kind === 'text' ? content.text : text;
  if (choices.includes(typed)) return { value: typed, problems: [] };
  const plain = (word: string) => labelOf(word).text;
  const alike = choices.filter((choice) => plain(choice) === plain(text));
  const [only] = alike;
  if (only !== undefined && alike.length === 1) {
    return { value: only, problems: [taken('choice-taken', { label, found: typed, expected: texts.textTaken(only) })] };
  }
  const expected = texts.choiceExpected(choices);
  return {
    value: null,
    problems: [
      { check: 'not-a-choice', severity: 'E', found: text, expected, message: texts['not-a-choice'](label, text) },
    ],
  };
}

function taken(
  check: 'text-number' | 'date-text' | 'code-number-taken' | 'text-cleaned' | 'choice-taken',
  { label, found, expected }: { label: string; found: string; expected: string },
): Problem {
  return { check, severity: 'I', found, expected, message: texts[check](label, found) };
}
