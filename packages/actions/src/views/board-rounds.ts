import type { Instant, LocalDate, LocalTime } from '@duban/base';
import type { CampaignDefinition } from '@duban/campaign';
import type { Db } from '@duban/ledger';
import type { Context } from '../context.js';
import { requirementOf, whatIsOwed } from '../facts/campaign-facts.js';
import { versionOf } from '../facts/next-version.js';
import { type Stale, staleOf } from './board-counts.js';
import { type RoundCounts, roundCounts, type Tally } from './board-tallies.js';
import type { CellRow } from './cell-of.js';

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
  /** The hour of that day at which it is due; null: its end. */
  readonly dueTime: LocalTime | null;
  readonly cutOff: LocalDate;
  /** Its days rest on a year whose holidays are not published yet. */
  readonly assumed: boolean;
  readonly frozenAt: Instant | null;
  readonly mergedAt: Instant | null;
  readonly hasWorkbook: boolean;
  /** How often it was merged; 0: not yet. */
  readonly merges: number;
  /** 家: accepted since it was merged, and not in its figures. */
  readonly left: number;
  /** A sheet in its figures was reopened: since when and why. */
  readonly stale: Stale | null;
  readonly counts: RoundCounts;
}

interface About {
  readonly ctx: Pick<Context, 'calendar'>;
  readonly definition: CampaignDefinition;
  readonly tallies: readonly Tally[];
}

/** The rounds of a campaign, the first due first, with how far each is. */
export async function boardRounds(db: Db, { ctx, definition, tallies }: About): Promise<BoardRound[]> {
  const rounds = await db
    .selectFrom('round')
    .selectAll()
    .where('campaign', '=', definition.id)
    .orderBy('due')
    .orderBy('id')
    .execute();
  const nils = await lateNils(db, definition.id);
  return rounds.map((r) => ({
    id: r.id,
    what: whatIsOwed(requirementOf(definition, r.requirement), r.period_label),
    asOf: r.as_of,
    due: r.due,
    dueTime: r.due_time,
    cutOff: r.cut_off,
    assumed: [r.due, r.cut_off].some((day) => ctx.calendar.isAssumed(day)),
    frozenAt: r.frozen_at,
    mergedAt: r.merged_at,
    hasWorkbook: r.workbook !== null,
    merges: versionOf(r.snapshot),
    left: r.merged_at === null ? 0 : acceptedIn(tallies, r.id) + (nils.get(r.id) ?? 0),
    stale: staleOf(r),
    counts: roundCounts(tallies, r.id),
  }));
}

/** What is in the figures of a merged round is called merged: what is accepted in it came later, or was corrected. */
function acceptedIn(tallies: readonly Tally[], round: string): number {
  return tallies.reduce((sum, t) => sum + (t.round === round && t.state === 'accepted' ? t.n : 0), 0);
}

/** Nil reports that came after their round was merged, by round. */
async function lateNils(db: Db, campaign: string): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('nil_declaration as n')
    .innerJoin('obligation as o', 'o.id', 'n.obligation')
    .select((eb) => ['o.round', eb.fn.countAll<number>().as('n')])
    .where('o.campaign', '=', campaign)
    .where('o.state', '=', 'nil')
    .where('n.state', '=', 'standing')
    .where('n.merged', '=', false)
    .groupBy('o.round')
    .execute();
  return new Map(rows.map(({ round, n }) => [round, n]));
}
