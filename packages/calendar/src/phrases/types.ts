import type { Instant, LocalDate, LocalTime } from '@duban/base';
import type { OfficeHours } from '../office-hours.js';
import type { Period, Unit } from '../periods.js';
import type { WorkCalendar } from '../workdays.js';

/** What a phrase may count from. `issue` is the notice's own date and comes from the context's `issued`. */
export type EventKind =
  | 'issue'
  | 'receipt'
  | 'call'
  | 'meeting'
  | 'training'
  | 'inspection'
  | 'filing'
  | 'transfer'
  | 'acceptance'
  | 'clue'
  | 'rectification'
  | 'decision'
  | 'incident'
  | 'discovery'
  | 'completion'
  | 'publicity'
  | 'assignment';

/** Where a due that falls on a rest day goes; `stay`: it is flagged and not moved. */
export type Rolling = 'later' | 'earlier' | 'stay';

/** Everything outside the text that its meaning depends on; nothing of it is ever taken from a clock. */
export interface PhraseContext {
  /** The notice's date; null where the text has none (YY22-M4). */
  readonly issued: LocalDate | null;
  /** Said aloud because an instant is meaningless without it; the one zone of every campaign. */
  readonly zone: 'Asia/Shanghai';
  /** The year a date without one belongs to; else the issue date's. */
  readonly year?: number;
  /** The period a recurring phrase is asked for; without it every period of `span` gets its due. */
  readonly period?: Period;
  /** The campaign's days; by default from the issue date to the end of its year. */
  readonly span?: { readonly from?: LocalDate; readonly to?: LocalDate };
  /** The phase the phrase stands in: a due after its last day is flagged (JN19-Q2). */
  readonly phase?: { readonly from?: LocalDate; readonly to?: LocalDate };
  /** What has happened: an instant, or only the day where the hour is unknown. */
  readonly events?: Readonly<Partial<Record<EventKind, Instant | LocalDate>>>;
  /** Dues of other requirements, by the words a phrase names them with (`三季度报表`). */
  readonly otherDues?: Readonly<Record<string, LocalDate>>;
  /** 上班 and 下班; unknown, the usual hours are offered as readings. */
  readonly officeHours?: OfficeHours;
  /** When a day named without an hour is over; by default at midnight. */
  readonly closeOfDay?: LocalTime;
  /** What the requirement says about rest days, where the phrase says nothing; by default `stay`. */
  readonly rolling?: Rolling;
  readonly calendar?: WorkCalendar;
}

export type DueForm = 'electronic' | 'paper' | 'phone' | 'written';

export interface Due {
  /** The first instant that is late: the midnight after a day, 17:00 sharp for `17:00前`. */
  readonly at: Instant;
  /** The last day on which a hand-in is on time. */
  readonly date: LocalDate;
  /** Whether the day or hour the phrase names still counts (`12月10日前` includes the 10th; `不含当日` does not). */
  readonly inclusive: boolean;
  readonly what?: DueForm;
  /** The words beside this date, where several dates stand in one phrase: `定点零售药店`. */
  readonly label?: string;
  readonly period?: Period;
  readonly rolled?: { readonly from: LocalDate; readonly rule: 'later' | 'earlier' };
}

export type FlagKind =
  | 'rest-day'
  | 'past-at-issue'
  | 'assumed-year'
  | 'weekday-conflict'
  | 'after-phase'
  | 'silence-settles'
  | 'shortened-month'
  | 'no-firm-date'
  | 'official-workday';

/** Something a person should see beside the date. */
export interface Flag {
  readonly kind: FlagKind;
  /** Chinese, one clause: `2023-10-03 是国庆节假期`. */
  readonly text: string;
  readonly date?: LocalDate;
}

/** What must become known before the dates follow. */
export type Need =
  | { readonly kind: 'event'; readonly event: EventKind; readonly text: string }
  | { readonly kind: 'hour'; readonly event: EventKind; readonly text: string }
  | { readonly kind: 'issue-date'; readonly text: string }
  | { readonly kind: 'year'; readonly text: string }
  | { readonly kind: 'requirement'; readonly text: string };

export interface Reading {
  /** Short Chinese name by which a person chooses; empty where there is nothing to choose. */
  readonly name: string;
  /** The days the phrase spans, both included; one side open where the phrase leaves it open. */
  readonly window?: { readonly from?: LocalDate; readonly to?: LocalDate };
  /** In the order of the text; the last day of a window is its due. */
  readonly dues: readonly Due[];
  /** `5月1日起`: when something begins to apply; never a due. */
  readonly effectiveFrom?: LocalDate;
  /** All of them, where a phrase names several, with the words beside each. */
  readonly effects: readonly { readonly from: LocalDate; readonly label?: string }[];
  /** `2020年1月1日以来`: the days under review; never a date of the campaign; all that are named. */
  readonly scopes: readonly { readonly from?: LocalDate; readonly to?: LocalDate }[];
  /** `数据截至12月10日`: where the data end; never a due. */
  readonly dataAsOf?: LocalDate;
  readonly derivation: string;
  readonly flags: readonly Flag[];
  readonly needs: readonly Need[];
}

export interface RecurrenceSummary {
  readonly unit: Unit;
  /** Even (`双月`) or odd (`单月`) months only. */
  readonly months?: 'even' | 'odd';
  /** False for `每月上报`: the bureau has to set the day. */
  readonly daySaid: boolean;
  /** `四季度免报`: 4. */
  readonly exempt: readonly number[];
}

/**
 * `certain`: one reading. `ambiguous`: several, a person chooses. `pending`: an event or date not known yet is missing (`needs`).
 * `undated`: 限时办结, 及时上报 — a duty without a date (未定时限).
 */
export type PhraseKind = 'certain' | 'ambiguous' | 'pending' | 'undated';

export interface PhraseReading {
  /** The text exactly as given: generated documents write it back unchanged. */
  readonly raw: string;
  readonly kind: PhraseKind;
  readonly readings: readonly Reading[];
  readonly recurrence?: RecurrenceSummary;
}
