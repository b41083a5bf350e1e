import { nearest } from '../language/names.js';
import type { Path, Problems } from '../problems.js';
import type { Ledger, LedgerColumn } from '../types.js';
import { kept, type Loading, refuseDuplicates } from './loading.js';
import { checkUnit } from './measures.js';
import { patternProblem } from './pattern.js';
import type { WrittenColumn, WrittenLedger } from './written-ledgers.js';

export function resolveLedgers(written: readonly WrittenLedger[], loading: Loading): readonly Ledger[] {
  const { problems } = loading;
  const ledgers = kept(written, { ...loading, path: ['ledgers'] });
  refuseDuplicates(
    ledgers.map(({ item, path }) => ({ name: item.key, path: [...path, 'key'] })),
    { problems, what: '台账' },
  );
  // Each ledger is a sheet of the workbook: Excel takes 31 characters and none of these.
  refuseDuplicates(
    ledgers.map(({ item, path }) => ({
      name: item.title.replace(/[[\]:*?/\\]/g, '').slice(0, 31),
      path: [...path, 'title'],
    })),
    { problems, what: '台账标题（前31字）' },
  );
  return ledgers.map(({ item, path }) => ledgerOf(item, { path, loading }));
}

function ledgerOf(
  { key, title, columns, unique, rows, optional }: WrittenLedger,
  { path, loading }: { readonly path: Path; readonly loading: Loading },
): Ledger {
  const { problems } = loading;
  const there = kept(columns, { ...loading, path: [...path, 'columns'] });
  const keys = there.map(({ item, path }) => ({ name: item.key, path: [...path, 'key'] }));
  refuseDuplicates(keys, { problems, what: '列' });
  for (const [i, name] of unique.entries()) {
    if (keys.some((each) => each.name === name)) continue;
    const allowed = nearest(
      name,
      keys.map((each) => each.name),
    ).join('、');
    problems.add([...path, 'unique', i], { found: `没有列“${name}”`, allowed });
  }
  const resolved = there.map(({ item, path }) => {
    const column = columnOf(item);
    checkColumn(column, { path, problems });
    return column;
  });
  return { key, title, columns: resolved, unique, rows, optional };
}

function columnOf({ note, when, decimals, pattern, ...rest }: WrittenColumn): LedgerColumn {
  return {
    ...rest,
    decimals: decimals ?? (rest.kind === 'money' || rest.kind === 'number' ? 2 : 0),
    pattern: pattern ?? null,
    ...(note === undefined ? {} : { note }),
  };
}

function checkColumn(column: LedgerColumn, { path, problems }: { path: Path; problems: Problems }): void {
  const { kind, unit, choices, pattern } = column;
  checkUnit(column, { path, problems });
  if (kind !== 'count' && kind !== 'money' && unit !== '') {
    problems.add([...path, 'unit'], { found: `${kind} 列的单位“${unit}”`, allowed: '只有 count、money 有单位' });
  }
  if ((kind === 'choice') !== choices.length > 0) {
    const found = kind === 'choice' ? '没有选项的 choice 列' : `${kind} 列的选项`;
    problems.add([...path, 'choices'], { found, allowed: 'kind: choice 的列写明 choices' });
  }
  const names = choices.map((name, i) => ({ name, path: [...path, 'choices', i] }));
  refuseDuplicates(names, { problems, what: '选项' });
  if (pattern === null) return;
  if (kind !== 'code' && kind !== 'text') {
    problems.add([...path, 'pattern'], { found: `${kind} 列的 pattern`, allowed: '只有 code、text 列有 pattern' });
  }
  const problem = patternProblem(pattern);
  if (problem !== null) problems.add([...path, 'pattern'], problem);
}
