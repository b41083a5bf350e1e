import { addDays, localDate } from '@duban/base/time';
import { type Period, periodAt, type Unit } from '@duban/calendar';
import { plainText } from './plain-text.js';

/** A period that a text names; `year` null when it names none. */
export interface PeriodNamed {
  readonly kind: 'quarter' | 'month' | 'half' | 'year';
  readonly year: number | null;
  /** Quarter, month or half; 0 for a whole year. */
  readonly number: number;
}

export interface PeriodsNamed {
  /** Each once, in the order of the text. */
  readonly periods: readonly PeriodNamed[];
  /** Whole days (`YYYY-MM-DD`): a day something was written or closed, no period. */
  readonly days: readonly string[];
}

const YEAR = '(20\\d{2}|(?<!\\d)\\d{2}(?=年|q))';
const NUMBERS = '一二三四五六七八九十';

interface Rule {
  readonly pattern: RegExp;
  /** 'nothing': taken, but no period; null: not taken. */
  readonly read: (m: RegExpMatchArray) => PeriodNamed | 'nothing' | null;
}

/** The clearest first: what one rule has taken, the next does not see. */
const RULES: readonly Rule[] = [
  {
    pattern: new RegExp(`${YEAR}年?度?第?([一二三四1-4])季度?`, 'g'),
    read: (m) => quarter(numberOf(m[2]), yearOf(m[1])),
  },
  { pattern: new RegExp(`${YEAR}年?[-_.]?q([1-4])(?!\\d)`, 'g'), read: (m) => quarter(Number(m[2]), yearOf(m[1])) },
  { pattern: /(?<![a-z])q([1-4])[-_.]?(20\d{2})(?!\d)/g, read: (m) => quarter(Number(m[1]), yearOf(m[2])) },
  {
    pattern: new RegExp(`(?:${YEAR}年)?(?<!\\d)(\\d{1,2})月?[-—–~至到]+(\\d{1,2})月份?`, 'g'),
    read: (m) => monthRange(m),
  },
  {
    pattern: new RegExp(`${YEAR}年(\\d{1,2}|[${NUMBERS}]{1,2})月份?`, 'g'),
    read: (m) => month(numberOf(m[2]), yearOf(m[1])),
  },
  { pattern: /(?<!\d)(20\d{2})[-_.](0?[1-9]|1[0-2])(?![\d])/g, read: (m) => month(Number(m[2]), yearOf(m[1])) },
  { pattern: /(?<!\d)(20\d{2})(0[1-9]|1[0-2])(?!\d)/g, read: (m) => month(Number(m[2]), yearOf(m[1])) },
  { pattern: new RegExp(`(?:${YEAR}年?)?([上下])半年`, 'g'), read: (m) => half(m[2] === '上' ? 1 : 2, yearOf(m[1])) },
  { pattern: /第?([一二三四1-4])季度?/g, read: (m) => quarter(numberOf(m[1]), null) },
  { pattern: /(?<![a-z\d])q([1-4])(?![a-z\d])/g, read: (m) => quarter(Number(m[1]), null) },
  {
    pattern: new RegExp(`(?<![\\d${NUMBERS}])(\\d{1,2}|[${NUMBERS}]{1,2})月份?(?!\\d)`, 'g'),
    read: (m) => month(numberOf(m[1]), null),
  },
];
const WHOLE_YEAR = /(?<!\d)(20\d{2})年?(度|全年|年报)/g;
const LONE_YEAR = /(?<!\d)(20\d{2})(?!\d)/g;
const DAYS =
  /(?<!\d)(20\d{2})(?:年(\d{1,2})月(\d{1,2})日?|([-./])(\d{1,2})\4(\d{1,2})(?![\d月])|(\d{2})(\d{2})(?!\d))/g;

/**
 * The periods a file name, a heading or a header cell names: `2023年第三季度`, `三季度`, `9月`, `23Q3`, `2023-09`, `第3季度`, `1-9月`. A year that
 * stands apart (2023年…统计表（三季度）) belongs to the period when it is the only one.
 */
export function findPeriods(text: string): PeriodsNamed {
  // A blank between two digits parts two numbers; every other blank means nothing.
  let rest = plainText(text.replace(/(\d)\s+(?=\d)/gu, '$1|'));
  const days: string[] = [];
  rest = rest.replace(DAYS, (whole, ...m: (string | undefined)[]) => {
    const day = dayOf([m[0], m[1] ?? m[4] ?? m[6], m[2] ?? m[5] ?? m[7]]);
    if (day === null) return whole;
    days.push(day);
    return '|';
  });
  const found: { readonly at: number; readonly period: PeriodNamed }[] = [];
  for (const { pattern, read } of RULES) {
    rest = rest.replace(pattern, (...args: unknown[]) => {
      const groups = args.slice(0, -2) as (string | undefined)[];
      const whole = String(groups[0]);
      const period = read(groups as unknown as RegExpMatchArray);
      if (period === null) return whole;
      if (period !== 'nothing') found.push({ at: Number(args.at(-2)), period });
      return '|'.repeat(whole.length);
    });
  }
  const years = [...new Set([...rest.matchAll(LONE_YEAR)].map((m) => Number(m[1])))];
  const [year] = years;
  const lone = year !== undefined && years.length === 1 ? year : null;
  const periods = found
    .sort((a, b) => a.at - b.at)
    .map(({ period }) => (period.year === null ? { ...period, year: lone } : period));
  if (periods.length === 0) {
    for (const m of rest.matchAll(WHOLE_YEAR)) periods.push({ kind: 'year', year: Number(m[1]), number: 0 });
  }
  return { periods: periods.filter((one, at) => periods.findIndex((other) => same(one, other)) === at), days };
}

/** `2023Q3`, `2023-09`, `2023H1`, `2023`; null without a year. */
export function periodId({ kind, year, number }: PeriodNamed): string | null {
  if (year === null) return null;
  if (kind === 'quarter') return `${year}Q${number}`;
  if (kind === 'month') return `${year}-${String(number).padStart(2, '0')}`;
  return kind === 'half' ? `${year}H${number}` : String(year);
}

/** Reads an id as it is written in options (`2023Q3`, `2023-9`, also `2023年三季度`); null when it names not exactly one period. */
export function parsePeriod(text: string): string | null {
  const { periods } = findPeriods(text);
  const [only] = periods;
  const plain = plainText(text);
  if (periods.length === 0 && /^20\d{2}(h[12])?$/.test(plain)) return plain.toUpperCase();
  return only !== undefined && periods.length === 1 ? periodId(only) : null;
}

/** `2023年第三季度` of `2023Q3`; an id of no calendar period is given back as it is. */
export function periodLabel(id: string): string {
  return periodOf(id)?.label ?? id;
}

/** The period before (`steps` 1) or the same one a year ago (`years` 1), as an id of the same kind. */
export function earlierPeriod(id: string, { steps = 0, years = 0 }: { steps?: number; years?: number }): string {
  let period = periodOf(id);
  if (period === null) return id;
  const unit = unitOf(id);
  for (let step = 0; step < steps; step += 1) period = periodAt(unit, addDays(period.start, -1));
  return `${Number(period.id.slice(0, 4)) - years}${period.id.slice(4)}`;
}

/** The period of the same kind as `like` (a quarter unless told otherwise) that holds a day. */
export function periodHolding(day: string, like: string): string {
  // A county may write 2月30日: its month is all that is asked for.
  return periodAt(unitOf(like), localDate(`${day.slice(0, 7)}-01`)).id;
}

/** The last day of a period; null for an id of no calendar period. */
export function lastDayOf(id: string): string | null {
  return periodOf(id)?.end ?? null;
}

/** The calendar period of an id; null for one of none (`final`). */
function periodOf(id: string): Period | null {
  const [, year, sign, number = '1'] = /^(\d{4})(?:(Q|H|-)(\d{1,2}))?$/.exec(id) ?? [];
  if (year === undefined) return null;
  const months = sign === 'Q' ? 3 : sign === 'H' ? 6 : 1;
  const month = (Number(number) - 1) * months + 1;
  if (month < 1 || month > 12) return null;
  return periodAt(unitOf(id), localDate(`${year}-${String(month).padStart(2, '0')}-01`));
}

function unitOf(id: string): Unit {
  if (id.includes('-')) return 'month';
  if (id.includes('H')) return 'half-year';
  return /^\d{4}$/.test(id) ? 'year' : 'quarter';
}

function quarter(number: number, year: number | null): PeriodNamed {
  return { kind: 'quarter', year, number };
}

function half(number: number, year: number | null): PeriodNamed {
  return { kind: 'half', year, number };
}

function month(number: number, year: number | null): PeriodNamed | null {
  return number >= 1 && number <= 12 ? { kind: 'month', year, number } : null;
}

/** 7-9月 is the third quarter, 1-9月 the figures up to it; 1-6月 and 1-12月 are halves and years only by another name. */
function monthRange(m: RegExpMatchArray): PeriodNamed | 'nothing' {
  const [from, to] = [Number(m[2]), Number(m[3])];
  if (to > 12 || to % 3 !== 0 || (from !== 1 && from !== to - 2)) return 'nothing';
  return quarter(to / 3, yearOf(m[1]));
}

function same(a: PeriodNamed, b: PeriodNamed): boolean {
  return a.kind === b.kind && a.year === b.year && a.number === b.number;
}

function yearOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  return text.length === 2 ? 2000 + Number(text) : Number(text);
}

function numberOf(text = ''): number {
  if (/^\d+$/.test(text)) return Number(text);
  const [first = '', second] = text;
  const one = NUMBERS.indexOf(first) + 1;
  if (second === undefined) return one;
  return one === 10 ? 10 + NUMBERS.indexOf(second) + 1 : 0;
}

function dayOf([year, monthText, day]: readonly (string | undefined)[]): string | null {
  const [m, d] = [Number(monthText), Number(day)];
  if (!(m >= 1 && m <= 12 && d >= 1 && d <= 31)) return null;
  return `${year}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
}
