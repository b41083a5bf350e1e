/** Neighbours that go together, by their first and last one; `follows` tells whether an item continues the run before it. */
export function runsOf<T>(
  items: readonly T[],
  follows: (item: T, before: T) => boolean,
): readonly { readonly first: T; readonly last: T }[] {
  const runs: { readonly first: T; last: T }[] = [];
  for (const item of items) {
    const run = runs.at(-1);
    if (run !== undefined && follows(item, run.last)) run.last = item;
    else runs.push({ first: item, last: item });
  }
  return runs;
}
