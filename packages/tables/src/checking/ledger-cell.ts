import { codePattern } from '../code-pattern.js';
import { nearest } from '../language/names.js';
import type { Finding, LedgerColumn, Value } from '../types.js';
import { formatWithUnit, isBlank, isDate } from '../values.js';
import { ledgerTexts } from '../wording/ledgers.js';

type Fault = Pick<Finding, 'check' | 'found' | 'expected' | 'message'>;

interface Cell {
  readonly value: Value;
  /** Put together only when there is something to say. */
  readonly label: () => string;
}

/** No code is longer; a pattern is not tried on a whole novel. */
const LONGEST_CODE = 200;

/** What is wrong with one cell of a record; null when nothing is. */
export function faultOf(column: LedgerColumn, { value, label }: Cell): Fault | null {
  if (isBlank(value)) {
    const { blankFound: found, blankExpected: expected } = ledgerTexts;
    return column.required ? { check: 'blank', found, expected, message: ledgerTexts.blank(label()) } : null;
  }
  if (column.kind === 'count' || column.kind === 'money' || column.kind === 'number') {
    return numberFault(column, { value, label });
  }
  if (typeof value !== 'string') {
    const found = String(value);
    return {
      check: 'not-text',
      found,
      expected: ledgerTexts.textExpected,
      message: ledgerTexts.notText(label(), found),
    };
  }
  return textFault(column, { text: value.trim(), label });
}

function numberFault(column: LedgerColumn, { value, label }: Cell): Fault | null {
  const whole = column.kind !== 'number';
  const usable = typeof value === 'number' && (whole ? Number.isSafeInteger(value) : Number.isFinite(value));
  if (!usable) {
    const found = String(value);
    const { numberExpected: expected } = ledgerTexts;
    return { check: 'not-a-number', found, expected, message: ledgerTexts.notANumber(label(), found) };
  }
  if (value >= 0 || !whole) return null;
  const found = formatWithUnit(column, value);
  const { negativeExpected: expected } = ledgerTexts;
  return { check: 'negative', found, expected, message: ledgerTexts.negative(label(), found) };
}

function textFault(
  { kind, choices, pattern }: LedgerColumn,
  { text, label }: { readonly text: string; readonly label: () => string },
): Fault | null {
  if (kind === 'date' && !isDate(text)) {
    const { dateExpected: expected } = ledgerTexts;
    return { check: 'not-a-date', found: text, expected, message: ledgerTexts.notADate(label(), text) };
  }
  if (kind === 'choice' && !choices.includes(text)) {
    const message = ledgerTexts.choice(label(), text, nearest(text, choices)[0] ?? '');
    return { check: 'choice', found: text, expected: ledgerTexts.choiceExpected(choices), message };
  }
  if (pattern === null || (text.length <= LONGEST_CODE && codePattern(pattern).test(text))) return null;
  const expected = ledgerTexts.patternExpected(pattern);
  return { check: 'pattern', found: text, expected, message: ledgerTexts.pattern(label(), text) };
}
