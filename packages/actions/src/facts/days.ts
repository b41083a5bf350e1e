import type { LocalDate } from '@duban/base';
import { chineseDate, chineseWeekday } from '@duban/base/time';

export function laterDay(a: LocalDate, b: LocalDate): LocalDate {
  return [a, b].sort()[1] as LocalDate;
}

export function earlierDay(a: LocalDate, b: LocalDate): LocalDate {
  return [a, b].sort()[0] as LocalDate;
}

/** `2023年10月10日（星期二）`: a due as messages print it. */
export function dueText(due: LocalDate): string {
  return `${chineseDate(due, true)}（${chineseWeekday(due)}）`;
}
