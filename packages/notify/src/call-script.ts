import { renderLine } from './render-message.js';
import { callAdditions, callScripts } from './templates.js';

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

/** The words for a call, by the key the ladder names; null when there are none (a letter or a check has no script). */
export function callScript(key: string, facts: CallFacts): string | null {
  const template = callScripts()[key];
  return template === undefined ? null : renderLine(`call.${key}`, template, facts);
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
