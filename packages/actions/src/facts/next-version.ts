/** The id of what takes the place of `id`: `…/merge`, `…/merge/2`, `…/merge/3`. */
export function nextVersion(id: string): string {
  const [, first = id, number = '1'] = /^(.*)\/(\d+)$/.exec(id) ?? [];
  return `${first}/${Number(number) + 1}`;
}
