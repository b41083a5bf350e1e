import { type Instant, instant, type LocalDate } from '@duban/base';
import { dateOf } from '@duban/base/time';
import type { Period } from '../../periods.js';
import type { DueForm, Flag, Need } from '../types.js';

/** What one statement of the phrase contributes to a reading. */
export interface Piece {
  readonly dues: readonly DraftDue[];
  readonly window?: { readonly from?: LocalDate; readonly to?: LocalDate };
  readonly effects: readonly { readonly from: LocalDate; readonly label?: string }[];
  readonly scope?: { readonly from?: LocalDate; readonly to?: LocalDate };
  readonly dataAsOf?: LocalDate;
  /** One clause of the derivation each. */
  readonly how: readonly string[];
  readonly flags: readonly Flag[];
  readonly needs: readonly Need[];
  /** Kept apart from readings with the same dates: the meaning differs though the days do not. */
  readonly distinct?: string;
}

/** A due before rest days are looked at. */
export interface DraftDue {
  readonly at: Instant;
  /** The day the phrase names; `at` may lie on the midnight before it (0时). */
  readonly date: LocalDate;
  readonly inclusive: boolean;
  readonly label: string;
  /** The words it came from, for the derivation. */
  readonly text: string;
  /** What stands before the day in the derivation: `自2023-08-22（周二）计 → `, `2019-04-15 至 `. */
  readonly lead?: string;
  /** An hour was named (kept when a rest day moves the date). */
  readonly clocked: boolean;
  readonly period?: Period;
  /** Counted in hours from an event: never moved. */
  readonly fixed?: boolean;
}

export function piece(more: Partial<Piece>): Piece {
  return { dues: [], effects: [], how: [], flags: [], needs: [], ...more };
}

/** The last day on which a hand-in before `at` is possible. */
export function lastDayBefore(at: Instant): LocalDate {
  return dateOf(instant(at - 1));
}

const FORMS: readonly (readonly [RegExp, DueForm])[] = [
  [/电子|扫描|邮箱|邮件/, 'electronic'],
  [/纸质|原件|盖章件|盖章版|寄/, 'paper'],
  [/电话/, 'phone'],
  [/书面/, 'written'],
];

/** Which form a due is about, by the words beside it; both where both are named. */
export function formsOf(label: string): readonly DueForm[] {
  return FORMS.filter(([pattern]) => pattern.test(label)).map(([, form]) => form);
}
