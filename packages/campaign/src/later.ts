import type { LocalDate } from '@duban/base';

/** The later of two days. */
export function later(a: LocalDate, b: LocalDate): LocalDate {
  return b > a ? b : a;
}
