import { DubanError } from '@duban/base';
import {
  definitionSchema,
  type WrittenCheck,
  type WrittenDefinition,
  type WrittenMeasure,
} from './definition-schema.js';
import { ExpressionError, parseExpression } from './expression.js';
import { columnsOf, splitKey } from './measures.js';
import { Problems } from './problems.js';
import type { CellKey, Check, Measure, TableDefinition } from './types.js';
import { checkRule, nearest, unitOf } from './units.js';

/** Options of a table that a campaign sets differently from the definition. */
export type Options = Readonly<Record<string, boolean>>;

/**
 * Reads a table definition (seeds/tables/*.yaml). Measures and checks whose `when` does not hold are left out and `each`
 * lists are spelled out, so that the result is plain data. Throws DubanError `definition-invalid` listing every problem
 * with file, line, column, what was found and what is allowed.
 */
export function loadTable(yamlText: string, fileName: string, options: Options = {}): TableDefinition {
  const problems = new Problems(yamlText, fileName);
  if (!problems.any) {
    const parsed = definitionSchema.safeParse(problems.data);
    if (parsed.success) {
      const table = resolve(parsed.data, { problems, options });
      if (!problems.any) return table;
    } else {
      for (const issue of parsed.error.issues) problems.addIssue(issue);
    }
  }
  throw new DubanError('definition-invalid', { problems: problems.text });
}

interface Resolving {
  readonly problems: Problems;
  readonly options: Options;
}

function resolve(written: WrittenDefinition, { problems, options }: Resolving): TableDefinition {
  for (const name of Object.keys(options)) {
    if (!(name in written.options))
      problems.add(['options'], { found: `选项“${name}”`, allowed: names(written.options) });
  }
  const settled = { ...written.options, ...options };
  const isOn = (when: WrittenCheck['when'], path: readonly (string | number)[]) =>
    [when ?? []].flat().every((condition) => {
      const name = condition.replace(/^!/, '');
      if (!(name in settled)) problems.add(path, { found: `选项“${name}”`, allowed: names(settled) });
      return settled[name] === !condition.startsWith('!');
    });

  const known = new Map<string, Measure>();
  const sections = written.sections.map((section, s) => ({
    key: null,
    title: section.title,
    block: null,
    matrix: null,
    measures: section.measures.flatMap((each, m) => {
      const path = ['sections', s, 'measures', m];
      if (!isOn(each.when, [...path, 'when'])) return [];
      const measure = toMeasure(each);
      if (known.has(measure.key))
        problems.add([...path, 'key'], { found: `重复的指标“${measure.key}”`, allowed: '不重复的指标名' });
      checkMeasure(measure, { path, problems });
      known.set(measure.key, measure);
      return [measure];
    }),
  }));
  for (const [s, section] of sections.entries()) {
    for (const measure of section.measures) checkRatio(measure, { path: ['sections', s], problems, known });
  }
  const checks = written.checks.flatMap((check, c) =>
    isOn(check.when, ['checks', c, 'when']) ? spelledOut(check, { path: ['checks', c], problems, known }) : [],
  );
  const { id, version, title, header, guidance } = written;
  const later = {
    registration: null,
    frame: 'periodic',
    blocks: [],
    ledgers: [],
    crosswalk: null,
    reconciliations: [],
  } as const;
  return { id, version, title, ...later, header, sections, checks, guidance, options: settled };
}

interface Place {
  readonly path: readonly (string | number)[];
  readonly problems: Problems;
}
interface KnownPlace extends Place {
  readonly known: ReadonlyMap<string, Measure>;
}

function toMeasure({ note, ratio, when, decimals, ...rest }: WrittenMeasure): Measure {
  return {
    ...rest,
    decimals: decimals ?? (rest.kind === 'count' || rest.kind === 'text' ? 0 : 2),
    ...(note === undefined ? {} : { note }),
    ...(ratio === undefined ? {} : { ratio: { of: ratio.of as CellKey, over: ratio.over as CellKey } }),
  };
}

const SEMANTICS_OF = {
  count: ['flow-additive', 'flow-distinct', 'stock'],
  money: ['flow-additive', 'stock'],
  ratio: ['ratio'],
  text: ['text'],
} as const;

function checkMeasure(measure: Measure, { path, problems }: Place): void {
  const allowed: readonly string[] = SEMANTICS_OF[measure.kind];
  if (!allowed.includes(measure.semantics)) {
    problems.add([...path, 'semantics'], {
      found: `${measure.kind} 用 ${measure.semantics}`,
      allowed: allowed.join('、'),
    });
  }
  if (measure.kind === 'money' && !['元', '万元', '亿元'].includes(measure.unit)) {
    problems.add([...path, 'unit'], { found: `金额单位“${measure.unit}”`, allowed: '元、万元、亿元' });
  }
  if (measure.kind === 'count' && measure.unit === '') {
    problems.add([...path, 'unit'], { found: '空的计量单位', allowed: '家、家次、件、人……' });
  }
  if (measure.kind === 'count' && measure.decimals !== 0) {
    problems.add([...path, 'decimals'], { found: `${measure.decimals}`, allowed: '0（数量没有小数）' });
  }
  if ((measure.kind === 'ratio') !== (measure.ratio !== undefined)) {
    problems.add(path, {
      found: `${measure.kind}${measure.ratio ? ' 带 ratio' : ' 缺 ratio'}`,
      allowed: '比率写明 ratio: { of, over }',
    });
  }
}

function checkRatio(measure: Measure, { path, problems, known }: KnownPlace): void {
  for (const part of measure.ratio === undefined ? [] : [measure.ratio.of, measure.ratio.over]) {
    const { measure: key, column } = splitKey(part);
    const target = known.get(key);
    if (target !== undefined && columnsOf(target).includes(column)) continue;
    const allowed = nearest(key, [...known.keys()])
      .flatMap((k) => `${k}.cumulative`)
      .join('、');
    problems.add(path, { found: `“${measure.key}”的 ratio 引用“${part}”`, allowed });
  }
}

function spelledOut(check: WrittenCheck, { path, problems, known }: KnownPlace): Check[] {
  if (check.mixedUnits && (check.reason ?? '') === '') {
    problems.add([...path, 'mixedUnits'], { found: '没有 reason 的 mixedUnits', allowed: '写明 reason' });
  }
  const { each } = check;
  if (each === undefined) return oneCheck(check, { path, problems, known });
  const keys =
    typeof each === 'string' ? [...known.values()].filter((m) => m.semantics === each).map((m) => m.key) : each;
  const unknown = keys.filter((key) => !known.has(key));
  for (const key of unknown) {
    const allowed = nearest(key, [...known.keys()]).join('、');
    problems.add([...path, 'each', keys.indexOf(key)], { found: `没有指标“${key}”`, allowed });
  }
  if (unknown.length > 0) return [];
  if (!/\beach\b/.test(check.expr))
    problems.add([...path, 'expr'], { found: '没有 each', allowed: '在 expr 中用 each 代表列出的指标' });
  const put = (text: string, key: string) => text.replace(/\beach\b/g, key);
  return keys.flatMap((key) =>
    oneCheck({ ...check, expr: put(check.expr, key), message: put(check.message, key) }, { path, problems, known }),
  );
}

function oneCheck(check: WrittenCheck, { path, problems, known }: KnownPlace): Check[] {
  const rules = { measures: known, mixedUnits: check.mixedUnits };
  const attempt = (at: string, text: string, test: (text: string) => void) => {
    try {
      test(text);
      return true;
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      problems.add([...path, at], { found: error.found, allowed: error.allowed, offset: check.each ? 0 : error.at });
      return false;
    }
  };
  const sound = attempt('expr', check.expr, (text) => checkRule(parseExpression(text), rules));
  for (const [, inner = ''] of sound ? check.message.matchAll(/\{([^}]+)\}/g) : []) {
    const named = /^label:(\w+)$/.exec(inner);
    attempt('message', inner, (text) => unitOf(parseExpression(named?.[1] ?? text), { ...rules, mixedUnits: true }));
  }
  const { id, severity, expr, columns, message, source } = check;
  return [{ id, severity, scope: 'sheet', ledger: null, expr, columns, message, source }];
}

function names(options: Options): string {
  return Object.keys(options).join('、') || '（没有选项）';
}
