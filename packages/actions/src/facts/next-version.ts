/** Which version an id names: 0 for none, 1 of `…/merge`, 2 of `…/merge/2`. */
export function versionOf(id: string | null): number {
  return id === null ? 0 : Number(/\/(\d+)$/.exec(id)?.[1] ?? 1);
}

/** The id of what takes the place of `id`: `…/merge`, `…/merge/2`, `…/merge/3`. */
export function nextVersion(id: string): string {
  const [, first = id, number = '1'] = /^(.*)\/(\d+)$/.exec(id) ?? [];
  return `${first}/${Number(number) + 1}`;
}
