import {
  type Check,
  columnNames,
  type Expression,
  measuresOf,
  parseExpression,
  type TableDefinition,
} from '@duban/tables';
import { guidanceTexts as texts } from '../../wording/guidance.js';
import { ruleWords } from '../../wording/hints.js';
import { isOnce } from '../form/columns.js';
import { headLook, middle } from '../styles.js';
import { inWords, nameOf } from '../words.js';
import type { Page } from './page.js';

/** Which figures belong together: every E and W rule of the form in words, like rules in one line. */
export function explainRules(page: Page, table: TableDefinition): void {
  const checks = table.checks.filter(({ scope, severity }) => scope !== 'merged' && severity !== 'I');
  if (checks.length === 0) return;
  page.heading(texts.rules);
  page.across(texts.rulesHow);
  page.wide(texts.ruleColumns, { ...headLook, align: middle });
  for (const group of alike(checks)) {
    const [first] = group.checks;
    if (first === undefined) continue;
    const where = first.ledger === null ? columnsOf(first, table) : ledgerTitle(first, table);
    const severity = texts.severities[first.severity === 'E' ? 'E' : 'W'];
    page.wide([first.id, wordsOf(group, table), [where, severity].filter((text) => text !== '').join('；')]);
  }
}

interface Group {
  readonly checks: readonly Check[];
  /** The name that differs from rule to rule; null for a rule of its own. */
  readonly varying: readonly string[] | null;
}

/** Rules that differ in one name only (`each` in the definition) go together. */
function alike(checks: readonly Check[]): readonly Group[] {
  const groups: { checks: Check[]; varying: string[] | null }[] = [];
  for (const check of checks) {
    const last = groups.at(-1);
    const [first] = last?.checks ?? [];
    const difference = last === undefined || first === undefined ? null : differing(first, check);
    const continues = difference !== null && (last?.varying === null || last?.varying[0] === difference.from);
    if (last === undefined || difference === null || !continues) {
      groups.push({ checks: [check], varying: null });
      continue;
    }
    last.varying ??= [difference.from];
    last.varying.push(difference.to);
    last.checks.push(check);
  }
  return groups;
}

/** The one name that two rules of the same kind differ in; null when they differ in more, or in nothing. */
function differing(a: Check, b: Check): { readonly from: string; readonly to: string } | null {
  const same =
    a.id === b.id && a.severity === b.severity && a.ledger === b.ledger && String(a.columns) === String(b.columns);
  if (!same) return null;
  const [left, right] = [a.expr, b.expr].map((expr) => expr.match(/'[^']*'|[A-Za-z]\w*|\d+|\S/g) ?? []);
  if (left === undefined || right === undefined || left.length !== right.length) return null;
  let from: string | null = null;
  let to: string | null = null;
  for (const [i, token] of left.entries()) {
    const other = right[i] ?? '';
    if (token === other && token !== from) continue;
    if (!/^[A-Za-z]/.test(token) || !/^[A-Za-z]/.test(other)) return null;
    if (from !== null && (from !== token || to !== other)) return null;
    from = token;
    to = other;
  }
  return from === null || to === null ? null : { from, to };
}

function wordsOf({ checks, varying }: Group, table: TableDefinition): string {
  const [first] = checks;
  if (first === undefined) return '';
  const rule: Expression = parseExpression(first.expr);
  const naming = { table, ledger: first.ledger };
  if (varying === null) return inWords(rule, naming);
  const instead = new Map([[varying[0] ?? '', ruleWords.each]]);
  const words = inWords(rule, { ...naming, instead });
  const kind = first.ledger === null ? kindOf(varying, table) : null;
  if (kind !== null) return ruleWords.eachAlike(words, kind);
  return ruleWords.eachOf(
    words,
    varying.map((key) => nameOf(key, naming)),
  );
}

/** How a list of measures is called when it is all of one semantics. */
function kindOf(keys: readonly string[], table: TableDefinition): string | null {
  for (const semantics of ['flow-additive', 'flow-distinct', 'stock'] as const) {
    const all = measuresOf(table).filter((measure) => measure.semantics === semantics);
    if (all.length > 2 && all.length === keys.length && all.every(({ key }) => keys.includes(key)))
      return ruleWords.kinds[semantics];
  }
  return null;
}

function columnsOf({ columns }: Check, table: TableDefinition): string {
  return isOnce(table) ? '' : columns.map((column) => columnNames[column]).join('、');
}

function ledgerTitle({ ledger }: Check, { ledgers }: TableDefinition): string {
  const title = ledgers.find(({ key }) => key === ledger)?.title ?? '';
  return texts.eachRecord(title);
}
