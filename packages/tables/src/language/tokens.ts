import { type MoneyUnit, parseFen } from '@duban/base';
import { ExpressionError } from './syntax.js';

export interface Token {
  /** As written; of a text literal what stands between the quotes. */
  readonly text: string;
  readonly kind: 'number' | 'money' | 'text' | 'name' | 'sign' | 'end';
  /** Of numbers; money in 分. */
  readonly value: number;
  readonly at: number;
}

/** Longer than any rule a person writes. */
const LONGEST = 10_000;

/** Cuts a rule into tokens, the last of kind `end`; throws {@link ExpressionError} at a character that belongs to none. */
export function tokenize(text: string): readonly Token[] {
  if (text.length > LONGEST) throw new ExpressionError(LONGEST, '太长的规则', `不超过 ${LONGEST} 字`);
  const tokens: Token[] = [];
  const pattern = /\s*(?:(\d+)(亿元|万元|元)?|([A-Za-z][A-Za-z0-9]*)|'([^']*)'|(=>|==|!=|<=|>=|[<>+\-*(),.@])|(\S))/gy;
  for (let m = pattern.exec(text); m; m = pattern.exec(text)) {
    const [whole, digits, unit, name, quoted, sign, other] = m;
    const at = m.index + whole.length - whole.trimStart().length;
    if (other !== undefined) throw new ExpressionError(at, `“${other}”`, '数字、指标名、运算符');
    if (digits !== undefined) tokens.push(numberToken(digits, unit, at));
    else if (name !== undefined) tokens.push({ text: name, kind: 'name', value: 0, at });
    else if (quoted !== undefined) tokens.push({ text: quoted, kind: 'text', value: 0, at });
    else tokens.push({ text: sign ?? '', kind: 'sign', value: 0, at });
  }
  return [...tokens, { text: '', kind: 'end', value: 0, at: text.length }];
}

function numberToken(digits: string, unit: string | undefined, at: number): Token {
  const value = unit === undefined ? Number(digits) : parseFen(digits, unit as MoneyUnit);
  if (value === null || !Number.isSafeInteger(value)) {
    throw new ExpressionError(at, `“${digits}${unit ?? ''}”`, `不大于 ${Number.MAX_SAFE_INTEGER} 的整数`);
  }
  return { text: `${digits}${unit ?? ''}`, kind: unit === undefined ? 'number' : 'money', value, at };
}
