import { minuteText } from '../../shared/china-time.js';

/** The Date header → `2026-11-24 15:30` in Chinese time; a mail may come without one. */
export function mailTime(date: string | null): string {
  const at = date === null ? Number.NaN : Date.parse(date);
  return Number.isNaN(at) ? '时间不明' : minuteText(at);
}
