import type { Target } from './matter.js';

export interface Institution {
  readonly id: string;
  /** The unit it lies in, as the notice names units: 长清区. */
  readonly district: string;
  /** 定点零售药店, 乡镇卫生院, 区级定点医疗机构 … */
  readonly kind: string;
}

export interface Denominators {
  /** Institutions by the unit that manages them: the denominator of its coverage. */
  readonly byUnit: Readonly<Record<string, readonly Institution[]>>;
  /** Institutions that the notice gives to nobody: 未分配, never silently given to the unit they lie in. */
  readonly unassigned: readonly Institution[];
}

/** Named for the units that are not listed themselves (JN19 L122: 其余区). */
const OTHERS = /^其余/;

/** Who manages what under a divided jurisdiction (JN19-Q1: some units all institutions of their area, the others only certain classes). */
export function denominators(jurisdiction: Target, institutions: readonly Institution[]): Denominators {
  const byUnit: Record<string, Institution[]> = {};
  const unassigned: Institution[] = [];
  const others = jurisdiction.items.find((item) => OTHERS.test(item.name));
  for (const institution of institutions) {
    const item = jurisdiction.items.find(({ name }) => name === institution.district) ?? others;
    const managed = item !== undefined && (item.covers.length === 0 || item.covers.includes(institution.kind));
    if (!managed) unassigned.push(institution);
    else byUnit[institution.district] = [...(byUnit[institution.district] ?? []), institution];
  }
  return { byUnit, unassigned };
}
