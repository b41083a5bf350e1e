import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { columnLetters } from '../../src/cells/address.js';
import type { CellBook, CellContent } from '../../src/cells/types.js';

const python = process.env.DUBAN_PYTHON ?? 'python3';

/** '' when python-calamine is there, else why the tests that need it are skipped. */
export const calamineMissing =
  spawnSync(python, ['-c', 'import python_calamine']).status === 0
    ? ''
    : ' — skipped: python has no python-calamine (pip install python-calamine, or name another python in DUBAN_PYTHON)';

export type Seen = string | number | boolean;
export type Dump =
  | { readonly error: string }
  | {
      readonly sheets: Readonly<
        Record<
          string,
          {
            readonly visible: string;
            readonly cells: Readonly<Record<string, Seen>>;
            readonly merges: readonly (readonly [readonly [number, number], readonly [number, number]])[] | null;
          }
        >
      >;
    };

/** What python-calamine reads from these files, by path. */
export function dumps(files: readonly string[]): Readonly<Record<string, Dump>> {
  const script = fileURLToPath(new URL('./calamine.py', import.meta.url));
  const run = spawnSync(python, [script, ...files], {
    encoding: 'utf8',
    maxBuffer: 512 * 1024 * 1024,
    env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout);
}

/** By `sheet!address`. */
export function seenBy(dump: Dump): ReadonlyMap<string, Seen> {
  if ('error' in dump) return new Map();
  return new Map(
    Object.entries(dump.sheets).flatMap(([name, { cells }]) =>
      Object.entries(cells).map(([key, value]): [string, Seen] => {
        const [row = '', column = ''] = key.split(',');
        return [`${name}!${columnLetters(Number(column))}${row}`, value];
      }),
    ),
  );
}

/**
 * Our reading in the words of calamine's binding, which shows blanks and error values alike as empty texts: whether we kept an
 * error is the unit tests' question. A time of day without a day stands on day 0 here and alone there.
 */
export function inItsWords(book: CellBook): ReadonlyMap<string, Seen> {
  return new Map(
    book.sheets.flatMap(({ name, cells }) =>
      [...cells.values()].flatMap(({ address, content }): [string, Seen][] => {
        const value = content === null ? '' : worded(content);
        return value === '' ? [] : [[`${name}!${address}`, value]];
      }),
    ),
  );
}

function worded(content: CellContent): Seen {
  switch (content.kind) {
    case 'number':
      return content.number;
    case 'boolean':
      return content.boolean;
    case 'text':
      return content.text;
    case 'error':
      return '';
    case 'date':
      if (content.date === '1900-01-00') return `time ${content.time ?? '00:00:00'}`;
      return `date ${content.date}${content.time === null ? '' : ` ${content.time}`}`;
  }
}

/** Cells that differ: what we read, what calamine reads. */
export function differences(ours: ReadonlyMap<string, Seen>, theirs: ReadonlyMap<string, Seen>) {
  const keys = [...new Set([...ours.keys(), ...theirs.keys()])];
  return Object.fromEntries(
    keys.flatMap((key) => {
      const [a, b] = [ours.get(key) ?? null, theirs.get(key) ?? null];
      return Object.is(a, b) || (a === 0 && b === 0) ? [] : [[key, { ours: a, calamine: b }]];
    }),
  );
}
