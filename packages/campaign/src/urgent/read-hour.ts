import { DubanError, type Instant, type LocalDate, type LocalTime } from '@duban/base';
import { at, chineseDate, dateOf, endOfDay, localTime, timeOf } from '@duban/base/time';
import { type OfficeHours, type PhraseContext, type PhraseReading, readPhrase } from '@duban/calendar';
import { noticeContext } from '../dates/read-date.js';

/** The hour that an urgent request names. */
export interface ReadHour {
  readonly phrase: PhraseReading;
  readonly date: LocalDate;
  readonly time: LocalTime;
  /** The first instant that is late. */
  readonly at: Instant;
  readonly derivation: string;
}

interface Said {
  readonly hours: OfficeHours;
  /** `今日` and `接电后` count from here. */
  readonly now: Instant;
}

/** A clock shows no 24:00: what is due at the end of a day is due in its last minute. */
const LAST_MINUTE = localTime('23:59');

/**
 * Reads the due of an urgent request, which goes by the hour: a day alone (`12月3日前`, `国庆节前`) is refused, since nobody could be reminded
 * two hours before it, or be late, by an hour that nobody said.
 * @throws DubanError `urgent-unclear` with what the words may mean, or how to write them; `urgent-past`; `phrase-impossible`,
 *   `phrase-inverted` as `readPhrase`.
 */
export function readHour(words: string, { hours, now }: Said): ReadHour {
  const context = noticeContext(dateOf(now), { officeHours: hours, events: { call: now, issue: now } });
  const phrase = readable(words, context);
  const [reading] = phrase.readings;
  const due = phrase.kind === 'certain' ? reading?.dues.at(-1) : undefined;
  if (reading === undefined || due === undefined)
    throw unclear(words, phrase.readings.map((r) => r.name || r.derivation).join('；'));
  const { date } = due;
  // Only a day that no hour was said of is over when the context says that days are.
  const byClose = readPhrase(words, { ...context, closeOfDay: hours.close }).readings[0]?.dues.at(-1);
  if (byClose?.at !== due.at)
    throw unclear(words, `只说了${chineseDate(date)}，没有说几点，可写“${chineseDate(date, true)}${hours.close}前”`);
  const midnight = due.at === endOfDay(date);
  const time = midnight ? LAST_MINUTE : timeOf(due.at);
  const moment = at(date, time);
  if (moment <= now) throw new DubanError('urgent-past', { phrase: words, due: `${date} ${time}` });
  const derivation = midnight ? `${reading.derivation}，按 ${LAST_MINUTE} 计` : reading.derivation;
  return { phrase, date, time, at: moment, derivation };
}

/** Words that cannot be read get the advice for an hour, not the one for a notice's days. */
function readable(words: string, context: PhraseContext): PhraseReading {
  try {
    return readPhrase(words, context);
  } catch (error) {
    if (!(error instanceof DubanError) || error.code !== 'phrase-unreadable') throw error;
    const { position, found } = error.details;
    throw unclear(words, `从第 ${position} 个字“${found}”起读不懂`);
  }
}

function unclear(phrase: string, readings: string): DubanError {
  return new DubanError('urgent-unclear', { phrase, readings });
}
