import type { LocalDate } from '@duban/base';
import { type PhraseReading, readPhrase, stateCouncilCalendar, type WorkCalendar } from '@duban/calendar';

export interface CalendarDay {
  readonly date: LocalDate;
  readonly worked: boolean;
  readonly holiday: string | null;
  /** Rests on the statutory days alone, because the year's holidays are not announced. */
  readonly assumed: boolean;
}

/** What a question is answered by: the day the notice was issued on, and the installation's calendar. */
export interface PhraseBasis {
  readonly issued: LocalDate | null;
  readonly calendar?: WorkCalendar;
}

/** How a phrase of a notice issued on `issued` reads: dates, derivation, flags. Throws DubanError with the place of what cannot be read. */
export function explainPhrase(text: string, basis: PhraseBasis): PhraseReading {
  return readPhrase(text, { ...basis, zone: 'Asia/Shanghai' });
}

/** Whether a day is worked, with 调休: by the State Council's calendar, or by the installation's over it. */
export function explainDay(date: LocalDate, calendar: WorkCalendar = stateCouncilCalendar): CalendarDay {
  const holiday = calendar.holidayName?.(date) ?? null;
  return {
    date,
    worked: calendar.isWorkday(date),
    holiday,
    assumed: calendar.isAssumed(date),
  };
}
