import type { LocalDate, LocalTime } from '@duban/base';
import { isPlannable, localDate, localTime, PLANNED_YEARS } from '@duban/base/time';
import { z } from 'zod';

/** An object that takes these fields and no others: a misspelt field is refused, not ignored. */
export function fields<Shape extends z.core.$ZodLooseShape>(shape: Shape): z.ZodObject<Shape, z.core.$strict> {
  const known = Object.keys(shape);
  const allowed = known.length > 0 ? `允许的字段：${known.join('、')}` : '这里不允许任何字段';
  return z.strictObject(shape, { error: (issue) => (issue.code === 'unrecognized_keys' ? allowed : undefined) });
}

/** Ids are parts of obligation ids and of workflow ids: no slash, no blank, no upper case. */
export const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, '应为小写字母、数字和连字符组成的编号');
export const text = z
  .string()
  .min(1)
  .refine((value) => value.trim() === value, '首尾不能有空格');
export const date = z
  .custom<LocalDate>((value) => accepts(localDate, value), { error: '应为 YYYY-MM-DD 的日期', abort: true })
  .refine(isPlannable, `年份应在 ${PLANNED_YEARS.first} 至 ${PLANNED_YEARS.last} 之间`);
export const time = z.custom<LocalTime>((value) => accepts(localTime, value), '应为 HH:MM 的时刻（加引号）');
/** zod's pattern admits no line break, which could smuggle a second recipient in (findings.md, Mail). */
export const email = z.email('应为一个邮箱地址');
export const phone = z.string().regex(/^\+?[0-9][0-9-]{5,18}$/, '应为数字和连字符组成的电话号码（加引号）');
/** The notice's items a fact comes from, e.g. `JN23-O13`; `P` marks our own proposal. */
export const source = z
  .string()
  .regex(
    /^(P|[A-Z]{2}\d{2}-[A-Z]\d+)( (P|[A-Z]{2}\d{2}-[A-Z]\d+))*$/,
    '应为通知条目编号（如 JN23-O13，多个用空格分开）或 P',
  );

function accepts(read: (text: string) => unknown, value: unknown): boolean {
  if (typeof value !== 'string') return false;
  try {
    read(value);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
