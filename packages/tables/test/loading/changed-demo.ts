import { loadTable } from '../../src/schema.js';
import { demoYaml, problemsOf } from '../demo.js';

/** The problems of the demo form with one piece of it written differently; the piece must be there. */
export function changed(from: string, to: string): string {
  if (!demoYaml.includes(from)) throw new Error(`not in the form: ${from}`);
  return problemsOf(() => loadTable(demoYaml.replace(from, to), 'x.yaml'));
}
/** The problems of the demo form with one more check. */
export function withCheck(expr: string, more = ''): string {
  const line = `  - { id: X, severity: E, expr: "${expr}", message: m, source: t${more} }`;
  return problemsOf(() => loadTable(demoYaml.replace('checks:\n', `checks:\n${line}\n`), 'x.yaml'));
}
/** Makes the check of {@link withCheck} a rule on rows. */
export const onRows = ', ledger: clues';
/** Where in the file a part of the expr of {@link withCheck} stands. */
export const at = (part: string, expr: string) =>
  `第${lineOf('  - { id: D-1')}行第${'  - { id: X, severity: E, expr: "'.length + expr.indexOf(part) + 1}列`;
/** The line of the demo form that holds a text. */
export function lineOf(text: string): number {
  return demoYaml.slice(0, demoYaml.indexOf(text)).split('\n').length;
}
