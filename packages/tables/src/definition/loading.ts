import type { Path, Problems } from '../problems.js';
import type { WrittenWhen } from './written-words.js';

/** What every part of a definition is resolved with. */
export interface Loading {
  readonly problems: Problems;
  /** Whether the options leave the item in; `path` is where an unknown option is reported. */
  readonly isOn: (when: WrittenWhen, path: Path) => boolean;
  /** `frame: once`: measures have 本期 only. */
  readonly once: boolean;
}

export interface Options {
  readonly [name: string]: boolean;
}

export function optionNames(options: Options): string {
  return Object.keys(options).join('、') || '（没有选项）';
}

/** {@link Loading.isOn} for the settled options of one table. */
export function conditions(settled: Options, problems: Problems): Loading['isOn'] {
  return (when, path) =>
    [when ?? []].flat().every((condition) => {
      const name = condition.replace(/^!/, '');
      if (!Object.hasOwn(settled, name)) problems.add(path, { found: `选项“${name}”`, allowed: optionNames(settled) });
      return settled[name] === !condition.startsWith('!');
    });
}

/** Keeps the items whose `when` holds, each with where it was written. */
export function kept<T extends { readonly when?: WrittenWhen }>(
  items: readonly T[],
  { path, isOn }: { readonly path: Path; readonly isOn: Loading['isOn'] },
): readonly { readonly item: T; readonly path: Path }[] {
  return items
    .map((item, i) => ({ item, path: [...path, i] }))
    .filter(({ item, path }) => isOn(item.when, [...path, 'when']));
}

/** Reports a name that two items of one kind share. */
export function refuseDuplicates(
  items: readonly { readonly name: string; readonly path: Path }[],
  { problems, what }: { readonly problems: Problems; readonly what: string },
): void {
  const seen = new Set<string>();
  for (const { name, path } of items) {
    if (seen.has(name)) problems.add(path, { found: `重复的${what}“${name}”`, allowed: `不重复的${what}名` });
    seen.add(name);
  }
}
