import { ExpressionError } from './syntax.js';
import type { Token } from './tokens.js';

/** Goes through the tokens of one rule and says what was expected where something else stands. */
export class TokenReader {
  readonly #tokens: readonly Token[];
  readonly #end: Token;
  #next = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
    this.#end = tokens.at(-1) ?? { text: '', kind: 'end', value: 0, at: 0 };
  }

  get peek(): Token {
    return this.#tokens[this.#next] ?? this.#end;
  }

  take(): Token {
    const token = this.peek;
    this.#next += 1;
    return token;
  }

  fail(allowed: string): never {
    const token = this.peek;
    throw new ExpressionError(token.at, token.kind === 'end' ? '结尾' : `“${token.text}”`, allowed);
  }

  is(sign: string): boolean {
    return this.peek.kind !== 'text' && this.peek.text === sign;
  }

  expect(sign: string): void {
    if (!this.is(sign)) this.fail(`“${sign}”`);
    this.take();
  }

  name(allowed: string): Token {
    if (this.peek.kind !== 'name') this.fail(allowed);
    return this.take();
  }

  integer(): number {
    if (this.peek.kind !== 'number') this.fail('整数');
    return this.take().value;
  }

  /** `('a', 'b')` */
  texts(): { readonly value: string; readonly at: number }[] {
    const texts: { readonly value: string; readonly at: number }[] = [];
    this.expect('(');
    do {
      if (texts.length > 0) this.expect(',');
      if (this.peek.kind !== 'text') this.fail("'…'");
      const { text, at } = this.take();
      texts.push({ value: text, at });
    } while (this.is(','));
    this.expect(')');
    return texts;
  }
}
