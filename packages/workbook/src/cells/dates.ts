export interface DateAndTime {
  readonly date: string;
  readonly time: string | null;
}

const DAY_SECONDS = 86_400;
/** 9999-12-31, the last day Excel shows. */
const LAST_SERIAL = 2_958_465;

/**
 * A day count as Excel shows it; null where Excel shows `#####`. Excel believes in 1900-02-29 (serial 60) and calls serial 0
 * 1900-01-00: both are given as shown, for no calendar takes them, so a reader of dates refuses instead of guessing.
 */
export function dateOf(serial: number, date1904: boolean): DateAndTime | null {
  const seconds = Math.round(serial * DAY_SECONDS);
  const day = Math.floor(seconds / DAY_SECONDS);
  const rest = seconds - day * DAY_SECONDS;
  if (day < 0 || day > LAST_SERIAL - (date1904 ? 1462 : 0)) return null;
  return { date: dayOf(day, date1904), time: rest === 0 ? null : timeOf(rest) };
}

function dayOf(day: number, date1904: boolean): string {
  if (date1904) return new Date(Date.UTC(1904, 0, 1 + day)).toISOString().slice(0, 10);
  if (day === 0) return '1900-01-00';
  if (day === 60) return '1900-02-29';
  return new Date(Date.UTC(1900, 0, day < 60 ? day : day - 1)).toISOString().slice(0, 10);
}

function timeOf(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** A cell of type `d` (ISO 8601, strict OOXML) as a day count of its workbook; null when it is none. */
export function serialOf(iso: string, date1904: boolean): number | null {
  const m = /^(?:(\d{4})-(\d\d)-(\d\d))?T?(?:(\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?)?Z?$/.exec(iso.trim());
  if (m === null || iso.trim() === '') return null;
  const [, year, month, date, hours = '0', minutes = '0', seconds = '0'] = m;
  const time = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) / DAY_SECONDS;
  if (year === undefined) return time;
  const at = Date.UTC(Number(year), Number(month) - 1, Number(date));
  if (new Date(at).toISOString().slice(0, 10) !== `${year}-${month}-${date}`) return null;
  const since = (start: number) => Math.round((at - start) / (DAY_SECONDS * 1000));
  if (date1904) return since(Date.UTC(1904, 0, 1)) + time;
  const days = since(Date.UTC(1899, 11, 30));
  return (days > 60 ? days : days - 1) + time;
}
