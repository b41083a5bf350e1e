/**
 * The language of 钩稽 rules: small, total, without loops or names of its own.
 *
 *     rule    = or [ "=>" rule ]
 *     or      = and { "or" and }            and = compare { "and" compare }
 *     compare = add [ ("==" | "!=" | "<=" | ">=" | "<" | ">") add | "in" "(" text { "," text } ")" ]
 *             | "filled" "(" name ")" | "near" "(" add "," add "," integer ")"
 *     add     = mul { ("+" | "-") mul }     mul = term { "*" integer }
 *     term    = [ "-" ] ( integer | text | name | call | "(" rule ")" )          text = "'" … "'"
 *     call    = ("sum" | "max" | "min") "(" rule { "," rule } ")"  |  "sum" "(" "@" section ")"
 *             | ("prev" | "current" | "adjust" | "cumulative" | "last" | "base" | "peer") "(" measure ")"
 *             | ("count" "(" ledger | ("total" | "distinct") "(" ledger "." column) [ "where" rule ] ")"
 *             | "days" "(" date "," date ")"
 *
 * A bare measure means the column the rule is applied to; `prev(x)` its last accepted 累计, `last(x)` the last period's own figure of that
 * column, `base(x)` last year's, `peer(x)` the median of the other offices. In a rule on rows (and after `where`) names are the ledger's
 * columns; dates compare as dates, texts only with == != in. `sum(@police)` adds up a section or block whose measures share one unit.
 * `near(a, b, 5)`: a is within 5 % of b. `days(a, b)` is b − a. A rule whose operands are not all there says nothing (`filled` always does).
 */
export type Comparison = '==' | '!=' | '<=' | '>=' | '<' | '>';
export type Fold = 'sum' | 'max' | 'min';
export type Reach = 'own' | 'prev' | 'current' | 'adjust';

export type Expression =
  | { readonly kind: 'number'; readonly value: number; readonly at: number }
  | { readonly kind: 'measure'; readonly key: string; readonly reach: Reach; readonly at: number }
  | { readonly kind: 'fold'; readonly fold: Fold; readonly items: readonly Expression[]; readonly at: number }
  | { readonly kind: 'minus'; readonly of: Expression; readonly at: number }
  | {
      readonly kind: 'add';
      readonly op: '+' | '-';
      readonly left: Expression;
      readonly right: Expression;
      readonly at: number;
    }
  | {
      readonly kind: 'compare';
      readonly op: Comparison;
      readonly left: Expression;
      readonly right: Expression;
      readonly at: number;
    }
  | {
      readonly kind: 'logic';
      readonly op: 'and' | 'or' | '=>';
      readonly left: Expression;
      readonly right: Expression;
      readonly at: number;
    };

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

interface Token {
  readonly text: string;
  readonly kind: 'number' | 'name' | 'sign' | 'end';
  readonly at: number;
}

const BINDING: Readonly<Record<string, number>> = {
  '=>': 1,
  or: 2,
  and: 3,
  '==': 4,
  '!=': 4,
  '<=': 4,
  '>=': 4,
  '<': 4,
  '>': 4,
  '+': 5,
  '-': 5,
};
const FOLDS: readonly string[] = ['sum', 'max', 'min'];
const REACHES: readonly string[] = ['prev', 'current', 'adjust'];
/** Deep enough for any rule a person writes, shallow enough that no text overflows the stack. */
const DEEPEST = 100;

function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const pattern = /\s*(?:(\d+)|([A-Za-z][A-Za-z0-9]*)|(=>|==|!=|<=|>=|[<>+\-(),])|(\S))/gy;
  for (let m = pattern.exec(text); m; m = pattern.exec(text)) {
    const [whole, number, name, sign, other] = m;
    const at = m.index + whole.length - (number ?? name ?? sign ?? other ?? '').length;
    if (other !== undefined) throw new ExpressionError(at, `“${other}”`, '数字、指标名、运算符');
    if (number !== undefined) tokens.push({ text: number, kind: 'number', at });
    else if (name !== undefined) tokens.push({ text: name, kind: 'name', at });
    else tokens.push({ text: sign ?? '', kind: 'sign', at });
  }
  return tokens;
}

class Parser {
  readonly #tokens: readonly Token[];
  readonly #end: Token;
  #next = 0;
  #depth = 0;

  constructor(text: string) {
    this.#tokens = tokenize(text);
    this.#end = { text: '', kind: 'end', at: text.length };
  }

  whole(): Expression {
    const expression = this.#rule(0);
    if (this.#peek().kind !== 'end') this.#fail('运算符或结尾');
    return expression;
  }

  #peek(): Token {
    return this.#tokens[this.#next] ?? this.#end;
  }

  #take(): Token {
    const token = this.#peek();
    this.#next += 1;
    return token;
  }

  #fail(allowed: string): never {
    const token = this.#peek();
    throw new ExpressionError(token.at, token.kind === 'end' ? '结尾' : `“${token.text}”`, allowed);
  }

  #expect(sign: string): void {
    if (this.#peek().text !== sign) this.#fail(`“${sign}”`);
    this.#next += 1;
  }

  #rule(least: number): Expression {
    this.#depth += 1;
    if (this.#depth > DEEPEST) this.#fail(`不超过 ${DEEPEST} 层`);
    let left = this.#term();
    for (;;) {
      const token = this.#peek();
      const binding = BINDING[token.text];
      if (binding === undefined || binding <= least) break;
      if (binding === 4 && left.kind === 'compare') this.#fail('一次只比较两边，用 and 连接');
      this.#next += 1;
      // "=>" leans to the right, everything else to the left.
      left = join(token, left, this.#rule(token.text === '=>' ? binding - 1 : binding));
    }
    this.#depth -= 1;
    return left;
  }

  #term(): Expression {
    const token = this.#peek();
    if (token.kind === 'number') {
      this.#next += 1;
      return { kind: 'number', value: Number(token.text), at: token.at };
    }
    if (token.text === '-') {
      this.#next += 1;
      return { kind: 'minus', of: this.#rule(5), at: token.at };
    }
    if (token.text === '(') {
      this.#next += 1;
      const inner = this.#rule(0);
      this.#expect(')');
      // A parenthesised comparison may be compared with nothing else; units.ts says so with a better sentence.
      return inner;
    }
    if (token.kind === 'name' && BINDING[token.text] === undefined) return this.#named();
    return this.#fail('数字、指标名、函数或“(”');
  }

  #named(): Expression {
    const name = this.#take();
    if (this.#peek().text !== '(') return { kind: 'measure', key: name.text, reach: 'own', at: name.at };
    if (REACHES.includes(name.text)) {
      this.#expect('(');
      const measure = this.#peek();
      if (measure.kind !== 'name') this.#fail('指标名');
      this.#next += 1;
      this.#expect(')');
      return { kind: 'measure', key: measure.text, reach: name.text as Reach, at: measure.at };
    }
    if (!FOLDS.includes(name.text)) {
      throw new ExpressionError(name.at, `函数“${name.text}”`, [...FOLDS, ...REACHES].join('、'));
    }
    this.#expect('(');
    const items = [this.#rule(0)];
    while (this.#peek().text === ',') {
      this.#next += 1;
      items.push(this.#rule(0));
    }
    this.#expect(')');
    return { kind: 'fold', fold: name.text as Fold, items, at: name.at };
  }
}

function join(operator: Token, left: Expression, right: Expression): Expression {
  const { text, at } = operator;
  if (text === '+' || text === '-') return { kind: 'add', op: text, left, right, at };
  if (text === 'and' || text === 'or' || text === '=>') return { kind: 'logic', op: text, left, right, at };
  return { kind: 'compare', op: text as Comparison, left, right, at };
}

/** Parses one rule; throws {@link ExpressionError} with the place of the first fault. */
export function parseExpression(text: string): Expression {
  return new Parser(text).whole();
}

/** Every measure a rule names, in the order written. */
export function measuresIn(expression: Expression): readonly (Expression & { kind: 'measure' })[] {
  switch (expression.kind) {
    case 'number':
      return [];
    case 'measure':
      return [expression];
    case 'minus':
      return measuresIn(expression.of);
    case 'fold':
      return expression.items.flatMap(measuresIn);
    default:
      return [...measuresIn(expression.left), ...measuresIn(expression.right)];
  }
}
