import { DubanError } from '@duban/base';
import { resolveCheck } from './definition/checks.js';
import { resolveCrosswalk } from './definition/crosswalk.js';
import { resolveLedgers } from './definition/ledgers.js';
import { conditions, kept, type Loading, type Options, optionNames, refuseDuplicates } from './definition/loading.js';
import { checkMeasureRules } from './definition/measure-rules.js';
import { resolveReconciliations } from './definition/reconciliations.js';
import { resolveSections } from './definition/sections.js';
import { definitionSchema, type WrittenDefinition } from './definition-schema.js';
import { collectNames } from './language/names.js';
import { Problems } from './problems.js';
import type { Block, TableDefinition } from './types.js';

/** A definition being read; without a table when something is wrong with it. */
export interface Loaded {
  readonly problems: Problems;
  readonly table: TableDefinition | null;
}

/**
 * Reads a table definition (seeds/tables/*.yaml). What has a `when` that does not hold is left out, matrices are expanded and
 * `each` lists spelled out, so that the result is plain data. Throws DubanError `definition-invalid` listing every problem with file,
 * line, column, what was found and what is allowed.
 */
export function loadTable(yamlText: string, fileName: string, options: Options = {}): TableDefinition {
  const { table, problems } = readTable(yamlText, { fileName, options });
  if (table === null || problems.any) throw new DubanError('definition-invalid', { problems: problems.text });
  return table;
}

/** Like {@link loadTable}, with the problems as data. */
export function readTable(
  yamlText: string,
  { fileName, options }: { readonly fileName: string; readonly options: Options },
): Loaded {
  const problems = new Problems(yamlText, fileName);
  if (problems.any) return { problems, table: null };
  const parsed = definitionSchema.safeParse(problems.data);
  if (parsed.success) return { problems, table: resolve(parsed.data, { problems, options }) };
  for (const issue of parsed.error.issues) problems.addIssue(issue);
  return { problems, table: null };
}

interface Resolving {
  readonly problems: Problems;
  readonly options: Options;
}

function resolve(written: WrittenDefinition, { problems, options }: Resolving): TableDefinition {
  for (const name of Object.keys(options)) {
    if (Object.hasOwn(written.options, name)) continue;
    problems.add(['options'], { found: `选项“${name}”`, allowed: optionNames(written.options) });
  }
  const settled = { ...written.options, ...options };
  const loading: Loading = { problems, isOn: conditions(settled, problems), once: written.frame === 'once' };
  const blocks = resolveBlocks(written, loading);
  const ledgers = resolveLedgers(written.ledgers, loading);
  const { sections, places } = resolveSections(written.sections, { loading, blocks });
  if (sections.length === 0 && ledgers.length === 0) {
    problems.add([], { found: '没有分区也没有台账的表', allowed: 'sections 或 ledgers' });
  }
  const names = collectNames({ sections, blocks, ledgers });
  for (const measure of sections.flatMap((section) => section.measures)) {
    checkMeasureRules(measure, { path: places.get(measure.key) ?? [], problems, names });
  }
  const checks = kept(written.checks, { ...loading, path: ['checks'] }).flatMap(({ item, path }) =>
    resolveCheck(item, { path, problems, names }),
  );
  const { id, version, title, header, guidance, frame } = written;
  const { measures } = names;
  return {
    id,
    version,
    title,
    registration: written.registration ?? null,
    frame,
    blocks,
    ledgers,
    crosswalk: resolveCrosswalk(written.crosswalk, { problems, measures, version }),
    reconciliations: resolveReconciliations(written.reconciliations, { problems, measures }),
    header,
    sections,
    checks,
    guidance,
    options: settled,
  };
}

function resolveBlocks(written: WrittenDefinition, loading: Loading): readonly Block[] {
  const blocks = kept(written.blocks, { ...loading, path: ['blocks'] });
  refuseDuplicates(
    blocks.map(({ item, path }) => ({ name: item.key, path: [...path, 'key'] })),
    { problems: loading.problems, what: '部门' },
  );
  return blocks.map(({ item: { key, label, optional } }) => ({ key, label, optional }));
}
