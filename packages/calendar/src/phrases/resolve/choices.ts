/** A decision taken on the way to a meaning: which of the options of a family. */
interface Taken {
  /** The question: the same one is answered only once per reading (17:30 for every Friday, not for some). */
  readonly family: string;
  readonly index: number;
  /** Chinese. */
  readonly name: string;
}

/** One of the things a piece of text may mean, and what was decided for it; nothing, where nothing had to be. */
export interface Choice<T> {
  readonly value: T;
  readonly taken: readonly Taken[];
}

export type Choices<T> = readonly Choice<T>[];

export function one<T>(value: T): Choices<T> {
  return [{ value, taken: [] }];
}

/** Options by name, the likeliest first. Options of one family are decided together wherever they occur in a phrase. */
export function named<T>(
  options: readonly (readonly [name: string, value: T])[],
  family: string = options.map(([name]) => name).join('|'),
): Choices<T> {
  return options.map(([name, value], index) => ({ value, taken: [{ family, index, name }] }));
}

/**
 * For every choice, the choices that follow from it and do not contradict it. Not named `then`: a module with such an export is taken for
 * a promise when it is imported dynamically.
 */
export function andThen<T, U>(choices: Choices<T>, next: (value: T) => Choices<U>): Choices<U> {
  return choices.flatMap((a) =>
    next(a.value).flatMap((b) => {
      const taken = merged(a.taken, b.taken);
      return taken ? [{ value: b.value, taken }] : [];
    }),
  );
}

export function map<T, U>(choices: Choices<T>, f: (value: T) => U): Choices<U> {
  return choices.map((c) => ({ value: f(c.value), taken: c.taken }));
}

/** Every combination of one choice from each that answers no question in two ways. */
export function together<T>(list: readonly Choices<T>[]): Choices<readonly T[]> {
  return list.reduce<Choices<readonly T[]>>(
    (sofar, next) => andThen(sofar, (values) => map(next, (v) => [...values, v])),
    one([]),
  );
}

export function nameOf(choice: Choice<unknown>): string {
  return [...new Set(choice.taken.map((t) => t.name))].join('，');
}

function merged(a: readonly Taken[], b: readonly Taken[]): readonly Taken[] | null {
  const added: Taken[] = [];
  for (const t of b) {
    const known = a.find((other) => other.family === t.family);
    if (known && known.index !== t.index) return null;
    if (!known || known.name !== t.name) added.push(t);
  }
  return [...a, ...added];
}
