import type { Instant, LocalDate } from '@duban/base';
import { localDate } from '@duban/base/time';
import type { WatchedCalendar } from '../../installation.js';
import { type Lexed, rawSlice } from '../lexer.js';
import type { Place } from '../syntax.js';
import type { Flag, Need, PhraseContext, PhrasePeriod } from '../types.js';

/** What every step of resolving looks at. */
export interface Scene {
  readonly lexed: Lexed;
  readonly context: PhraseContext;
  readonly calendar: WatchedCalendar;
  /** The year of a date without one; null where neither the context nor the issue date tells. */
  readonly year: number | null;
  /** `10月起每月5日前`: no recurrence before it. */
  readonly starts?: LocalDate;
  /** The date named just before in the phrase: 次年 and 同年 count from it. */
  readonly previous?: {
    readonly year: number;
    readonly month: number;
    /** The two stand in a list, not at the ends of a window. */
    readonly listed?: boolean;
  };
}

/** Days that a piece of text means, both ends included. */
export interface Spot {
  readonly is: 'spot';
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** An instant, where hours were counted. */
  readonly at?: Instant;
  /** More than a day by name (5月, 上旬): 前 then has two meanings. */
  readonly coarse: boolean;
  readonly flags: readonly Flag[];
  readonly period?: PhrasePeriod;
  /** The counting behind it, for the derivation. */
  readonly how?: string;
}

/** What cannot be said yet. */
export interface Missing {
  readonly is: 'missing';
  readonly need: Need;
}

export type Found = Spot | Missing;

export function spot(from: LocalDate, to: LocalDate, more: Partial<Omit<Spot, 'is' | 'from' | 'to'>> = {}): Spot {
  return { is: 'spot', from, to, coarse: false, flags: [], ...more };
}

export function missing(need: Need): Missing {
  return { is: 'missing', need };
}

export function ymd(year: number, month: number, day: number): LocalDate {
  return localDate(
    `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
  );
}

export function lengthOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

export function yearOf(date: LocalDate): number {
  return Number(date.slice(0, 4));
}

export function monthOf(date: LocalDate): number {
  return Number(date.slice(5, 7));
}

export function dayOf(date: LocalDate): number {
  return Number(date.slice(8, 10));
}

/** Months later (negative: earlier); a day the month lacks becomes its last. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const index = yearOf(date) * 12 + monthOf(date) - 1 + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  return ymd(year, month, Math.min(dayOf(date), lengthOf(year, month)));
}

/** The first to the last day of `months` months from `month` on. */
export function monthsFrom(
  year: number,
  month: number,
  months = 1,
): { readonly from: LocalDate; readonly to: LocalDate } {
  const from = addMonths(ymd(year, 1, 1), month - 1);
  const last = addMonths(from, months - 1);
  return { from, to: ymd(yearOf(last), monthOf(last), lengthOf(yearOf(last), monthOf(last))) };
}

/** The words behind a piece, without their blanks. */
export function textOf(place: Place, scene: Scene): string {
  return rawSlice(scene.lexed, place.start, place.end);
}
