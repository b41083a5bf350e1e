import { readFileSync } from 'node:fs';
import { treeOf, visit } from './syntax.mjs';

/**
 * What the house rules want to know of a source file.
 * @typedef {{ from: string, typeOnly: boolean, line: number }} Reference an import, re-export, `import()` or `typeof import()`
 * @typedef {{ references: Reference[], exportAll: number[], clockReads: { what: string, line: number }[] }} Facts
 */

/** By content: the test of the house rules looks at the whole tree two dozen times, with one more file in it. */
const known = new Map();

/** Reads the facts out of the syntax tree, so that comments and strings never count. @returns {Facts} */
export function factsOf(file) {
  const source = readFileSync(file, 'utf8');
  const content = `${file}\n${source}`;
  const facts = known.get(content) ?? readFacts(treeOf(file, source));
  known.set(content, facts);
  return facts;
}

function readFacts({ source, program }) {
  const facts = { references: [], exportAll: [], clockReads: [] };
  const lineOf = (node) => source.slice(0, node.start).split('\n').length;
  visit(program, (node) => note(node, facts, lineOf));
  return facts;
}

function note(node, facts, lineOf) {
  const reference = referenceOf(node);
  if (reference !== null) facts.references.push({ ...reference, line: lineOf(node) });
  if (node.type === 'ExportAllDeclaration' && node.exported === null) facts.exportAll.push(lineOf(node));
  const what = clockRead(node);
  if (what !== null) facts.clockReads.push({ what, line: lineOf(node) });
}

function referenceOf(node) {
  switch (node.type) {
    case 'ImportDeclaration':
      // `import { type X }` is a value import: with verbatimModuleSyntax the module is loaded at run time.
      return { from: node.source.value, typeOnly: node.importKind === 'type' };
    case 'ExportAllDeclaration':
      return { from: node.source.value, typeOnly: node.exportKind === 'type' };
    case 'ExportNamedDeclaration':
      return node.source === null ? null : { from: node.source.value, typeOnly: node.exportKind === 'type' };
    case 'ImportExpression':
      return typeof node.source.value === 'string' ? { from: node.source.value, typeOnly: false } : null;
    case 'TSImportType':
      return { from: node.source.value, typeOnly: true };
    default:
      return null;
  }
}

/** `Date.now()`, `new Date()` and `Date()` without arguments: the machine's clock. */
function clockRead(node) {
  const isDate = (expression) => expression?.type === 'Identifier' && expression.name === 'Date';
  if (node.type === 'NewExpression' && isDate(node.callee) && node.arguments.length === 0) return 'new Date()';
  if (node.type !== 'CallExpression') return null;
  if (isDate(node.callee)) return 'Date()';
  const { callee } = node;
  const isNow =
    callee.type === 'MemberExpression' &&
    isDate(callee.object) &&
    (callee.property.name ?? callee.property.value) === 'now';
  return isNow ? 'Date.now()' : null;
}
