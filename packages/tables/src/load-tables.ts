import { DubanError } from '@duban/base';
import type { Options } from './definition/loading.js';
import { checkCell } from './definition/reconciliations.js';
import { namesOf, nearest } from './language/names.js';
import { type Loaded, readTable } from './load-table.js';
import { splitKey } from './measures.js';
import type { Measure, TableDefinition } from './types.js';

export interface TableFile {
  readonly name: string;
  readonly text: string;
  readonly options?: Options;
}

/**
 * Reads definitions that speak of each other: the other side of every reconciliation, and the old names of every crosswalk whose old
 * version is among the files, are checked too. Throws DubanError `definition-invalid` with the problems of all files.
 */
export function loadTables(files: readonly TableFile[]): readonly TableDefinition[] {
  const loaded = files.map(({ name, text, options = {} }) => readTable(text, { fileName: name, options }));
  const tables = loaded.flatMap(({ table }) => (table === null ? [] : [table]));
  for (const each of loaded) {
    checkReconciliations(each, tables);
    checkCrosswalk(each, tables);
  }
  const problems = loaded.map((each) => each.problems.text).filter((text) => text !== '');
  if (problems.length > 0) throw new DubanError('definition-invalid', { problems: problems.join('\n') });
  return tables;
}

function checkReconciliations({ table, problems }: Loaded, tables: readonly TableDefinition[]): void {
  for (const [i, { left, right }] of (table?.reconciliations ?? []).entries()) {
    const path = ['reconciliations', i, 'right'];
    const others = tables.filter(({ id }) => id === right.table);
    if (others.length === 0) {
      const ids = nearest(right.table, [...new Set(tables.map(({ id }) => id))]);
      problems.add([...path, 'table'], { found: `没有表“${right.table}”`, allowed: ids.join('、') });
      continue;
    }
    for (const other of others) {
      const there = checkCell(right.key, { path: [...path, 'key'], problems, measures: namesOf(other).measures });
      const here = table === null ? undefined : namesOf(table).measures.get(splitKey(left).measure);
      if (there === undefined || here === undefined || unitOf(there) === unitOf(here)) continue;
      problems.add([...path, 'key'], {
        found: `单位“${unitOf(there)}”`,
        allowed: `与 ${left} 相同的“${unitOf(here)}”`,
      });
    }
  }
}

function checkCrosswalk({ table, problems }: Loaded, tables: readonly TableDefinition[]): void {
  const { crosswalk } = table ?? {};
  const old = tables.find(({ id, version }) => id === table?.id && version === crosswalk?.fromVersion);
  if (crosswalk === null || crosswalk === undefined || old === undefined) return;
  const { measures: known } = namesOf(old);
  const check = (name: string, path: readonly (string | number)[]) => {
    if (known.has(name)) return;
    const allowed = nearest(name, [...known.keys()]).join('、');
    problems.add(path, { found: `第 ${old.version} 版没有指标“${name}”`, allowed });
  };
  for (const [key, from] of Object.entries(crosswalk.carry)) {
    for (const name of from) check(name, ['crosswalk', 'carry', key]);
  }
  for (const [i, name] of crosswalk.dropped.entries()) check(name, ['crosswalk', 'dropped', i]);
}

function unitOf({ kind, unit }: Measure): string {
  return kind === 'money' ? '金额' : unit;
}
