import type { Path, Problems } from '../problems.js';
import type { CellKey, Measure } from '../types.js';
import type { WrittenMeasure } from './written-sections.js';

const MONEY_UNITS: readonly string[] = ['元', '万元', '亿元'];

export function toMeasure(
  { note, ratio, when, decimals, from, distinct, ...rest }: WrittenMeasure,
  once: boolean,
): Measure {
  return {
    ...rest,
    decimals: decimals ?? (rest.kind === 'count' || rest.kind === 'text' ? 0 : 2),
    ...(note === undefined ? {} : { note }),
    ...(ratio === undefined ? {} : { ratio: { of: ratio.of as CellKey, over: ratio.over as CellKey } }),
    ...(from === undefined ? {} : { from }),
    ...(distinct === undefined ? {} : { distinct: withoutAbsent(distinct) }),
    ...(once ? { once } : {}),
  };
}

function withoutAbsent({ ledger, column, where }: NonNullable<WrittenMeasure['distinct']>): Measure['distinct'] & {} {
  return { ledger, column, ...(where === undefined ? {} : { where }) };
}

const SEMANTICS_OF = {
  count: ['flow-additive', 'flow-distinct', 'stock'],
  money: ['flow-additive', 'stock'],
  ratio: ['ratio'],
  text: ['text'],
} as const;

interface Place {
  readonly path: Path;
  readonly problems: Problems;
}

/** What can be said of a measure without knowing the others. */
export function checkMeasure(measure: Measure, { path, problems }: Place): void {
  const allowed: readonly string[] = SEMANTICS_OF[measure.kind];
  if (!allowed.includes(measure.semantics)) {
    const found = `${measure.kind} 用 ${measure.semantics}`;
    problems.add([...path, 'semantics'], { found, allowed: allowed.join('、') });
  }
  checkUnit(measure, { path, problems });
  if ((measure.kind === 'ratio') !== (measure.ratio !== undefined)) {
    problems.add(path, {
      found: `${measure.kind}${measure.ratio ? ' 带 ratio' : ' 缺 ratio'}`,
      allowed: '比率写明 ratio: { of, over }',
    });
  }
}

/** Of a measure or of a ledger's column. */
export function checkUnit(
  { kind, unit, decimals }: { readonly kind: string; readonly unit: string; readonly decimals: number },
  { path, problems }: Place,
): void {
  if (kind === 'money' && !MONEY_UNITS.includes(unit)) {
    problems.add([...path, 'unit'], { found: `金额单位“${unit}”`, allowed: MONEY_UNITS.join('、') });
  }
  if (kind === 'count' && unit === '') {
    problems.add([...path, 'unit'], { found: '空的计量单位', allowed: '家、家次、件、人……' });
  }
  if (kind === 'count' && decimals !== 0) {
    problems.add([...path, 'decimals'], { found: `${decimals}`, allowed: '0（数量没有小数）' });
  }
}
