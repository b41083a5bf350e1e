import { type Problem, quoted } from './problems.js';
import type { YamlSource } from './yaml-source.js';

interface Named {
  readonly name: string;
  readonly path: readonly PropertyKey[];
}

/** A problem for every name that stood before; blank names are not compared. */
export function repeated(source: YamlSource, names: readonly Named[]): Problem[] {
  const seen = new Set<string>();
  return names.flatMap(({ name, path }) => {
    if (name === '' || !seen.has(name)) {
      seen.add(name);
      return [];
    }
    return [{ source, path, found: `${quoted(name)}已经用过`, allowed: '每个只能出现一次' }];
  });
}
