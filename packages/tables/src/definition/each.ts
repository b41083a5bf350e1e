import { columnNamed, named } from '../language/names.js';
import type { Ledger } from '../types.js';
import { addRuleProblem, attempt, type RulePlace } from './rule-problems.js';
import type { WrittenCheck } from './written-checks.js';

/** What stands for `each` in one spelled-out check: a name, or for `eachRow` the beginning of names (`eachAmt` → `r01Amt`). */
export interface Each {
  readonly key: string;
  readonly place: RegExp;
}

const WHOLE = /\beach\b/g;
const BEGINNING = /\beach(?=[A-Z])/g;

interface EachPlace extends RulePlace {
  readonly row: Ledger | null;
}

/** The names a check is spelled out for; `[null]` for a check without `each`, none where a name is wrong. */
export function eachOf(check: WrittenCheck, place: EachPlace): readonly (Each | null)[] {
  const { each, eachRow, expr } = check;
  const { path, problems } = place;
  if (each !== undefined && eachRow !== undefined) {
    problems.add([...path, 'eachRow'], { found: 'each 和 eachRow', allowed: '二者之一' });
    return [];
  }
  if (each === undefined && eachRow === undefined) return [null];
  const pattern = each === undefined ? BEGINNING : WHOLE;
  if (expr.search(pattern) < 0) {
    const allowed = each === undefined ? '在 expr 中用 each 加列名，如 eachAmt' : '在 expr 中用 each 代表列出的指标';
    problems.add([...path, 'expr'], { found: '没有 each', allowed });
  }
  const keys = each === undefined ? rowsOf(eachRow ?? '', place) : namesListed(each, place);
  return keys.map((key) => ({ key, place: pattern }));
}

function rowsOf(section: string, { path, problems, names }: EachPlace): readonly string[] {
  const rows = attempt(
    () => named(section, names.rows, { at: 0, what: '矩阵分区' }),
    (error) => addRuleProblem(problems, { path: [...path, 'eachRow'], error }),
  );
  return rows ?? [];
}

function namesListed(each: NonNullable<WrittenCheck['each']>, place: EachPlace): readonly string[] {
  const { path, problems, names, row } = place;
  if (typeof each !== 'string') {
    const listed = each.map((name, i) => namesFor(name, { ...place, path: [...path, 'each', i] }));
    return listed.some((keys) => keys.length === 0) ? [] : listed.flat();
  }
  if (row !== null) {
    problems.add([...path, 'each'], { found: `“${each}”`, allowed: '列出的列名' });
    return [];
  }
  if (each.startsWith('@')) return namesFor(each, { ...place, path: [...path, 'each'] });
  return [...names.measures.values()].filter(({ semantics }) => semantics === each).map(({ key }) => key);
}

/** The one name, or all of a group; none when it is wrong. */
function namesFor(name: string, { path, problems, names, row }: EachPlace): readonly string[] {
  const keys = attempt(
    () => {
      if (row !== null) return [columnNamed(row, { key: name, at: 0 }).key];
      if (!name.startsWith('@')) return [named(name, names.measures, { at: 0, what: '指标' }).key];
      return named(name.slice(1), names.groups, { at: 0, what: '分区或部门' }).map(({ key }) => key);
    },
    (error) => addRuleProblem(problems, { path, error }),
  );
  return keys ?? [];
}

interface Spelled {
  readonly text: string;
  /** Where a character of the spelled-out text stands in the text as written. */
  readonly original: (at: number) => number;
}

/** Puts the name for every `each`. */
export function spelledFor(text: string, each: Each | null): Spelled {
  if (each === null) return { text, original: (at) => at };
  const places = [...text.matchAll(each.place)].map(({ index }) => index);
  const longer = each.key.length - 'each'.length;
  return {
    text: text.replace(each.place, () => each.key),
    // The k-th `each` moves everything behind it by k times the difference in length.
    original: (at) => at - longer * places.filter((place, k) => place + longer * k + each.key.length <= at).length,
  };
}
