import type { z } from 'zod';
import type { YamlSource } from './yaml-source.js';

/** One thing wrong in a definition file. */
export interface Problem {
  readonly source: YamlSource;
  readonly path: readonly PropertyKey[];
  readonly found: string;
  readonly allowed: string;
  /** Point at the name of the field, not at what it holds. */
  readonly key?: true;
}

/** The problems of all files as lines `文件:行:列 位置：发现了什么，允许什么`, in reading order. */
export function problemLines(problems: readonly Problem[]): string[] {
  return problems
    .map((problem) => ({ problem, place: problem.source.place(problem.path, problem.key ? 'key' : 'value') }))
    .sort(
      (a, b) =>
        (a.problem.source.fileName < b.problem.source.fileName
          ? -1
          : a.problem.source.fileName > b.problem.source.fileName
            ? 1
            : 0) ||
        a.place.line - b.place.line ||
        a.place.column - b.place.column,
    )
    .map(
      ({ problem: { source, path, found, allowed }, place }) =>
        `${source.fileName}:${place.line}:${place.column} ${written(path)}：${found}，${allowed}`,
    );
}

/** What the parser refused, before any rule of ours is asked. */
export function syntaxLines(source: YamlSource): string[] {
  return source.syntaxErrors.map(
    ({ place, code }) =>
      `${source.fileName}:${place.line}:${place.column} 全文：YAML 写法有误（${SYNTAX[code] ?? code}），应为合法的 YAML 1.2`,
  );
}

const SYNTAX: Readonly<Record<string, string>> = {
  BAD_ALIAS: '引用 * 找不到对应的 &，或层层引用过多',
  BAD_INDENT: '缩进不齐',
  DUPLICATE_KEY: '同一个字段写了两次',
  MISSING_CHAR: '少了括号、逗号、引号或冒号',
  MULTIPLE_DOCS: '一个文件里有多个文档（---）',
  TAB_AS_INDENT: '缩进用了制表符，请改用空格',
  TAG_RESOLVE_FAILED: '不认识的 ! 标记',
  UNEXPECTED_TOKEN: '多出了字符',
};

/** Turns what zod found into problems; the message of every issue is already the Chinese "what is allowed". */
export function zodProblems(source: YamlSource, error: z.ZodError): Problem[] {
  return error.issues.flatMap((issue): Problem[] => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        source,
        path: [...issue.path, key],
        found: '不认识这个字段',
        allowed: issue.message,
        key: true,
      }));
    }
    return [{ source, path: issue.path, found: found(source.value, issue.path), allowed: issue.message }];
  });
}

/** The Chinese "what is allowed" for issues whose schema does not say it itself. */
export function allowedText(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return `应为${TYPES[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `应为 ${issue.values.join('、')}${issue.values.length > 1 ? ' 之一' : ''}`;
    case 'too_small':
      return issue.origin === 'array'
        ? `至少 ${issue.minimum} 项`
        : issue.origin === 'string'
          ? '不能为空'
          : `不能小于 ${issue.minimum}`;
    case 'too_big':
      return `不能大于 ${issue.maximum}`;
    default:
      return undefined;
  }
}

const TYPES: Readonly<Record<string, string>> = {
  string: '文字（数字样的内容请加引号）',
  number: '数字',
  int: '整数',
  array: '列表',
  object: '成组的字段',
  boolean: 'true 或 false',
};

function found(root: unknown, path: readonly PropertyKey[]): string {
  let value = root;
  for (const segment of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, segment)) return '缺少这一项';
    value = (value as Record<PropertyKey, unknown>)[segment];
  }
  return `发现${quoted(value)}`;
}

/** A value as a message shows it. */
export function quoted(value: unknown): string {
  if (value === null || value === undefined) return '空值';
  if (Array.isArray(value)) return `列表（${value.length} 项）`;
  if (typeof value === 'object') return '成组的字段';
  const text = visible(String(value));
  return `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`;
}

/** A problem is one line: a line break in a value is shown, not followed. */
function visible(text: string): string {
  return text.replace(/\p{Cc}/gu, (control) => JSON.stringify(control).slice(1, -1));
}

function written(path: readonly PropertyKey[]): string {
  if (path.length === 0) return '全文';
  return path
    .map((segment, i) =>
      typeof segment === 'number' ? `[${segment}]` : `${i > 0 ? '.' : ''}${visible(String(segment))}`,
    )
    .join('');
}
