import type { Festival } from '../festivals.js';
import type { Unit } from '../periods.js';
import type { EventKind, Rolling } from './types.js';

/** Where a piece stands in the lexed text. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** `2023年`, `今年` (offset 0), `次年` (the year after the date before it, else after the issue date's), `同年`. */
export type YearRef =
  | { readonly is: 'number'; readonly year: number }
  | { readonly is: 'offset'; readonly years: number }
  | { readonly is: 'next' }
  | { readonly is: 'same' };

/** A month, quarter or half: by its number, or counted from the current one (`本月` 0, `下季度` 1). */
export type Ordinal = { readonly is: 'number'; readonly n: number } | { readonly is: 'offset'; readonly by: number };

export type Frame =
  | { readonly is: 'month' | 'quarter' | 'half'; readonly year?: YearRef; readonly at: Ordinal }
  /** `三季度末月`: month 3 of a quarter. */
  | { readonly is: 'quarter-month'; readonly year?: YearRef; readonly at: Ordinal; readonly month: number }
  /** `前三季度` */
  | { readonly is: 'quarters'; readonly year?: YearRef; readonly count: number }
  | { readonly is: 'year'; readonly year?: YearRef }
  | { readonly is: 'week'; readonly by: number }
  /** `旬末`: the 旬 that is running. */
  | { readonly is: 'xun' };

/** Which days inside a frame are meant. */
export type Inside =
  | { readonly is: 'end' | 'start' | 'middle' }
  /** `said`: 9月内, as against a bare 9月 that a list may still complete (9月、12月底前). */
  | { readonly is: 'whole'; readonly said?: true }
  /** 旬 `first` to `last` of a month, 1–3; `end`: the last day of them (上旬末). */
  | { readonly is: 'xun'; readonly first: number; readonly last: number; readonly end?: true }
  | { readonly is: 'day'; readonly day: number }
  /** `第2个工作日`, `最后一个周五`; n = −1 is the last. */
  | { readonly is: 'nth'; readonly n: number; readonly unit: 'workday' | 'day' | 'weekday'; readonly weekday?: number }
  /** `前5个工作日` */
  | { readonly is: 'first'; readonly n: number; readonly unit: 'workday' | 'day' };

export type CountUnit = 'minute' | 'hour' | 'day' | 'workday' | 'week' | 'month' | 'quarter' | 'half-year' | 'year';

/** `15个工作日内`. `unclear` counting: `自印发之日起` does not say whether the first day counts. */
export interface Count {
  readonly n: number;
  readonly unit: CountUnit;
  /** 1 after, −1 before what it counts from. */
  readonly direction: 1 | -1;
  readonly firstDay: 'excluded' | 'unclear' | 'included';
}

export type When = Place &
  (
    | { readonly is: 'in'; readonly frame: Frame; readonly inside: Inside; readonly weekday?: number }
    | { readonly is: 'relative-day'; readonly days: number }
    | { readonly is: 'next-weekday'; readonly weekday: number }
    | { readonly is: 'weekend'; readonly weeks: number }
    /** `17:00前`: an hour without a day. */
    | { readonly is: 'unsaid-day' }
    | { readonly is: 'holiday'; readonly festival: Festival | null; readonly also?: Festival; readonly year?: YearRef }
    /** `年前`, `年后`: of the common or the lunar new year. */
    | { readonly is: 'new-year' }
    | { readonly is: 'event'; readonly event: EventKind }
    /** `本周五（8月25日）`: one day said twice. */
    | { readonly is: 'twice'; readonly first: When; readonly second: When }
    | { readonly is: 'count'; readonly from: When; readonly count: Count }
    /** `15个工作日内`, nothing said about its start. */
    | { readonly is: 'open-count'; readonly count: Count }
  );

export type DayPart = 'dawn' | 'morning' | 'noon' | 'afternoon' | 'evening';

export type Clock =
  | {
      readonly is: 'time';
      readonly hour: number;
      readonly minute: number;
      readonly part?: DayPart;
      readonly twelve: boolean;
    }
  | { readonly is: 'part'; readonly part: DayPart }
  | { readonly is: 'office'; readonly side: 'open' | 'close'; readonly half?: 'morning' | 'afternoon' };

/** What the word after a date makes of it. */
export type Op =
  | 'before' // 前
  | 'by' // 完成, 报送, 内: nothing, or a word that leaves the day itself in
  | 'from' // 起
  | 'since' // 以来
  | 'during' // 期间
  | 'after' // 后
  | 'around' // 左右
  | 'until' // 止, 延长至
  | 'as-of' // 截至
  | 'cut'; // 截止: the data's end or the due

export interface Point extends Place {
  readonly is: 'point';
  readonly when: When;
  readonly op: Op | null;
  readonly clock?: Clock;
  readonly excluded?: boolean;
  readonly label: string;
  /** A comma of a list (、和及) follows: the next date's words count for this one too. */
  readonly joined?: boolean;
}

export interface Range extends Place {
  readonly is: 'range';
  readonly from: When;
  readonly to: When;
  /** `8月至11月，为期四个月`: has to agree with the end. */
  readonly lasts?: Count;
  readonly op: Op | null;
  readonly clock?: Clock;
  readonly excluded?: boolean;
  readonly label: string;
}

/** A month inside the reporting unit or the one after it; without `month` the unit itself. */
export interface PeriodFrame {
  readonly of: 'this' | 'next' | 'unclear';
  /** 1-based; −1 the last. */
  readonly month?: number;
}

export interface PeriodSpot {
  readonly frame: PeriodFrame;
  readonly inside: Inside;
  /** Where the window begins whose end `inside` is: `每月1日至5日`. */
  readonly since?: Inside;
}

export type Pick =
  | { readonly is: 'unsaid' }
  | { readonly is: 'each' }
  | { readonly is: 'inside'; readonly spots: readonly PeriodSpot[] }
  | { readonly is: 'after'; readonly count: Count }
  /** `每周一报`: one report a week, or a report on Mondays. */
  | { readonly is: 'once-or-monday' }
  /** `每旬首日报上旬`: the previous 旬, or days 1–10. */
  | { readonly is: 'first-of-xun' };

export interface Every extends Place {
  readonly is: 'every';
  readonly unit: Unit;
  readonly months?: 'even' | 'odd';
  readonly pick: Pick;
  readonly op: Op | null;
  readonly clock?: Clock;
  readonly excluded?: boolean;
  readonly label: string;
}

/** 限时办结 */
export interface Undated extends Place {
  readonly is: 'undated';
}

/** 随三季度报表一并报送 */
export interface With extends Place {
  readonly is: 'with';
  readonly name: string;
}

export type Statement = Point | Range | Every | Undated | With;

/** `遇节假日顺延至节后第二个工作日12时` */
export interface RollRule {
  readonly direction: Rolling;
  /** Which working day after (before) the rest days; 1 by default. */
  readonly nth: number;
  readonly clock?: Clock;
}

export interface Exemption extends Place {
  readonly unit: 'month' | 'quarter' | 'half';
  readonly n: number;
}

export interface Phrase {
  readonly statements: readonly Statement[];
  readonly rolling?: RollRule;
  readonly silence?: Place;
  /** `双休日除外`: a recurrence has no due on a rest day. */
  readonly restOff?: true;
  /** `以通知为准`, `暂定` */
  readonly tentative?: Place;
  readonly exempt: readonly Exemption[];
  /** `报上月`: which period the report is about, counted from the one its due falls in. */
  readonly data?: 'previous' | 'current';
  /** `上月26日至当月25日` */
  readonly shifted?: { readonly fromDay: number; readonly toDay: number };
}
