import { DAY, type Fen, formatFen, type MoneyUnit, moneyUnits, parseFen } from '@duban/base';
import type { LedgerColumn, Measure, Value } from './types.js';

/** What was put right while reading a typed figure. */
export type Taken = 'full-width' | 'separators' | 'unit';
/** Why a typed figure cannot be used. */
export type Unusable = 'not-a-number' | 'not-whole' | 'finer-than-fen';
export type Parsed = { readonly value: Value; readonly taken: readonly Taken[] } | { readonly problem: Unusable };

/** 1 分 in 亿元 has ten decimals: enough to print any amount exactly. */
const MOST_DECIMALS = 10;

/** How a figure is printed: of a measure or of a ledger's column. */
export interface Printed {
  readonly kind: Measure['kind'] | LedgerColumn['kind'];
  readonly unit: string;
  readonly decimals: number;
}

/** A figure as it is printed, without its unit and ungrouped; '' for a blank. Money in the measure's display unit. */
export function formatValue(measure: Printed, value: Value): string {
  return format(measure, value, measure.decimals);
}

/** Like {@link formatValue}, but with as many decimals as the amount has, so that two unequal amounts never look alike. */
export function formatExact(measure: Printed, value: Value): string {
  if (measure.kind !== 'money' || !Number.isSafeInteger(value)) return formatValue(measure, value);
  const [whole = '', decimals = ''] = format(measure, value, MOST_DECIMALS).split('.');
  const kept = decimals.replace(/0+$/, '').padEnd(measure.decimals, '0');
  return kept === '' ? whole : `${whole}.${kept}`;
}

/** `12.50万元`, `3家`: an exact figure with its unit, for findings. */
export function formatWithUnit(measure: Printed, value: Value): string {
  return `${formatExact(measure, value)}${isText(measure) || typeof value !== 'number' ? '' : measure.unit}`;
}

function format(measure: Printed, value: Value, decimals: number): string {
  if (value === null) return '';
  if (typeof value === 'string' || !Number.isFinite(value)) return String(value);
  if (measure.kind === 'ratio') return value.toFixed(measure.decimals);
  if (measure.kind !== 'money' || !Number.isSafeInteger(value)) return String(value);
  return formatFen(value as Fen, measure.unit as MoneyUnit, decimals);
}

/**
 * Reads what a clerk typed for `measure`. Full-width digits, thousands separators, blanks around and the unit written
 * behind the number are taken, and said so in `taken`. A text of blanks only is `null`; "无", "-" and "/" are no numbers.
 */
export function parseValue(measure: Printed, text: string): Parsed {
  if (isText(measure)) return { value: text.trim() === '' ? null : text.trim(), taken: [] };
  const taken: Taken[] = [];
  let rest = text.normalize('NFKC').trim();
  if (rest === '') return { value: null, taken };
  if (rest !== text.trim()) taken.push('full-width');
  const unit = suffix(measure, rest);
  if (unit !== null) {
    taken.push('unit');
    rest = rest.slice(0, -unit.length).trim();
  }
  if (/^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(rest)) {
    taken.push('separators');
    rest = rest.replaceAll(',', '');
  }
  const number = /^([-+]?)(\d+)(?:\.(\d+))?$/.exec(rest);
  if (!number) return { problem: 'not-a-number' };
  const plain = rest.replace('+', '');
  if (measure.kind === 'money') {
    const amount = parseFen(plain, (unit ?? measure.unit) as MoneyUnit);
    return amount === null ? { problem: 'finer-than-fen' } : { value: amount === 0 ? (0 as Fen) : amount, taken };
  }
  if (measure.kind === 'count' && /[1-9]/.test(number[3] ?? '')) return { problem: 'not-whole' };
  const value = Number(plain);
  if (measure.kind === 'count' && !Number.isSafeInteger(value)) return { problem: 'not-a-number' };
  return { value: value === 0 ? 0 : value, taken };
}

function suffix(measure: Printed, text: string): string | null {
  const units: readonly string[] = measure.kind === 'money' ? moneyUnits : [measure.unit];
  return units.find((unit) => unit !== '' && text.endsWith(unit)) ?? null;
}

function isText({ kind }: Printed): boolean {
  return kind === 'text' || kind === 'code' || kind === 'choice' || kind === 'date';
}

/** Nothing typed: null, absent, or a text of blanks. */
export function isBlank(value: Value | undefined): boolean {
  return typeof value === 'string' ? value.trim() === '' : value === null || value === undefined;
}

/** How a code or name is compared: full-width letters and blanks around it do not make it another one. */
export function comparable(value: Value): string {
  return String(value).normalize('NFKC').trim();
}

/** A day of the calendar written `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  return dayOf(text) !== null;
}

/** Days from one date to another, negative backwards; null when either is no date. */
export function daysBetween(from: Value, to: Value): number | null {
  const [first, last] = [dayOf(from), dayOf(to)];
  return first === null || last === null ? null : last - first;
}

function dayOf(date: Value): number | null {
  const text = typeof date === 'string' ? date.trim() : '';
  const time = /^[1-9]\d{3}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  // Some engines let 2023-02-30 roll over into March.
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text) return null;
  return time / DAY;
}
