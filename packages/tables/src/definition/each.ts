import { ExpressionError } from '../expression.js';
import { columnNamed, named } from '../language/names.js';
import type { Ledger, Measure } from '../types.js';
import type { CheckPlace } from './checks.js';
import { addRuleProblem } from './loading.js';
import type { WrittenCheck } from './written-checks.js';

/** What `each` stands for in one spelled-out check. */
export interface Each {
  readonly key: string;
}

interface EachPlace extends CheckPlace {
  readonly row: Ledger | null;
}

/** The names a check is spelled out for; `[null]` for a check without `each`, none where a name is wrong. */
export function eachOf(check: WrittenCheck, place: EachPlace): readonly (Each | null)[] {
  const { each } = check;
  if (each === undefined) return [null];
  const { path, problems, names, row } = place;
  if (!/\beach\b/.test(check.expr)) {
    problems.add([...path, 'expr'], { found: '没有 each', allowed: '在 expr 中用 each 代表列出的指标' });
  }
  if (row !== null && typeof each === 'string') {
    problems.add([...path, 'each'], { found: `“${each}”`, allowed: '列出的列名' });
    return [];
  }
  if (typeof each === 'string' && !each.startsWith('@')) {
    return [...names.measures.values()].filter((measure) => measure.semantics === each).map(keyOf);
  }
  const written = typeof each === 'string' ? [each] : each;
  let sound = true;
  const keys = written.flatMap((name, i) => {
    try {
      if (name.startsWith('@')) {
        return named(name.slice(1), names.groups, { at: 0, what: '分区或部门' }).map(keyOf);
      }
      if (row === null) named(name, names.measures, { at: 0, what: '指标' });
      else columnNamed(row, { key: name, at: 0 });
      return [{ key: name }];
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      sound = false;
      addRuleProblem(problems, { path: typeof each === 'string' ? [...path, 'each'] : [...path, 'each', i], error });
      return [];
    }
  });
  return sound ? keys : [];
}

function keyOf({ key }: Measure): Each {
  return { key };
}

interface Spelled {
  readonly text: string;
  /** Where a character of the spelled-out text stands in the text as written. */
  readonly original: (at: number) => number;
}

/** Puts the name for every `each`. */
export function spelledFor(text: string, each: Each | null): Spelled {
  if (each === null) return { text, original: (at) => at };
  const places = [...text.matchAll(/\beach\b/g)].map(({ index }) => index);
  const longer = each.key.length - 'each'.length;
  return {
    text: text.replace(/\beach\b/g, () => each.key),
    // The k-th `each` moves everything behind it by k times the difference in length.
    original: (at) => at - longer * places.filter((place, k) => place + longer * k + each.key.length <= at).length,
  };
}
