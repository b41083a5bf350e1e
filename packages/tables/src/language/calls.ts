import { type Expression, ExpressionError, type Fold, type Reach, type Tally } from './syntax.js';
import type { TokenReader } from './token-reader.js';
import type { Token } from './tokens.js';

const FOLDS: readonly string[] = ['sum', 'max', 'min'];
const REACHES: readonly string[] = ['prev', 'current', 'adjust', 'cumulative', 'last', 'base', 'peer'];
const TALLIES: readonly string[] = ['count', 'total', 'distinct'];
const FUNCTIONS: readonly string[] = [...FOLDS, ...REACHES, ...TALLIES, 'filled', 'near', 'days'];

interface Inside {
  readonly tokens: TokenReader;
  /** Reads one whole rule. */
  readonly rule: () => Expression;
}

/** What stands after a function's name, from “(” to “)”. */
export function parseCall({ text, at }: Token, { tokens, rule }: Inside): Expression {
  if (!FUNCTIONS.includes(text)) throw new ExpressionError(at, `函数“${text}”`, FUNCTIONS.join('、'));
  tokens.expect('(');
  const call = inside({ text, at }, { tokens, rule });
  tokens.expect(')');
  return call;
}

function inside({ text, at }: Pick<Token, 'text' | 'at'>, { tokens, rule }: Inside): Expression {
  if (REACHES.includes(text)) {
    const measure = tokens.name('指标名');
    return { kind: 'measure', key: measure.text, reach: text as Reach, at: measure.at };
  }
  if (text === 'filled') {
    const name = tokens.name('指标名或列名');
    return { kind: 'filled', key: name.text, at: name.at };
  }
  if (TALLIES.includes(text)) return tallyOf(text as Tally, { tokens, rule });
  if (text === 'sum' && tokens.is('@')) {
    tokens.take();
    const group = tokens.name('分区或部门名');
    const column = tokens.is('.') ? part(tokens) : '';
    return { kind: 'group', group: `${group.text}${column}`, at: group.at };
  }
  const first = rule();
  if (FOLDS.includes(text)) {
    const items = [first];
    while (tokens.is(',')) {
      tokens.take();
      items.push(rule());
    }
    return { kind: 'fold', fold: text as Fold, items, at };
  }
  tokens.expect(',');
  const second = rule();
  if (text === 'days') return { kind: 'days', from: first, to: second, at };
  tokens.expect(',');
  return { kind: 'near', left: first, right: second, percent: tokens.integer(), at };
}

function part(tokens: TokenReader): string {
  tokens.expect('.');
  return `.${tokens.name('列名').text}`;
}

function tallyOf(tally: Tally, { tokens, rule }: Inside): Expression {
  const ledger = tokens.name('台账名');
  let column: Token | null = null;
  if (tally !== 'count') {
    tokens.expect('.');
    column = tokens.name('列名');
  }
  let where: Expression | null = null;
  if (tokens.is('where')) {
    tokens.take();
    where = rule();
  }
  return {
    kind: 'tally',
    tally,
    ledger: ledger.text,
    column: column?.text ?? null,
    columnAt: column?.at ?? ledger.at,
    where,
    at: ledger.at,
  };
}
