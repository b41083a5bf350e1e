import type { LedgerColumn, Measure } from '../types.js';
import { isDate } from '../values.js';
import { dayUnit } from '../wording/figures.js';
import { ExpressionError } from './syntax.js';

/** What an expression comes to. */
export type Unit =
  /** 家 is not 家次; money is one unit whatever it is displayed in. */
  | { readonly kind: 'count' | 'money'; readonly name: string }
  /** Records of a ledger: fits any count. */
  | { readonly kind: 'tally' }
  /** A figure without a unit (倍数, 记分). */
  | { readonly kind: 'number' }
  /** A bare number fits any count, and of money only 0 does (100 what?). */
  | { readonly kind: 'bare' | 'zero' }
  | { readonly kind: 'date'; readonly key: string }
  | { readonly kind: 'text'; readonly key: string; readonly choices: readonly string[] }
  | { readonly kind: 'ratio'; readonly key: string }
  | { readonly kind: 'literal'; readonly value: string };

const MONEY: Unit = { kind: 'money', name: '金额' };

export function unitOfMeasure({ kind, key, unit }: Measure): Unit {
  if (kind === 'money') return MONEY;
  if (kind === 'text') return { kind, key, choices: [] };
  return kind === 'ratio' ? { kind, key } : { kind, name: unit };
}

export function unitOfColumn({ kind, key, unit, choices }: LedgerColumn): Unit {
  switch (kind) {
    case 'money':
      return MONEY;
    case 'count':
      return { kind, name: unit };
    case 'number':
      return { kind };
    case 'date':
      return { kind, key };
    default:
      return { kind: 'text', key, choices: kind === 'choice' ? choices : [] };
  }
}

export function unitOfNumber(value: number, money: boolean): Unit {
  if (money) return MONEY;
  return { kind: value === 0 ? 'zero' : 'bare' };
}

export const DAYS: Unit = { kind: 'count', name: dayUnit };

/** Refuses what cannot be calculated with. */
export function asAmount(unit: Unit, at: number): Unit {
  const allowed = '家数、金额等数量';
  if (unit.kind === 'text') throw new ExpressionError(at, `“${unit.key}”是文字`, allowed);
  if (unit.kind === 'date') throw new ExpressionError(at, `“${unit.key}”是日期`, allowed);
  if (unit.kind === 'ratio') throw new ExpressionError(at, `“${unit.key}”是比率`, allowed);
  if (unit.kind === 'literal') throw new ExpressionError(at, `文字“${unit.value}”`, allowed);
  return unit;
}

/** Dates compare with dates only, a date written out included. */
export function asDate(unit: Unit, at: number): void {
  if (unit.kind === 'date' || (unit.kind === 'literal' && isDate(unit.value))) return;
  if (unit.kind === 'literal') throw new ExpressionError(at, `“${unit.value}”`, "日期，写成 '2023-01-31'");
  throw new ExpressionError(at, nameOf(unit), '日期');
}

export function nameOf(unit: Unit): string {
  switch (unit.kind) {
    case 'count':
    case 'money':
      return unit.name;
    case 'tally':
      return '记录数';
    case 'number':
      return '没有单位的数值列';
    case 'bare':
    case 'zero':
      return '没有单位的数';
    case 'date':
      return `日期“${unit.key}”`;
    case 'text':
      return `文字“${unit.key}”`;
    case 'ratio':
      return `比率“${unit.key}”`;
    default:
      return `文字“${unit.value}”`;
  }
}

export interface Mixing {
  readonly at: number;
  /** 家次 may meet 家 here, on purpose; money never mixes with counts. */
  readonly mixedUnits: boolean;
}

/** The one unit of several amounts that are added up or compared. */
export function unify(units: readonly Unit[], { at, mixedUnits }: Mixing): Unit {
  const has = (kind: Unit['kind']) => units.some((unit) => unit.kind === kind);
  const real = units.filter((unit) => 'name' in unit);
  const [first] = real;
  if (first === undefined) {
    if (has('tally') && has('number')) refuse(units, at);
    return (
      units.find(({ kind }) => kind === 'tally' || kind === 'number') ??
      units.find(({ kind }) => kind === 'bare') ?? { kind: 'zero' }
    );
  }
  if (has('bare') && first.kind === 'money') {
    throw new ExpressionError(at, '金额与没有单位的数', '金额只能与金额或 0 比较，或写明单位（如 10万元）');
  }
  if (has('number') || (has('tally') && real.some(({ kind }) => kind === 'money'))) refuse(units, at);
  const other = real.find((unit) => unit.name !== first.name || unit.kind !== first.kind);
  if (other === undefined || (mixedUnits && other.kind === first.kind && first.kind === 'count')) return first;
  return refuse([first, other], at);
}

function refuse(units: readonly Unit[], at: number): never {
  const names = [...new Set(units.filter(({ kind }) => kind !== 'zero' && kind !== 'bare').map(nameOf))];
  throw new ExpressionError(at, `单位不同：${names.join(' 与 ')}`, '同一单位（确需比较时写 mixedUnits 和 reason）');
}
