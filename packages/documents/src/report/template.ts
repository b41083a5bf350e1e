import { readFileSync } from 'node:fs';
import { DubanError } from '@duban/base';
import { parse } from 'yaml';
import type { SummaryReportFacts } from '../contract.js';
import { DIGIT } from '../layout/inline.js';
import type { Style } from '../layout/paragraphs.js';

/** One block of the report; empty after rendering means that it is left out, each line is a paragraph. */
export interface Block {
  readonly style: Style;
  readonly text: string;
}

/** templates/summary-report.yaml: every word of the report. */
export interface ReportTemplate {
  readonly title: string;
  readonly subtitle: string;
  readonly blank: string;
  readonly blocks: readonly Block[];
  readonly annex: {
    readonly mark: string;
    readonly totals: string;
    readonly offices: string;
    readonly columns: Readonly<
      Record<'measure' | 'unit' | 'current' | 'cumulative' | 'office' | 'total' | 'included', string>
    >;
    readonly absent: string;
    readonly note: string;
    /** Measures of the table by office. */
    readonly officeMeasures: readonly string[];
  };
}

/** Reads a template; refuses one whose fixed wording holds a digit: digits come from the snapshot only. */
export function parseReportTemplate(source: string, name: string): ReportTemplate {
  const template = parse(source) as ReportTemplate;
  const problems = textsOf(template)
    .filter((text) => DIGIT.test(text.replace(/\{\{.*?\}\}|\{%.*?%\}/gs, '')))
    .map(
      (text) => `${name}：固定文字里有数字“${text.trim().slice(0, 40)}”，数字只能来自定稿数据，请改为 {{ … }} 占位。`,
    );
  if (problems.length > 0) throw new DubanError('definition-invalid', { problems: problems.join('\n') });
  return template;
}

const loaded = new Map<string, ReportTemplate>();

/** A report's template, read once. */
function templateNamed(name: string): ReportTemplate {
  const template =
    loaded.get(name) ??
    parseReportTemplate(readFileSync(new URL(`../../templates/${name}`, import.meta.url), 'utf8'), name);
  loaded.set(name, template);
  return template;
}

/** The city's report where the form has the measures its sentences are about (T1); the plain one for any other campaign. */
export function reportTemplate({ measures }: Pick<SummaryReportFacts, 'measures'>): ReportTemplate {
  const city = templateNamed('summary-report.yaml');
  const known = new Set(measures.map(({ key }) => key));
  return city.annex.officeMeasures.every((key) => known.has(key)) ? city : templateNamed('plain-report.yaml');
}

/** Every text that is printed; the list of measure keys is not. */
function textsOf(template: ReportTemplate): string[] {
  const { officeMeasures: _, columns, ...annex } = template.annex;
  return [
    template.title,
    template.subtitle,
    template.blank,
    ...template.blocks.map(({ text }) => text),
    ...Object.values(columns),
    ...Object.values(annex as Record<string, string>),
  ];
}
