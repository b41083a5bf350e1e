import { formatWithUnit, type Measure, type Value } from '@duban/tables';
import { refersElsewhere } from '../../cells/book.js';
import type { SheetCell } from '../../cells/types.js';
import { readingTexts as texts } from '../../wording/reading.js';
import { nothingWords } from '../../wording/reading-words.js';
import type { Problem } from './problem.js';
import { plainNumber, shownText } from './shown-text.js';
import { typedNumber } from './typed-number.js';

/** What one cell gave: a figure, or null with the reason. */
export interface FigureReading {
  readonly value: Value;
  readonly problems: readonly Problem[];
  /** The cell holds a formula; `value` is its cached result, and a null of one without a result says nothing. */
  readonly formula: boolean;
}

export interface Reading {
  readonly measure: Measure;
  /** How findings name the cell. */
  readonly label: string;
  /** The unit the figures of this place are in, where the sheet names another one than the definition: money only. */
  readonly unit: string | null;
  /** The definition says what stands here: the formula is not judged, its result is recomputed by the caller. */
  readonly known: boolean;
}

const NOTHING: FigureReading = { value: null, problems: [], formula: false };
const nothing: ReadonlySet<string> = new Set(nothingWords);

/** Reads one figure. Dates, truths, errors, words and formulas without a result are refused, not guessed. */
export function readFigure(cell: SheetCell | undefined, reading: Reading): FigureReading {
  if (cell === undefined) return NOTHING;
  if (cell.formula !== null) return formulaFigure(cell, cell.formula, reading);
  return contentFigure(cell, reading);
}

function contentFigure(cell: SheetCell, { measure, label, unit }: Reading): FigureReading {
  const { content } = cell;
  const shown = shownText(cell);
  switch (content?.kind) {
    case 'number':
      if (measure.kind === 'text')
        return longNumber(shown) ? refused('code-as-number', { label, found: shown }) : taken(shown);
      if (cell.format.includes('%') && measure.kind !== 'ratio') {
        return refused('not-a-number', { label, found: `${plainNumber(content.number * 100)}%` });
      }
      if (content.number !== 0 && isScaled(cell.format)) return refused('scaled-format', { label, found: shown });
      return ofNumber(cell, { measure, label, unit });
    case 'text':
      return ofText(content.text, { measure, label, unit });
    case 'error':
      return refused('error-value', { label, found: content.error });
    case 'date':
    case 'boolean':
      return measure.kind === 'text' ? taken(shown) : refused('not-a-number', { label, found: shown });
    default:
      return NOTHING;
  }
}

function formulaFigure(cell: SheetCell, formula: string, reading: Reading): FigureReading {
  const { label, known } = reading;
  const written = `=${formula}`;
  const { content } = cell;
  if (known) {
    if (content?.kind === 'error') return { ...refused('error-value', { label, found: content.error }), formula: true };
    const value = content?.kind === 'number' ? contentFigure(cell, reading).value : null;
    return { value, problems: [], formula: true };
  }
  if (content === null) return { ...refused('formula-not-calculated', { label, found: written }), formula: true };
  const result = contentFigure(cell, reading);
  if (result.problems.some(({ severity }) => severity === 'E')) return { ...result, formula: true };
  // A formula that shows a blank leaves a blank.
  if (result.value === null && result.problems.length === 0) return { ...NOTHING, formula: true };
  const found = `${written} → ${shownText(cell)}`;
  const check = refersElsewhere(formula) ? 'external-link' : 'formula';
  const expected = check === 'formula' ? texts.formulaExpected : texts.externalExpected;
  const problem: Problem = { check, severity: 'W', found, expected, message: texts[check](label, found) };
  // A formula may also give a text that has to be taken as a number.
  return {
    value: result.value,
    problems: [problem, ...result.problems.filter(({ check: c }) => c !== 'number-dust')],
    formula: true,
  };
}

type Naming = Pick<Reading, 'measure' | 'label' | 'unit'>;

/** The measure as it is read at a place whose head names another unit of money. */
function inUnit({ measure, unit }: Pick<Naming, 'measure' | 'unit'>): Measure {
  return unit === null || measure.kind !== 'money' ? measure : { ...measure, unit };
}

/** Excel keeps 15 significant digits; what lies beyond is dust of binary arithmetic (0.1 + 0.2). */
function ofNumber(cell: SheetCell, naming: Naming): FigureReading {
  const { measure, label } = naming;
  const number = cell.content?.kind === 'number' ? cell.content.number : Number.NaN;
  const amount = measure.kind === 'ratio' && cell.format.includes('%') ? number * 100 : number;
  const text = plainNumber(amount);
  const parsed = typedNumber(inUnit(naming), text);
  if ('problem' in parsed) {
    const tiny = parsed.problem === 'not-a-number' && Math.abs(number) < 1;
    return refused(tiny ? (measure.kind === 'money' ? 'finer-than-fen' : 'not-whole') : parsed.problem, {
      label,
      found: text,
    });
  }
  const dust = measure.kind !== 'ratio' && Number(text) !== amount;
  return {
    value: parsed.value,
    problems: dust ? [dusty(String(amount), { naming, value: parsed.value })] : [],
    formula: false,
  };
}

function dusty(found: string, { naming, value }: { naming: Naming; value: Value }): Problem {
  const expected = texts.textNumberExpected(formatWithUnit(naming.measure, value));
  return { check: 'number-dust', severity: 'I', found, expected, message: texts['number-dust'](naming.label, found) };
}

function ofText(text: string, naming: Naming): FigureReading {
  const { measure, label } = naming;
  const shown = text.trim();
  if (measure.kind === 'text') return taken(shown);
  if (nothing.has(shown.toLowerCase())) return refused('nothing-word', { label, found: shown });
  const parsed = typedNumber(inUnit(naming), shown);
  if ('problem' in parsed) return refused(parsed.problem, { label, found: shown });
  if (parsed.value === null) return NOTHING;
  const expected = texts.textNumberExpected(formatWithUnit(measure, parsed.value));
  const message = texts['text-number'](label, shown);
  const problem = { check: 'text-number', severity: 'I', found: shown, expected, message } as const;
  return { value: parsed.value, problems: [problem], formula: false };
}

function taken(text: string): FigureReading {
  return { value: text === '' ? null : text, problems: [], formula: false };
}

/**
 * A number format that shows a thousandth or a 10,000th of what is stored: commas behind the last digit (`#,##0,` and the habitual
 * `0!.0,"万"`). Whether the clerk meant what is seen or what is stored cannot be told.
 */
function isScaled(format: string): boolean {
  const bare = format.replace(/"[^"]*"?|[\\!_*].|\[[^\]]*\]/gsu, '');
  return /[0#?],+(?![0#?,])/u.test(bare);
}

/** More digits than Excel keeps: the last ones are 0 now, whatever was typed. */
export function longNumber(text: string): boolean {
  return /^\d{16,}$/.test(text) || /^\d(\.\d+)?[eE]\+?\d{2,}$/.test(text);
}

const EXPECTED = {
  'not-a-number': texts.onlyNumbers,
  'not-whole': texts.wholeExpected,
  'finer-than-fen': texts.fenExpected,
  'error-value': texts.onlyNumbers,
  'formula-not-calculated': texts.calculatedExpected,
  'nothing-word': texts.zeroExpected,
  'code-as-number': texts.codeExpected,
  'scaled-format': texts.scaledExpected,
} as const;

export function refused(
  check: keyof typeof EXPECTED,
  { label, found }: { label: string; found: string },
): FigureReading {
  // Findings have known the dash and 无 by this name since the first form.
  const name = check === 'nothing-word' ? 'not-a-number' : check;
  const problem = {
    check: name,
    severity: 'E',
    found,
    expected: EXPECTED[check],
    message: texts[check](label, found),
  } as const;
  return { value: null, problems: [problem], formula: false };
}
