import { DubanError, type LocalDate } from '@duban/base';
import { localDate, weekday } from '@duban/base/time';
import { stateCouncilCalendar, type WorkCalendar } from './workdays.js';

/** One line of an installation's table of days: a local 调休, or a holiday of a year announced after this release. */
export interface DayOverride {
  /** `2027-02-05` */
  readonly date: string;
  readonly worked: boolean;
  /** `春节`; only for a day off. */
  readonly holiday?: string;
}

export interface InstallationDays {
  /** Years whose announcement is entered in full in `days`: their other days are plain weekdays, and nothing of them is assumed any more. */
  readonly announced?: readonly number[];
  readonly days: readonly DayOverride[];
}

/**
 * The working calendar of one installation: its own table over the State Council's data, over the statutory days.
 * Throws `calendar-day-invalid` for an impossible or repeated day, naming its line.
 */
export function installationCalendar(own: InstallationDays, base: WorkCalendar = stateCouncilCalendar): WorkCalendar {
  const days = tableOf(own.days);
  const announced = new Set(own.announced ?? []);
  const entered = (date: LocalDate) => announced.has(Number(date.slice(0, 4)));
  return {
    isWorkday: (date) => days.get(date)?.worked ?? (entered(date) ? weekday(date) <= 5 : base.isWorkday(date)),
    isAssumed: (date) => !days.has(date) && !entered(date) && base.isAssumed(date),
    holidayName: (date) => {
      const day = days.get(date);
      if (day) return day.worked ? null : (day.holiday ?? base.holidayName?.(date) ?? null);
      return entered(date) ? null : (base.holidayName?.(date) ?? null);
    },
  };
}

function tableOf(rows: readonly DayOverride[]): ReadonlyMap<LocalDate, DayOverride> {
  const table = new Map<LocalDate, DayOverride>();
  rows.forEach((row, index) => {
    const date = dayOf(row, index + 1);
    if (table.has(date)) throw new DubanError('calendar-day-invalid', { line: index + 1, date: row.date });
    table.set(date, row);
  });
  return table;
}

function dayOf(row: DayOverride, line: number): LocalDate {
  try {
    return localDate(row.date);
  } catch (cause) {
    throw new DubanError('calendar-day-invalid', { line, date: row.date }, { cause });
  }
}

/** A calendar that remembers for which assumed days it was asked: whatever was computed with it depends on them. */
export interface WatchedCalendar extends WorkCalendar {
  /** The years not announced yet that an answer so far rested on, ascending. */
  assumedYears(): readonly number[];
}

/** Wraps `calendar` for one computation; ask {@link WatchedCalendar.assumedYears} afterwards whether the result may still change. */
export function watched(calendar: WorkCalendar): WatchedCalendar {
  const years = new Set<number>();
  return {
    isWorkday: (date) => {
      if (calendar.isAssumed(date)) years.add(Number(date.slice(0, 4)));
      return calendar.isWorkday(date);
    },
    isAssumed: (date) => calendar.isAssumed(date),
    holidayName: (date) => calendar.holidayName?.(date) ?? null,
    assumedYears: () => [...years].sort((a, b) => a - b),
  };
}
