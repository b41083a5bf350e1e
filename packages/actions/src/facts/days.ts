import type { LocalDate, LocalTime } from '@duban/base';
import { chineseDate, chineseWeekday } from '@duban/base/time';

export function laterDay(a: LocalDate, b: LocalDate): LocalDate {
  return [a, b].sort()[1] as LocalDate;
}

export function earlierDay(a: LocalDate, b: LocalDate): LocalDate {
  return [a, b].sort()[0] as LocalDate;
}

/** `2023年10月10日（星期二）`, with its hour where one was said: a due as messages print it. */
export function dueText(due: LocalDate, time: LocalTime | null = null): string {
  return `${chineseDate(due, true)}（${chineseWeekday(due)}）${time ?? ''}`;
}

/** The same without the year: for lists and scripts. */
export function shortDueText(due: LocalDate, time: LocalTime | null = null): string {
  return `${chineseDate(due)}（${chineseWeekday(due)}）${time ?? ''}`;
}
