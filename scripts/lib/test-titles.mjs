import { treeOf } from './syntax.mjs';

const SUITES = ['describe', 'suite'];
const TESTS = ['it', 'test'];

/**
 * The titles in a test file as they are written, each with those of the suites around it: `['a link', 'is refused when …']`. Places of
 * values stay as they are (`%s`, `$title`, `${SEED}`).
 * @returns {string[][]}
 */
export function titlesIn(file) {
  const { program, source } = treeOf(file);
  const found = [];
  const walk = (node, suites) => {
    if (Array.isArray(node)) {
      for (const each of node) walk(each, suites);
      return;
    }
    if (node === null || typeof node !== 'object') return;
    const kind = node.type === 'CallExpression' ? kindOf(node.callee) : null;
    const title = kind === null ? null : written(node.arguments[0], source);
    if (title !== null && TESTS.includes(kind)) found.push([...suites, title]);
    const within = title !== null && SUITES.includes(kind) ? [...suites, title] : suites;
    for (const value of Object.values(node)) if (typeof value === 'object') walk(value, within);
  };
  walk(program, []);
  return found;
}

/** `it` of `it(…)`, `it.each([…])(…)`, `it.skipIf(…)(…)`; null for any other call. */
function kindOf(callee) {
  switch (callee.type) {
    case 'Identifier':
      return [...SUITES, ...TESTS].includes(callee.name) ? callee.name : null;
    case 'MemberExpression':
      return kindOf(callee.object);
    case 'CallExpression':
      return kindOf(callee.callee);
    case 'TaggedTemplateExpression':
      return kindOf(callee.tag);
    default:
      return null;
  }
}

function written(argument, source) {
  if (argument?.type === 'Literal' && typeof argument.value === 'string') return argument.value;
  return argument?.type === 'TemplateLiteral' ? source.slice(argument.start + 1, argument.end - 1) : null;
}

/** Whether a title that a run printed is this one with its values in place. */
export function isPrintedOf(title, printed) {
  const parts = title.split(/%[sdifjoOp#$c]|\$\{[^}]*\}|\$[\w.]+/);
  const pattern = parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[\\s\\S]*');
  return new RegExp(`^${pattern.replaceAll('%%', '%')}$`).test(printed);
}
