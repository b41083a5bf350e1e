import { parseExpression } from './parser.js';
import type { Expression } from './syntax.js';

const parsed = new WeakMap<object, Expression>();

/** The expression that `owner` (a measure, its `distinct`) carries, parsed once however many sheets are counted with it. */
export function parsedOnce(owner: object, text: string): Expression {
  const known = parsed.get(owner) ?? parseExpression(text);
  parsed.set(owner, known);
  return known;
}
