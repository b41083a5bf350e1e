import { type Expression, namesIn, parseExpression } from '../expression.js';
import { oncePer } from '../once-per.js';
import type { Check } from '../types.js';

/** A piece of a check's message: words, the name of a measure or column, or an expression that comes to a figure. */
export type Piece = { readonly text: string } | { readonly label: string } | { readonly figure: Expression };

export interface Compiled {
  readonly rule: Expression;
  /** The first name in the rule, which its finding points at. */
  readonly pointed: string | null;
  readonly message: readonly Piece[];
}

/** A check ready to be applied, parsed once. */
export const compile = oncePer(({ expr, message }: Check): Compiled => {
  const rule = parseExpression(expr);
  return { rule, pointed: namesIn(rule)[0] ?? null, message: piecesOf(message) };
});

function piecesOf(message: string): readonly Piece[] {
  return message.split(/(\{[^}]*\})/).map((text): Piece => {
    const inner = /^\{([^}]*)\}$/.exec(text)?.[1];
    if (inner === undefined) return { text };
    const label = /^label:(\w+)$/.exec(inner)?.[1];
    return label === undefined ? { figure: parseExpression(inner) } : { label };
  });
}
