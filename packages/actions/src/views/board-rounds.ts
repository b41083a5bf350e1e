import type { Instant, LocalDate } from '@duban/base';
import { dateOf } from '@duban/base/time';
import { type CampaignDefinition, isSettled } from '@duban/campaign';
import type { Db } from '@duban/ledger';
import type { Context } from '../context.js';
import { requirementOf, whatIsOwed } from '../facts/campaign-facts.js';
import { type Stale, staleOf } from './board-counts.js';
import { type CellRow, isExpected, isOverdue } from './cell-of.js';

/** An obligation of the board: whose, and in which round. */
export interface BoardRow extends CellRow {
  readonly round: string;
  readonly office: string;
  readonly requirement: string;
  readonly period_label: string;
}

export interface BoardRound {
  readonly id: string;
  readonly what: string;
  readonly asOf: LocalDate | null;
  readonly due: LocalDate;
  readonly cutOff: LocalDate;
  /** Its days rest on a year whose holidays are not published yet. */
  readonly assumed: boolean;
  readonly frozenAt: Instant | null;
  readonly mergedAt: Instant | null;
  readonly hasWorkbook: boolean;
  /** A sheet in its figures was reopened: since when and why. */
  readonly stale: Stale | null;
  /** 家: 应报 (without who was exempted); of those, ever received (nil reports too), settled, overdue today. */
  readonly counts: {
    readonly owed: number;
    readonly received: number;
    readonly settled: number;
    readonly overdue: number;
  };
}

interface About {
  readonly ctx: Pick<Context, 'calendar'>;
  readonly definition: CampaignDefinition;
  readonly rows: readonly BoardRow[];
}

/** The rounds of a campaign, the first due first, with how far each is. */
export async function boardRounds(db: Db, { ctx, definition, rows }: About, now: Instant): Promise<BoardRound[]> {
  const rounds = await db
    .selectFrom('round')
    .selectAll()
    .where('campaign', '=', definition.id)
    .orderBy('due')
    .orderBy('id')
    .execute();
  const counts = countsOf(rows, dateOf(now));
  return rounds.map((r) => ({
    id: r.id,
    what: whatIsOwed(requirementOf(definition, r.requirement), r.period_label),
    asOf: r.as_of,
    due: r.due,
    cutOff: r.cut_off,
    assumed: [r.due, r.cut_off].some((day) => ctx.calendar.isAssumed(day)),
    frozenAt: r.frozen_at,
    mergedAt: r.merged_at,
    hasWorkbook: r.workbook !== null,
    stale: staleOf(r),
    counts: counts.get(r.id) ?? { owed: 0, received: 0, settled: 0, overdue: 0 },
  }));
}

function countsOf(rows: readonly BoardRow[], today: LocalDate) {
  const counts = new Map<string, { owed: number; received: number; settled: number; overdue: number }>();
  for (const row of rows.filter(isExpected)) {
    const round = counts.get(row.round) ?? { owed: 0, received: 0, settled: 0, overdue: 0 };
    counts.set(row.round, round);
    round.owed++;
    if (row.first_received_at !== null || row.state === 'nil') round.received++;
    if (isSettled(row.state)) round.settled++;
    if (isOverdue(row, today)) round.overdue++;
  }
  return counts;
}
