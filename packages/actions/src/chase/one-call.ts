import type { Instant } from '@duban/base';
import { dateOf, formatMinute } from '@duban/base/time';
import { type CallSaid, jointScript } from '@duban/notify';
import { numberOf } from './same-people.js';

export interface PersonToCall {
  readonly title: string;
  readonly phone: string;
}

/** What is to be said for one task, or for one that is still to come. */
export interface ToSay {
  /** Short. */
  readonly office: string;
  readonly what: string;
  readonly due: string;
  readonly says: CallSaid;
  /** What is said besides the script; empty: nothing. */
  readonly besides: string;
  readonly person: PersonToCall | null;
  /** The function of who calls. */
  readonly by: string;
  readonly slot: Instant;
  /** How long its slot is; null: it is a call of its own, whoever else is called. */
  readonly within: 'day' | 'minute' | null;
}

/** Calls of one person by one officer in one slot are one call; null: it is nobody else's. */
export function slotOfCall({ person, by, slot, within }: ToSay): string | null {
  if (person === null || within === null) return null;
  return `${numberOf(person.phone)} ${by} ${within === 'minute' ? formatMinute(slot) : dateOf(slot)}`;
}

/** Those with one key together, in the order of the first of each; who has none stays alone. */
export function together<T>(all: readonly T[], keyOf: (one: T) => string | null): [T, ...T[]][] {
  const groups: [T, ...T[]][] = [];
  const byKey = new Map<string, [T, ...T[]]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = key === null ? undefined : byKey.get(key);
    if (group) {
      group.push(one);
      continue;
    }
    const fresh: [T, ...T[]] = [one];
    groups.push(fresh);
    if (key !== null) byKey.set(key, fresh);
  }
  return groups;
}

export interface JointWords {
  readonly office: string;
  readonly what: string;
  readonly due: string;
  /** Which of it is due when, where that differs: `太白湖新区的总结报告，时限10月12日；…`. */
  readonly about: string;
  readonly script: string;
}

/** What one call says for all of its tasks. */
export function jointWords(all: readonly [ToSay, ...ToSay[]]): JointWords {
  const offices = distinct(all.map(({ office }) => office));
  const whats = distinct(all.map(({ what }) => what));
  const dues = distinct(all.map(({ due }) => due));
  const apart = offices.length > 1 && whats.length > 1;
  const named = ({ office, what }: ToSay): string => (offices.length > 1 ? `${office}的${what}` : what);
  const what = (apart ? distinct(all.map(named)) : whats).join('、');
  const due = dues.join('、');
  const about = dues.length > 1 ? all.map((one) => `${named(one)}，时限${one.due}`).join('；') : `${what}，时限${due}`;
  return { office: offices.join('、'), what, due, about, script: scriptOf(all, offices.length > 1) };
}

function scriptOf(all: readonly ToSay[], several: boolean): string {
  const said = all.filter(({ besides }) => besides !== '');
  const same = said.length === all.length && distinct(said.map(({ besides }) => besides)).length === 1;
  const besides = said.map((one) => (several && !same ? `${one.office}：${one.besides}` : one.besides));
  return `${jointScript(all.map(({ says }) => says)) ?? ''}${distinct(besides).join('')}`;
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
