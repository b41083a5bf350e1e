import { type Problem, quoted } from './problems.js';
import { campaignSkeleton } from './skeletons.js';
import type { YamlSource } from './yaml-source.js';

/** A form there is; `version` null where only its name is known yet. */
export interface KnownTable {
  readonly id: string;
  readonly version: number | null;
}

const NEAREST = 5;

/** Every table form that is named exists, in that version; else the nearest ids are named. */
export function tableChecks(source: YamlSource, known: readonly KnownTable[]): Problem[] {
  const { requirements } = campaignSkeleton.parse(source.value);
  return requirements.flatMap(({ form: { kind, table, version } }, i): Problem[] => {
    if (kind !== 'table' || table === '') return [];
    const found = known.find(({ id }) => id === table);
    const path = ['requirements', i, 'form'];
    if (found === undefined) {
      const near = nearest(
        table,
        known.map(({ id }) => id),
      );
      const allowed = near.length === 0 ? '先在 seeds/tables 里定义这张表' : `最接近的是 ${near.join('、')}`;
      return [{ source, path: [...path, 'table'], found: `没有表${quoted(table)}`, allowed }];
    }
    if (found.version === null || version === 0 || found.version === version) return [];
    const told = `“${table}”没有第${version}版`;
    return [{ source, path: [...path, 'version'], found: told, allowed: `现有的是第 ${found.version} 版` }];
  });
}

/** Ids that begin alike first, then those of a near number. */
function nearest(wanted: string, ids: readonly string[]): readonly string[] {
  const number = (id: string): number => Number(/\d+/.exec(id)?.[0] ?? 0);
  const alike = (id: string): number => {
    let same = 0;
    while (same < Math.min(id.length, wanted.length) && id[same]?.toLowerCase() === wanted[same]?.toLowerCase())
      same += 1;
    return same;
  };
  const far = (id: string): number => Math.abs(number(id) - number(wanted));
  return [...ids].sort((a, b) => alike(b) - alike(a) || far(a) - far(b) || a.localeCompare(b)).slice(0, NEAREST);
}
