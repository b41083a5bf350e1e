import { renderLine } from './render-message.js';
import { callAdditions, callScripts, type ScriptTemplate } from './templates.js';

/** What a call is about; all texts arrive formatted. */
export interface CallFacts {
  /** Who calls, e.g. `济宁市医疗保障局基金监管科`. */
  readonly bureau: string;
  readonly office: string;
  readonly what: string;
  readonly due: string;
  /** What the script says of the due holds for some of it only. */
  readonly partly: boolean;
  /** How much of it was sent back and has not come again. */
  readonly returned: 'none' | 'some' | 'all';
  /** What was sent back, and by when it is to come again; empty when nothing was. */
  readonly returnedWhat: string;
  readonly returnedDue: string;
}

/** What one call says, or a part of one that speaks of several things. */
export interface CallSaid {
  /** As the ladder names the script. */
  readonly key: string;
  readonly facts: CallFacts;
}

/** The words for a call, by the key the ladder names; null when there are none (a letter or a check has no script). */
export function callScript(key: string, facts: CallFacts): string | null {
  return jointScript([{ key, facts }]);
}

/**
 * The words for one call that speaks of several things: one greeting, what is told of each, and what is asked, once where it is the same.
 * Null when there are none.
 */
export function jointScript(said: readonly CallSaid[]): string | null {
  const known = said.filter(({ key }) => callScripts()[key] !== undefined);
  const [first] = known;
  if (!first) return null;
  const asked = [...new Set(known.map(({ key }) => key))].map((key) => {
    const same = known.filter((one) => one.key === key);
    const told = new Set(same.map((one) => partOf(one, 'tells')));
    return `${[...told].join('；')}${partOf(same[0] ?? first, 'asks')}`;
  });
  return `${partOf(first, 'greets')}${asked.join('另外，')}`;
}

function partOf({ key, facts }: CallSaid, part: keyof ScriptTemplate): string {
  return renderLine(`call.${key}.${part}`, callScripts()[key]?.[part] ?? '', facts);
}

/** What a caller says besides: that the office's own word on its progress, its request until a day, or its last promise is known. Throws for an unknown key. */
export function callAddition(
  key: 'filling' | `${'approving' | 'sealing'}${'' | '-leader'}` | 'extension-asked' | 'promised',
  until = '',
): string {
  const template = callAdditions()[key];
  if (template === undefined) throw new RangeError(`no addition ${key}`);
  return renderLine(`call-addition.${key}`, template, { until });
}
