import { readFileSync } from 'node:fs';
import { parseSync } from 'oxc-parser';

/** A source file and its syntax tree (ESTree). Throws what the parser objects to. */
export function treeOf(file, source = readFileSync(file, 'utf8')) {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0].message}`);
  return { source, program };
}

/** Shows every node below, and the node itself, to `look`: a node comes before what it is made of. */
export function visit(node, look) {
  if (Array.isArray(node)) {
    for (const each of node) visit(each, look);
  } else if (node !== null && typeof node === 'object') {
    if (typeof node.type === 'string') look(node);
    for (const value of Object.values(node)) if (typeof value === 'object') visit(value, look);
  }
}
