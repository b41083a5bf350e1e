import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';

/** One definition file as read: its value, and where each part of it stands in the text. */
export interface YamlSource {
  readonly fileName: string;
  readonly value: unknown;
  /** Line and column (from 1) of the value at `path`; of the innermost part that exists when it is missing. */
  place(path: readonly PropertyKey[], part?: 'key' | 'value'): Place;
  /** What the YAML parser itself refused; `value` is of no use then. */
  readonly syntaxErrors: readonly { readonly place: Place; readonly code: string }[];
}

export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Reads one YAML text (1.2: dates and times of day stay text). Never throws. */
export function readYaml(text: string, fileName: string): YamlSource {
  const lines = new LineCounter();
  const doc = parseDocument(text, { lineCounter: lines });
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const root = doc.contents;
  const resolve = (node: unknown): unknown => (isAlias(node) ? node.resolve(doc) : node);
  const errors = [...doc.errors, ...doc.warnings].map((e) => ({ place: at(e.pos[0]), code: e.code as string }));
  const value = errors.length === 0 ? toValue(doc) : { ok: true, value: null };
  return {
    fileName,
    value: value.value,
    place: (path, part = 'value') => at(offsetOf(root, path, { part, resolve })),
    syntaxErrors: value.ok ? errors : [{ place: { line: 1, column: 1 }, code: 'BAD_ALIAS' }],
  };
}

/** Aliases that do not resolve or multiply without end make the parser throw only here. */
function toValue(doc: ReturnType<typeof parseDocument>): { ok: boolean; value: unknown } {
  try {
    return { ok: true, value: doc.toJS({ maxAliasCount: 100 }) as unknown };
  } catch (error) {
    if (error instanceof ReferenceError) return { ok: false, value: null };
    throw error;
  }
}

interface Walk {
  readonly part: 'key' | 'value';
  readonly resolve: (node: unknown) => unknown;
}

function offsetOf(root: unknown, path: readonly PropertyKey[], { part, resolve }: Walk): number {
  let node = root;
  let offset = startOf(root) ?? 0;
  for (const [depth, segment] of path.entries()) {
    const inside = resolve(node);
    if (isMap(inside)) {
      const pair = inside.items.find(({ key }) => isScalar(key) && String(key.value) === String(segment));
      if (!pair) return offset;
      node = part === 'key' && depth === path.length - 1 ? pair.key : (pair.value ?? pair.key);
    } else if (isSeq(inside) && typeof segment === 'number' && segment < inside.items.length) {
      node = inside.items[segment];
    } else {
      return offset;
    }
    offset = startOf(node) ?? offset;
  }
  return offset;
}

function startOf(node: unknown): number | undefined {
  return (node as Node | null)?.range?.[0];
}
