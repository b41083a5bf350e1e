import type { LocalDate } from '@duban/base';
import { localDate } from '@duban/base/time';

/** Whether a text is written as a date and not as words (未定时限, 12月10日前); the day may still not exist. */
export function looksLikeDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text);
}

/**
 * A day written as a date; null for words.
 * @throws RangeError for one that does not exist.
 */
export function plainDay(text: string): LocalDate | null {
  return looksLikeDay(text) ? localDate(text) : null;
}
