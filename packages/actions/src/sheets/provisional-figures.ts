import type { Instant } from '@duban/base';
import type { Db } from '@duban/ledger';
import { type CellKey, cellKey, type Grid, type Value } from '@duban/tables';

/** A figure as it was phoned in last. */
export interface ProvisionalFigure {
  readonly measure: string;
  /** 分 for money, else a count. */
  readonly value: number;
  readonly note: string;
  readonly at: Instant;
  readonly by: string;
}

/** The last figure of each measure, by obligation. */
export async function provisionalFigures(
  db: Db,
  where: { readonly round: string } | { readonly obligation: string },
): Promise<ReadonlyMap<string, ProvisionalFigure[]>> {
  const rows = await db
    .selectFrom('provisional_figure as p')
    .innerJoin('obligation as o', 'o.id', 'p.obligation')
    .select(['p.obligation', 'p.measure', 'p.value', 'p.note', 'p.at', 'p.by'])
    .$if('round' in where, (q) => q.where('o.round', '=', 'round' in where ? where.round : ''))
    .$if('obligation' in where, (q) => q.where('o.id', '=', 'obligation' in where ? where.obligation : ''))
    .orderBy('p.id')
    .execute();
  const byObligation = new Map<string, Map<string, ProvisionalFigure>>();
  for (const { obligation, ...figure } of rows) {
    const figures = byObligation.get(obligation) ?? new Map<string, ProvisionalFigure>();
    byObligation.set(obligation, figures.set(figure.measure, figure));
  }
  return new Map([...byObligation].map(([obligation, figures]) => [obligation, [...figures.values()]]));
}

/** Figures phoned in stand beside those of 本期. */
export function provisionalGrid(figures: readonly ProvisionalFigure[]): Grid {
  const grid: Partial<Record<CellKey, Value>> = {};
  for (const { measure, value } of figures) grid[cellKey(measure, 'current')] = value;
  return grid;
}
