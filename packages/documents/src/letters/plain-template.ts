import { readFileSync } from 'node:fs';
import { Liquid } from 'liquidjs';
import { parse } from 'yaml';
import type { Style } from '../layout/paragraphs.js';

/** A paper of free text: blocks whose lines become paragraphs of one style. */
export interface PlainTemplate {
  readonly blocks: readonly { readonly style: Style; readonly text: string }[];
  /** Labels outside the running text. */
  readonly labels: Readonly<Record<string, string>>;
}

export interface Line {
  readonly style: Style;
  readonly text: string;
}

const engine = new Liquid({ strictVariables: true, strictFilters: true, ownPropertyOnly: true });

/** Reads `templates/<name>.yaml`. */
export function plainTemplate(name: string): PlainTemplate {
  const source = readFileSync(new URL(`../../templates/${name}.yaml`, import.meta.url), 'utf8');
  return parse(source) as PlainTemplate;
}

/** Fills a template; facts are plain values and never parsed as templates. Empty lines are left out. */
export function fillTemplate(template: PlainTemplate, facts: object): Line[] {
  return template.blocks.flatMap(({ style, text }) =>
    String(engine.parseAndRenderSync(text, facts))
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map((line) => ({ style, text: line })),
  );
}
