/** Times as an office in Asia/Shanghai reads them. China has had no summer time since 1991, so the offset is fixed. */
const OFFSET = 8 * 3_600_000;
const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'] as const;

const iso = (at: number): string => new Date(at + OFFSET).toISOString();

/** Epoch milliseconds → `2026-11-24`. */
export function dayOf(at: number): string {
  return iso(at).slice(0, 10);
}

/** Epoch milliseconds → `2026-11-24 15:30`. */
export function minuteText(at: number): string {
  return iso(at).slice(0, 16).replace('T', ' ');
}

/** Epoch milliseconds → `11月24日 15:30`. */
export function shortMinute(at: number): string {
  return `${shortDay(dayOf(at))} ${iso(at).slice(11, 16)}`;
}

/** A day and the time on it as they are read: a moment that ends a day is its 24:00, not 00:00 of the day after. */
export function readMoment({ at, endsDay }: { readonly at: number; readonly endsDay: boolean }): {
  readonly day: string;
  readonly time: string;
} {
  if (endsDay && iso(at).slice(11, 16) === '00:00') return { day: dayOf(at - 1), time: '24:00' };
  return { day: dayOf(at), time: iso(at).slice(11, 16) };
}

/** `2026-11-24` → `11月24日`. */
export function shortDay(day: string): string {
  const [, month = '', date = ''] = day.split('-');
  return `${Number(month)}月${Number(date)}日`;
}

/** `2026-11-24` → `2026年11月24日`. */
export function longDay(day: string): string {
  return `${day.slice(0, 4)}年${shortDay(day)}`;
}

/** `2026-11-24` → `周二`. */
export function weekdayText(day: string): string {
  return `周${WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? ''}`;
}

/** `2026-11-24` → `11月24日（周二）`. */
export function dayWithWeekday(day: string): string {
  return `${shortDay(day)}（${weekdayText(day)}）`;
}

/** As `dayWithWeekday`, with the year when it is not this one: `2027年1月10日（周日）`. */
export function dayFrom(today: string, day: string): string {
  return `${day.slice(0, 4) === today.slice(0, 4) ? '' : `${day.slice(0, 4)}年`}${dayWithWeekday(day)}`;
}

/** `2026-11-24` and `17:30` → epoch milliseconds; null when either is empty or malformed. */
export function instantOf(day: string, time: string): number | null {
  const at = Date.parse(`${day}T${time}:00Z`);
  return Number.isNaN(at) ? null : at - OFFSET;
}
