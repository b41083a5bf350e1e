import type { WrittenDefinition } from '../definition-schema.js';
import { nearest } from '../language/names.js';
import type { Path, Problems } from '../problems.js';
import type { Crosswalk, Measure } from '../types.js';

interface Place {
  readonly problems: Problems;
  readonly measures: ReadonlyMap<string, Measure>;
  readonly version: number;
}

const path: Path = ['crosswalk'];

/** How the version before is carried over; what the old version was called is checked by `loadTables`, which sees both. */
export function resolveCrosswalk(
  written: WrittenDefinition['crosswalk'],
  { problems, measures, version }: Place,
): Crosswalk | null {
  if (written === undefined) return null;
  const { fromVersion, dropped } = written;
  if (fromVersion >= version) {
    problems.add([...path, 'fromVersion'], { found: `${fromVersion}`, allowed: `早于本版（${version}）的版本` });
  }
  const carry = Object.fromEntries(Object.entries(written.carry).map(([key, from]) => [key, [from].flat()]));
  const taken = new Set<string>(dropped);
  for (const [key, from] of Object.entries(carry)) {
    checkTarget(key, { problems, measures });
    for (const old of from) {
      // Carried twice, the old figure would be counted twice.
      if (taken.has(old)) {
        const found = `“${old}”${dropped.includes(old) ? '已列入 dropped' : '沿用两次'}`;
        problems.add([...path, 'carry', key], { found, allowed: '每个旧指标只用一次' });
      }
      taken.add(old);
    }
  }
  return { fromVersion, carry, dropped };
}

function checkTarget(key: string, { problems, measures }: Omit<Place, 'version'>): void {
  const measure = measures.get(key);
  if (measure === undefined) {
    const allowed = nearest(key, [...measures.keys()]).join('、');
    problems.add([...path, 'carry', key], { found: `没有指标“${key}”`, allowed });
  } else if (measure.kind === 'ratio' || measure.from !== undefined) {
    problems.add([...path, 'carry', key], { found: `自动计算的“${key}”`, allowed: '填报的指标' });
  }
}
