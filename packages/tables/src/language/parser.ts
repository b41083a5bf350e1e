import { parseCall } from './calls.js';
import { type Comparison, type Expression, ExpressionError, isTruth } from './syntax.js';
import { TokenReader } from './token-reader.js';
import { tokenize } from './tokens.js';

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
  in: 4,
  '+': 5,
  '-': 5,
  '*': 6,
};
/** Deep enough for any rule a person writes, shallow enough that no text overflows the stack, here or where the rule is walked. */
const DEEPEST = 100;
const MOST_OPERATORS = 500;

/** Parses one rule; throws {@link ExpressionError} with the place of the first fault. */
export function parseExpression(text: string): Expression {
  return new Parser(text).whole();
}

class Parser {
  readonly #tokens: TokenReader;
  #depth = 0;
  #operators = 0;

  constructor(text: string) {
    this.#tokens = new TokenReader(tokenize(text));
  }

  whole(): Expression {
    const expression = this.#rule(0);
    if (this.#tokens.peek.kind !== 'end') this.#tokens.fail('运算符或结尾');
    return expression;
  }

  #rule(least: number): Expression {
    this.#depth += 1;
    if (this.#depth > DEEPEST) this.#tokens.fail(`不超过 ${DEEPEST} 层`);
    let left = this.#term();
    for (;;) {
      const operator = this.#tokens.peek;
      const binding = operator.kind === 'text' ? undefined : BINDING[operator.text];
      if (binding === undefined || binding <= least) break;
      // A parenthesised comparison may be compared with nothing else either.
      if (binding === 4 && isTruth(left)) this.#tokens.fail('一次只比较两边，用 and 连接');
      this.#operators += 1;
      if (this.#operators > MOST_OPERATORS) this.#tokens.fail(`不超过 ${MOST_OPERATORS} 个运算符，多项相加用 sum(…)`);
      left = this.#joined(left, binding);
    }
    this.#depth -= 1;
    return left;
  }

  #joined(left: Expression, binding: number): Expression {
    const { text, at } = this.#tokens.take();
    if (text === 'in') return { kind: 'in', left, choices: this.#tokens.texts(), at };
    if (text === '*') {
      const factor = this.#tokens.peek;
      if (factor.kind !== 'number') throw new ExpressionError(at, '“*”', '“*”后面写一个整数');
      this.#tokens.take();
      return { kind: 'times', of: left, factor: factor.value, at };
    }
    // "=>" leans to the right, everything else to the left.
    const right = this.#rule(text === '=>' ? binding - 1 : binding);
    if (text === '+' || text === '-') return { kind: 'add', op: text, left, right, at };
    if (text === 'and' || text === 'or' || text === '=>') return { kind: 'logic', op: text, left, right, at };
    return { kind: 'compare', op: text as Comparison, left, right, at };
  }

  #term(): Expression {
    const token = this.#tokens.peek;
    if (token.kind === 'number' || token.kind === 'money') {
      this.#tokens.take();
      return { kind: 'number', value: token.value, money: token.kind === 'money', at: token.at };
    }
    if (token.kind === 'text') {
      this.#tokens.take();
      return { kind: 'text', value: token.text, at: token.at };
    }
    if (token.text === '-') {
      this.#tokens.take();
      return { kind: 'minus', of: this.#rule(5), at: token.at };
    }
    if (token.text === '(') {
      this.#tokens.take();
      const inner = this.#rule(0);
      this.#tokens.expect(')');
      return inner;
    }
    if (token.kind !== 'name' || BINDING[token.text] !== undefined) return this.#tokens.fail('数字、指标名、函数或“(”');
    const name = this.#tokens.take();
    if (this.#tokens.peek.text !== '(') return { kind: 'measure', key: name.text, reach: 'own', at: name.at };
    return parseCall(name, { tokens: this.#tokens, rule: () => this.#rule(0) });
  }
}
