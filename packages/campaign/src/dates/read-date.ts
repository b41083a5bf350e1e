import type { LocalDate } from '@duban/base';
import { localDate } from '@duban/base/time';
import { type PhraseContext, type PhraseReading, type Reading, readPhrase } from '@duban/calendar';
import type { DateReading } from '../definition.js';

/** What a written date came to: a day that is certain, or null with the reading that says why. */
export interface ReadDate {
  readonly start: LocalDate | null;
  readonly end: LocalDate | null;
  readonly from: LocalDate | null;
  readonly reading: DateReading | null;
}

/** The context of phrases in a notice: nothing of it comes from a clock. */
export function noticeContext(issued: LocalDate | null, more: Partial<PhraseContext> = {}): PhraseContext {
  return { issued, zone: 'Asia/Shanghai', ...more };
}

/**
 * Reads what stands where a date is wanted: `2023-12-10` as it is, anything else as the notice's own words.
 * Throws DubanError of `readPhrase` where the words cannot be read.
 */
export function readDate(written: string, context: PhraseContext): ReadDate {
  const plain = plainDate(written);
  if (plain !== null) return { start: null, end: plain, from: plain, reading: null };
  const phrase = readPhrase(written, context);
  const [first] = phrase.readings;
  const only = phrase.kind === 'certain' && first !== undefined ? first : null;
  return {
    start: only?.window?.from ?? null,
    end: only && lastDay(only),
    from: only?.effectiveFrom ?? only?.window?.from ?? null,
    reading: readingOf(phrase, context.issued),
  };
}

function plainDate(written: string): LocalDate | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(written)) return null;
  return localDate(written);
}

/** The last day of a reading on which a hand-in is on time. */
export function lastDay(reading: Reading): LocalDate | null {
  return reading.dues.at(-1)?.date ?? reading.window?.to ?? null;
}

/** What is kept of a phrase: why the date is what it is, and what else it may mean. */
export function readingOf(phrase: PhraseReading, issued: LocalDate | null): DateReading {
  const days = phrase.readings.map((reading) => ({ reading, value: lastDay(reading) }));
  const proposals = days.flatMap(({ reading, value }) =>
    value === null ? [] : [{ name: reading.name === '' ? reading.derivation : reading.name, value }],
  );
  const last = days.map(({ value }) => value).filter((value) => value !== null);
  return {
    phrase: phrase.raw,
    kind: phrase.kind,
    derivation: phrase.readings.map((reading) => reading.derivation).join('；或 '),
    proposals: phrase.kind === 'certain' ? [] : proposals,
    flags: [...new Set(phrase.readings.flatMap((reading) => reading.flags.map((flag) => flag.text)))],
    pastAtIssue: issued !== null && last.length > 0 && last.every((day) => day < issued),
  };
}
