import { type Expression, namesIn, parseExpression } from '../expression.js';
import { oncePer } from '../once-per.js';
import type { Check } from '../types.js';

/** A piece of a check's message: words, the name of a measure or column, an expression that comes to a figure, or the two ends it lies between. */
export type Piece =
  | { readonly text: string }
  | { readonly label: string }
  | { readonly figure: Expression }
  | { readonly from: Expression; readonly to: Expression };

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

/** `{between:a;b}` in a message: 应在 a 与 b 之间, or 应为 a where both come to the same. */
export const BETWEEN = /^between:([^;]*);([^;]*)$/;

function piecesOf(message: string): readonly Piece[] {
  return message.split(/(\{[^}]*\})/).map((text): Piece => {
    const inner = /^\{([^}]*)\}$/.exec(text)?.[1];
    if (inner === undefined) return { text };
    const label = /^label:(\w+)$/.exec(inner)?.[1];
    if (label !== undefined) return { label };
    const [, from, to] = BETWEEN.exec(inner) ?? [];
    return from === undefined || to === undefined
      ? { figure: parseExpression(inner) }
      : { from: parseExpression(from), to: parseExpression(to) };
  });
}
