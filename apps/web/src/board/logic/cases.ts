import type { ClueListed } from '@duban/api/types';
import { dayFrom, longDay, shortDay } from '../../shared/china-time.js';
import type { Tone } from './cell-view.js';

/** Places behind the point that make 分. */
const PLACES: Readonly<Record<string, number>> = { 元: 2, 万元: 6 };

/** `12.5` 元 (or in another unit) as one writes it → 分. Null: nothing written, which is not 0. Undefined: no amount of money. */
export function fenOf(written: string, unit = '元'): number | null | undefined {
  const text = written.trim().replaceAll(/[,，]/g, '');
  if (text === '') return null;
  const [whole = '', rest = '', more] = text.split('.');
  const places = PLACES[unit] ?? 2;
  if (more !== undefined || !/^\d{1,9}$/.test(whole) || !/^\d*$/.test(rest) || rest.length > places) return undefined;
  if (text.endsWith('.')) return undefined;
  return Number(whole) * 10 ** places + Number(rest.padEnd(places, '0'));
}

/** 分 → `1,234.50元`; `金额未知` where it is. */
export function yuanText(fen: number | null): string {
  if (fen === null) return '金额未知';
  const yuan = Math.floor(fen / 100)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');
  return `${yuan}.${String(fen % 100).padStart(2, '0')}元`;
}

export interface ClueForm {
  readonly source: string;
  readonly receivedOn: string;
  readonly about: string;
  readonly amount: string;
}

/** What is still missing of a clue, in words; null when it may be sent. The API decides in the end. */
export function missingFromClue({ source, receivedOn, about, amount }: ClueForm): string | null {
  if (source.trim() === '') return '请写线索来源，如：群众举报。';
  if (receivedOn === '') return '请填写收到日期，15个工作日从这天起算。';
  if (about.trim() === '') return '请写反映的问题。';
  return missingFromAmount(amount);
}

const missingFromAmount = (amount: string): string | null =>
  fenOf(amount) === undefined ? '涉及金额按元填写，如 12000.50；不清楚的不填。' : null;

export interface CaseForm {
  readonly about: string;
  readonly amount: string;
  readonly openedOn: string;
}

/** The same of a case. */
export function missingFromCase({ about, amount, openedOn }: CaseForm): string | null {
  if (about.trim() === '') return '请写案由。';
  return openedOn === '' ? '请填写立案日期。' : missingFromAmount(amount);
}

type State = ClueListed['state'];

/** Where a clue may go from where it is; what the API would refuse is not offered. */
const NEXT: Readonly<Record<State, readonly State[]>> = {
  registered: ['verifying', 'transferred', 'closed'],
  verifying: ['transferred', 'closed'],
  filed: ['transferred', 'closed'],
  transferred: ['verifying', 'closed'],
  closed: [],
};
export const clueMoves = (state: State): readonly State[] => NEXT[state];

/** A case may come of everything that is not done with. */
export const mayFile = (state: State): boolean => state !== 'closed';

export const moveWords: Readonly<Record<State, string>> = {
  registered: '登记',
  verifying: '开始核查',
  filed: '立案',
  transferred: '移送',
  closed: '办结',
};

/** What must be written when a clue moves on: to whom, or what came of it; null: nothing. */
export function outcomeLabel(state: State): string | null {
  if (state === 'transferred') return '移送给谁、文号';
  return state === 'closed' ? '办理结果' : null;
}

export function missingFromMove(state: State, outcome: string): string | null {
  const label = outcomeLabel(state);
  return label !== null && outcome.trim() === '' ? `请写明${label}。` : null;
}

/** How long there is until it must be decided whether a case is filed. */
export function decideView(
  { decideBy }: Pick<ClueListed, 'decideBy'>,
  today: string,
): { readonly text: string; readonly tone: Tone } | null {
  if (decideBy === null) return null;
  if (decideBy < today) return { text: `已超过${nameOf(decideBy, today)}的立案时限`, tone: 'late' };
  if (decideBy === today) return { text: '今天是立案时限', tone: 'warn' };
  return { text: `${dayFrom(today, decideBy)}前决定是否立案`, tone: daysTo(today, decideBy) <= 3 ? 'warn' : 'quiet' };
}

/** With its year where that is not this one: an extended clue may have half a year. */
const nameOf = (day: string, today: string): string =>
  day.slice(0, 4) === today.slice(0, 4) ? shortDay(day) : longDay(day);

const daysTo = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** Those that wait for a decision come first, the soonest due before the others; then the newest. */
export function inWaitingOrder(clues: readonly ClueListed[]): readonly ClueListed[] {
  const key = ({ decideBy }: ClueListed): string => decideBy ?? '9999';
  return [...clues].sort((a, b) => key(a).localeCompare(key(b)) || b.number - a.number);
}
