/** The parts a rule is made of; `at` counts characters from 0. The grammar is in ../expression.ts. */
export type Comparison = '==' | '!=' | '<=' | '>=' | '<' | '>';
export type Fold = 'sum' | 'max' | 'min';
export type Reach = 'own' | 'prev' | 'current' | 'adjust' | 'cumulative' | 'last' | 'base' | 'peer';
export type Tally = 'count' | 'total' | 'distinct';

interface At {
  readonly at: number;
}
interface Two extends At {
  readonly left: Expression;
  readonly right: Expression;
}

/** An amount or a text. Money literals (`10万元`) are in 分 already. */
export type Operand =
  | (At & { readonly kind: 'number'; readonly value: number; readonly money: boolean })
  | (At & { readonly kind: 'text'; readonly value: string })
  /** A measure; in a rule on rows, a column. */
  | (At & { readonly kind: 'measure'; readonly key: string; readonly reach: Reach })
  | (At & { readonly kind: 'fold'; readonly fold: Fold; readonly items: readonly Expression[] })
  /** `sum(@police)`, `sum(@self.amt)`. */
  | (At & { readonly kind: 'group'; readonly group: string })
  | (At & {
      readonly kind: 'tally';
      readonly tally: Tally;
      readonly ledger: string;
      readonly column: string | null;
      /** Where the column's name stands. */
      readonly columnAt: number;
      readonly where: Expression | null;
    })
  | (At & { readonly kind: 'days'; readonly from: Expression; readonly to: Expression })
  | (At & { readonly kind: 'minus'; readonly of: Expression })
  | (At & { readonly kind: 'times'; readonly of: Expression; readonly factor: number })
  | (Two & { readonly kind: 'add'; readonly op: '+' | '-' });

/** What is true or false by itself: a finding prints the one that failed. */
export type Atom =
  | (Two & { readonly kind: 'compare'; readonly op: Comparison })
  | (At & {
      readonly kind: 'in';
      readonly left: Expression;
      readonly choices: readonly { readonly value: string; readonly at: number }[];
    })
  | (At & { readonly kind: 'filled'; readonly key: string })
  | (Two & { readonly kind: 'near'; readonly percent: number });

export type Expression = Operand | Atom | (Two & { readonly kind: 'logic'; readonly op: 'and' | 'or' | '=>' });

export function isTruth(expression: Expression): boolean {
  return ['compare', 'in', 'filled', 'near', 'logic'].includes(expression.kind);
}

/** Where and why a text is no rule; `at` counts characters from 0. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
  readonly at: number;
  readonly found: string;
  readonly allowed: string;
  constructor(at: number, found: string, allowed: string) {
    super(`${found} at ${at}, allowed: ${allowed}`);
    this.at = at;
    this.found = found;
    this.allowed = allowed;
  }
}
