import { type Document, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';

/** Where in a definition something is written: `['checks', 0, 'expr']`. */
export type Path = readonly (string | number)[];

/** Collects everything wrong with one file, each with its line and column, so that it is mended in one go. */
export class Problems {
  readonly #fileName: string;
  readonly #text: string;
  readonly #lines = new LineCounter();
  readonly #document: Document.Parsed;
  readonly #found: { readonly line: number; readonly text: string }[] = [];

  constructor(text: string, fileName: string) {
    this.#fileName = fileName;
    this.#text = text;
    this.#document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false });
    for (const error of this.#document.errors) this.#addAt(error.pos[0], `${error.message}（YAML 语法）`);
  }

  /** What the file says, as plain data; meaningless when {@link any} is already true. */
  get data(): unknown {
    return this.#document.toJS();
  }

  get any(): boolean {
    return this.#found.length > 0;
  }

  /** One line per problem, in the order of the file. */
  get text(): string {
    return [...this.#found]
      .sort((a, b) => a.line - b.line)
      .map(({ text }) => text)
      .join('\n');
  }

  /** `offset` counts characters inside a one-line text value, e.g. where in a rule the fault is. */
  add(path: Path, { found, allowed, offset = 0 }: { found: string; allowed: string; offset?: number }): void {
    const node = this.#nodeAt(path);
    const start = node?.range?.[0] ?? 0;
    const inside =
      isScalar(node) && typeof node.value === 'string' ? insideOf(node, this.#text.slice(start), offset) : 0;
    this.#addAt(start + inside, `${dotted(path)} 出现了${found}；允许：${allowed}`);
  }

  addIssue(issue: z.core.$ZodIssue): void {
    if (issue.code === 'invalid_union') {
      for (const inner of issue.errors.flat()) this.addIssue({ ...inner, path: [...issue.path, ...inner.path] });
      return;
    }
    const path = issue.path as Path;
    if (issue.code === 'unrecognized_keys') {
      for (const name of issue.keys)
        this.add([...path, name], { found: `不认识的项“${name}”`, allowed: '定义中列出的项' });
      return;
    }
    this.add(path, { found: this.#written(path), allowed: allowedBy(issue) });
  }

  #written(path: Path): string {
    const value = this.#document.getIn(path);
    if (value === undefined) return '空缺';
    return typeof value === 'object' && value !== null ? '一个结构' : `“${String(value)}”`;
  }

  /** The node at a path, or the deepest one above it that exists: a missing item points at where it should have been. */
  #nodeAt(path: Path): Node | undefined {
    for (let length = path.length; length >= 0; length -= 1) {
      const node = length === 0 ? this.#document.contents : this.#document.getIn(path.slice(0, length), true);
      if (node !== undefined && node !== null) return node as Node;
    }
    return undefined;
  }

  #addAt(position: number, text: string): void {
    const { line, col } = this.#lines.linePos(position);
    const problem = { line, text: `${this.#fileName} 第${line}行第${col}列：${text}` };
    // What is spelled out for many measures is wrong once.
    if (!this.#found.some((each) => each.text === problem.text)) this.#found.push(problem);
  }
}

/** How many characters into its written form a character of a text value stands; 0 where folding or escapes make that unclear. */
function insideOf({ type }: { readonly type?: string | undefined }, written: string, offset: number): number {
  if (type === 'PLAIN') return /\n/.test(written.slice(0, offset)) ? 0 : offset;
  const quote = type === 'QUOTE_SINGLE' ? "'" : type === 'QUOTE_DOUBLE' ? '"' : null;
  if (quote === null || /[\n\\]/.test(written.slice(0, offset + 1))) return 0;
  let place = 1;
  // Inside '…' a quote is written twice.
  for (let passed = 0; passed < offset; passed += 1) place += written.startsWith("''", place) && quote === "'" ? 2 : 1;
  return place;
}

function dotted(path: Path): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step + 1}]` : step))
    .join('.')
    .replaceAll('.[', '[');
}

const typeNames: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: 'true 或 false',
  array: '列表',
  object: '键值',
  record: '键值',
};

function allowedBy(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return typeNames[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return issue.values.map(String).join('、');
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array' ? '不能为空' : `不小于 ${issue.minimum}`;
    case 'too_big':
      return `不大于 ${issue.maximum}`;
    case 'invalid_format':
      return issue.format === 'regex' ? `符合 ${issue.pattern}` : issue.format;
    default:
      return issue.message;
  }
}
