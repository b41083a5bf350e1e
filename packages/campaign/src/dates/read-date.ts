import type { LocalDate } from '@duban/base';
import { endOfDay, timeOf } from '@duban/base/time';
import {
  type Due,
  onOrAfter,
  onOrBefore,
  type PhraseContext,
  type PhraseReading,
  type Reading,
  readPhrase,
  stateCouncilCalendar,
} from '@duban/calendar';
import type { DateReading } from '../definition.js';
import { plainDay } from '../plain-day.js';

/** What a written date came to: a day that is certain, or null with the reading that says why. */
export interface ReadDate {
  readonly start: LocalDate | null;
  readonly end: LocalDate | null;
  readonly from: LocalDate | null;
  /** The sealed original's own due, where the same words name two (电子版12月8日、纸质件12月15日前). */
  readonly paper: LocalDate | null;
  readonly reading: DateReading | null;
}

interface Surroundings extends Omit<Partial<PhraseContext>, 'issued' | 'zone' | 'year'> {
  /** The year named for a notice without a date; beside a date it says nothing. */
  readonly year?: number | undefined;
}

/** The context of phrases in a notice: nothing of it comes from a clock. */
export function noticeContext(issued: LocalDate | null, { year, ...more }: Surroundings = {}): PhraseContext {
  return { issued, zone: 'Asia/Shanghai', ...more, ...(issued === null && year !== undefined ? { year } : {}) };
}

/**
 * Reads what stands where a date is wanted: `2023-12-10` as it is, anything else as the notice's own words.
 * Throws DubanError of `readPhrase` where the words cannot be read.
 */
export function readDate(written: string, context: PhraseContext): ReadDate {
  const plain = plainDay(written);
  if (plain !== null) {
    const end = rolled(plain, context);
    return { start: null, end, from: plain, paper: null, reading: null };
  }
  const phrase = readPhrase(written, context);
  const reading = readingOf(phrase, context.issued);
  const [first] = phrase.readings;
  const only = reading.kind === 'certain' && first !== undefined ? first : null;
  return {
    start: only?.window?.from ?? null,
    end: only && lastDay(only),
    from: only?.effectiveFrom ?? only?.window?.from ?? null,
    paper: only?.dues.find((due) => due.what === 'paper')?.date ?? null,
    reading,
  };
}

function rolled(day: LocalDate, { rolling, calendar = stateCouncilCalendar }: PhraseContext): LocalDate {
  if (rolling === 'later') return onOrAfter(calendar, day);
  return rolling === 'earlier' ? onOrBefore(calendar, day) : day;
}

/** The dues of what is handed in electronically: of two receipts the first one counts for punctuality (practice.md 2). */
function counting(reading: Reading): readonly Due[] {
  const electronic = reading.dues.filter((due) => due.what !== 'paper');
  return electronic.length > 0 ? electronic : reading.dues;
}

/** The last day of a reading on which a hand-in is on time. */
export function lastDay(reading: Reading): LocalDate | null {
  return counting(reading).at(-1)?.date ?? reading.window?.to ?? null;
}

interface Meaning {
  readonly name: string;
  readonly value: LocalDate;
}

/** One proposal a reading; a reading that names several days with words beside each has one for each of them. */
function meanings(reading: Reading): readonly Meaning[] {
  const labelled = counting(reading).filter((due) => due.label !== undefined && due.period === undefined);
  if (new Set(labelled.map((due) => due.date)).size > 1)
    return labelled.map((due) => ({ name: due.label ?? '', value: due.date }));
  const value = lastDay(reading);
  return value === null ? [] : [{ name: reading.name === '' ? reading.derivation : reading.name, value }];
}

/** What is kept of a phrase: why the date is what it is, and what else it may mean. */
export function readingOf(phrase: PhraseReading, issued: LocalDate | null): DateReading {
  const proposals = phrase.readings.flatMap(meanings);
  const days = new Set(proposals.map(({ value }) => value));
  const kind = kindOf(phrase, { proposals: proposals.length, days: days.size });
  const flags = phrase.readings.flatMap((reading) => [
    ...reading.flags.map((flag) => flag.text),
    ...counting(reading).flatMap(hourFlag),
  ]);
  return {
    phrase: phrase.raw,
    kind,
    derivation: phrase.readings.map((reading) => reading.derivation).join('；或 '),
    proposals: kind === 'certain' ? [] : proposals,
    flags: [...new Set(flags)],
    pastAtIssue: issued !== null && days.size > 0 && [...days].every((day) => day < issued),
  };
}

/** Readings that differ in the hour only (下班前) agree on the day; several days in one reading leave a choice. */
function kindOf(
  { kind, readings }: PhraseReading,
  found: { readonly proposals: number; readonly days: number },
): DateReading['kind'] {
  if (kind === 'ambiguous' && found.days === 1 && found.proposals === readings.length) return 'certain';
  return kind === 'certain' && found.days > 1 ? 'ambiguous' : kind;
}

/** Obligations are due on days: an hour is said, and punctuality still goes by the end of the day. */
function hourFlag(due: Due): readonly string[] {
  if (due.at >= endOfDay(due.date)) return [];
  return [`原文限到 ${timeOf(due.at)}，系统按当日24时判定是否迟报`];
}
