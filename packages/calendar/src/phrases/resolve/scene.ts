import type { Instant, LocalDate } from '@duban/base';
import type { WatchedCalendar } from '../../installation.js';
import type { Period } from '../../periods.js';
import { type Lexed, rawSlice } from '../lexer.js';
import type { Place } from '../syntax.js';
import type { Flag, Need, PhraseContext } from '../types.js';

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
  readonly period?: Period;
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

/** The words behind a piece, without their blanks. */
export function textOf(place: Place, scene: Scene): string {
  return rawSlice(scene.lexed, place.start, place.end);
}
