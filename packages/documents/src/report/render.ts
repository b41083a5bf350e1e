import { DubanError } from '@duban/base';
import type { Snapshot } from '@duban/tables';
import { Liquid } from 'liquidjs';
import type { CountedPart, ReportMeasure, SummaryReportInput } from '../contract.js';
import type { Inline } from '../layout/inline.js';
import { FigureRef, isFilled, piecesOf } from './figure-ref.js';

/** Renders the template's texts against one input: each non-empty line becomes the pieces of one paragraph. */
export type RenderText = (text: string) => Inline[][];

/** Prepares the template engine for one report. `blank` stands where a figure exists but nobody filled it. */
export function rendererFor({ snapshot, facts }: SummaryReportInput, blank: string): RenderText {
  const source = { snapshot, blank };
  const latest = `${facts.table ?? '-'}.${facts.latestPeriod}.total`;
  const engine = new Liquid({ strictVariables: true, strictFilters: true, ownPropertyOnly: true });
  engine.registerFilter('unit', (figure: unknown, otherwise: string) =>
    figure instanceof FigureRef ? figure.print(otherwise) : figure,
  );
  engine.registerFilter('clauses', (keys: string) => clauses(keys, { source, facts, latest }));
  const part = ({ label, count }: CountedPart) => ({ label, count: new FigureRef(source, count) });
  const scope = {
    ...facts,
    narrative: { ...noNarrative, ...facts.narrative },
    meta: new FigureRef(source, 'meta'),
    count: new FigureRef(source, 'count'),
    latest: new FigureRef(source, latest),
    left: facts.left.map(part),
    punctuality: facts.punctuality.map(({ label, offices, parts, exempt }) => ({
      label,
      offices: new FigureRef(source, offices),
      parts: parts.map(part),
      exempt: exempt && new FigureRef(source, exempt),
    })),
  };
  return (text) =>
    unwrapped(() => String(engine.parseAndRenderSync(text, scope)))
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map((line) => piecesOf(line, snapshot));
}

/** Liquid wraps what is thrown while rendering; callers want the error itself. */
function unwrapped<T>(render: () => T): T {
  try {
    return render();
  } catch (error) {
    const inner = (error as { originalError?: unknown }).originalError;
    throw inner instanceof DubanError ? inner : error;
  }
}

/** Sections that a person may have written; strictVariables wants each of them to exist. */
const noNarrative = {
  lead: null,
  fields: null,
  drugs: null,
  acts: null,
  clues: null,
  cases: null,
  publicity: null,
  mechanism: null,
  examples: null,
  problems: null,
};

interface ClauseScope {
  readonly source: { readonly snapshot: Snapshot; readonly blank: string };
  readonly facts: SummaryReportInput['facts'];
  readonly latest: string;
}

/**
 * `"clueRecv,clueTrue"` or `"fld*"` → `上级下发线索A条，属实B条`: cumulative figures of those measures that somebody filled, by the
 * table's labels. Measures whose labels share a head (骨科：检查机构, 骨科：发现问题) become one clause: `骨科检查机构A家、发现问题B个；…`.
 */
function clauses(keys: string, { source, facts, latest }: ClauseScope): string {
  const found = keys
    .split(',')
    .flatMap((key) => facts.measures.filter((measure) => matches(measure, key.trim())))
    .map((measure) => ({ label: plainLabel(measure), key: `${latest}.${measure.key}.${columnOf(measure)}` }))
    .filter(({ key }) => isFilled(source.snapshot, key))
    .map(({ label, key }) => ({ ...headed(label), figure: new FigureRef(source, key).print('') }));
  return found
    .map(({ head, tail, figure }, i) => {
      const before = found[i - 1];
      if (head !== '' && before?.head === head) return `、${tail}${figure}`;
      const join = before === undefined ? '' : head !== '' || before.head !== '' ? '；' : '，';
      return `${join}${head}${tail}${figure}`;
    })
    .join('');
}

function headed(label: string): { head: string; tail: string } {
  const colon = label.indexOf('：');
  return { head: label.slice(0, Math.max(colon, 0)), tail: label.slice(colon + 1) };
}

function matches(measure: ReportMeasure, key: string): boolean {
  if (measure.semantics === 'text') return false;
  return key.endsWith('*') ? measure.key.startsWith(key.slice(0, -1)) : measure.key === key;
}

/** A stock and a ratio have no sum over time: what they say now is what counts. */
export function columnOf(measure: Pick<ReportMeasure, 'semantics'>): 'current' | 'cumulative' {
  return measure.semantics === 'stock' || measure.semantics === 'ratio' ? 'current' : 'cumulative';
}

/** 「其中：约谈」 inside a sentence is just 「约谈」. */
export function plainLabel(measure: Pick<ReportMeasure, 'label'>): string {
  return measure.label.replace(/^其中[：:]?/, '').trim();
}
