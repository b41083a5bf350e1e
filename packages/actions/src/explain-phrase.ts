import type { LocalDate } from '@duban/base';
import { type PhraseReading, readPhrase, stateCouncilCalendar } from '@duban/calendar';

export interface CalendarDay {
  readonly date: LocalDate;
  readonly worked: boolean;
  readonly holiday: string | null;
  /** Rests on the statutory days alone, because the year's holidays are not announced. */
  readonly assumed: boolean;
}

/** How a phrase of a notice issued on `issued` reads: dates, derivation, flags. Throws DubanError with the place of what cannot be read. */
export function explainPhrase(text: string, issued: LocalDate | null): PhraseReading {
  return readPhrase(text, { issued, zone: 'Asia/Shanghai' });
}

/** Whether a day is worked, by the State Council's calendar with 调休. */
export function explainDay(date: LocalDate): CalendarDay {
  const holiday = stateCouncilCalendar.holidayName?.(date) ?? null;
  return {
    date,
    worked: stateCouncilCalendar.isWorkday(date),
    holiday,
    assumed: stateCouncilCalendar.isAssumed(date),
  };
}
