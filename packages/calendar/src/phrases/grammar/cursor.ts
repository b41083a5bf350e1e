import { impossible } from '../errors.js';
import type { Lexed } from '../lexer.js';
import { reasons } from '../wording.js';

/** A place in the lexed text. Every rule takes what it understands and moves on, or leaves the cursor where it was and answers null. */
export class Cursor {
  pos = 0;

  constructor(readonly lexed: Lexed) {}

  get done(): boolean {
    return this.pos >= this.lexed.text.length;
  }

  /** Matches a sticky pattern here and moves behind it. */
  take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.pos;
    const match = pattern.exec(this.lexed.text);
    if (match) this.pos += match[0].length;
    return match;
  }

  looksAt(pattern: RegExp): boolean {
    pattern.lastIndex = this.pos;
    return pattern.test(this.lexed.text);
  }

  /** Runs a rule; when it answers null the cursor is back where it was. */
  try<T>(rule: (cursor: Cursor) => T | null): T | null {
    const start = this.pos;
    const found = rule(this);
    if (found === null) this.pos = start;
    return found;
  }

  /** The first rule that understands what stands here. */
  first<T>(rules: readonly ((cursor: Cursor) => T | null)[]): T | null {
    for (const rule of rules) {
      const found = this.try(rule);
      if (found !== null) return found;
    }
    return null;
  }

  /** Refuses a number outside its bounds, e.g. 13月. */
  within(
    value: number,
    bounds: { readonly from: number; readonly to: number; readonly start: number; readonly what: string },
  ): number {
    if (value >= bounds.from && value <= bounds.to) return value;
    throw impossible(this.lexed, { start: bounds.start, end: this.pos }, reasons.bounds(bounds));
  }
}
