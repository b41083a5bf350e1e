import { DubanError, type Instant } from '@duban/base';
import { dateOf } from '@duban/base/time';
import type { Standing } from '@duban/campaign';
import type { CampaignStatus, Db } from '@duban/ledger';
import type { Context } from './context.js';
import { campaignFacts } from './facts/campaign-facts.js';
import { type NextStep, nextSteps } from './next-steps.js';
import { type BoardCounts, boardCounts, type DocumentView, documentViews } from './views/board-counts.js';
import { EVERYTHING, type OfficesWanted, officesWanted } from './views/board-offices.js';
import { type BoardRound, type BoardRow, boardRounds } from './views/board-rounds.js';
import { type BoardFilter, boardTallies, filterCounts } from './views/board-tallies.js';
import { CELL_COLUMNS, type Cell, cellOf } from './views/cell-of.js';
import { marksOf, NO_MARKS, paperDues } from './views/marks.js';
import { type MissingPaper, missingPapers } from './views/missing-papers.js';
import { type PhaseView, phaseViews } from './views/phase-views.js';

/** 调度台: a campaign on one page. */
export interface Board {
  readonly id: string;
  readonly title: string;
  readonly number: string;
  readonly status: CampaignStatus;
  readonly revision: number;
  readonly now: Instant;
  readonly launchedAt: Instant;
  readonly phases: PhaseView[];
  /** The first due first. */
  readonly rounds: BoardRound[];
  /** One page of those that match, in directory order. */
  readonly offices: BoardOffice[];
  /** How many match, on all pages. */
  readonly officeCount: number;
  /** Obligations (项) that each filter would show, over all offices. */
  readonly filters: Readonly<Record<BoardFilter, number>>;
  /** Sealed originals that have not come, the first due first. */
  readonly papers: MissingPaper[];
  readonly next: NextStep[];
  readonly counts: BoardCounts;
  readonly documents: DocumentView[];
}

export interface BoardOffice {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
  readonly standing: Standing;
  /** In the order of the rounds; null where the office owes nothing. */
  readonly cells: (Cell | null)[];
}

const NEXT_SHOWN = 40;

export interface BoardWanted extends Partial<OfficesWanted> {
  readonly campaign: string;
  readonly now: Instant;
}

/**
 * The board in a fixed number of queries, however many offices there are; of very many offices one page (100 unless said otherwise).
 * Throws `campaign-unknown`.
 */
export async function board(ctx: Context, { campaign: id, now, ...wanted }: BoardWanted): Promise<Board> {
  const { db } = ctx.ledger;
  const { definition } = await campaignFacts(db, id);
  const campaign = await db
    .selectFrom('campaign')
    .select(['status', 'launched_at', 'revision'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!campaign) throw new DubanError('campaign-unknown', { campaign: id });
  const today = dateOf(now);
  // Side by side: the database has more than one core, and none of these waits for another.
  const [tallies, { page, count }, marks, next, missing, counts, documents] = await Promise.all([
    boardTallies(db, id, now),
    officesWanted(db, { definition, now }, { ...EVERYTHING, ...wanted }),
    marksOf(db, { campaign: id }),
    nextSteps(db, { ctx, definition, limit: NEXT_SHOWN }, now),
    missingPapers(db, { definition, today }),
    boardCounts(db, { definition, status: campaign.status }, now),
    documentViews(db, id),
  ]);
  const shown = page.map((office) => office.id);
  const [rounds, rows] = await Promise.all([boardRounds(db, { ctx, definition, tallies }), owedRows(db, id, shown)]);
  const column = new Map(rounds.map((round, i) => [round.id, i]));
  const offices: BoardOffice[] = page.map(({ id: office, name, shortName, standing }) => ({
    id: office,
    name,
    shortName,
    standing,
    cells: rounds.map(() => null),
  }));
  const byId = new Map(offices.map((office) => [office.id, office]));
  const papers = paperDues(definition);
  for (const row of rows) {
    const i = column.get(row.round);
    const cells = byId.get(row.office)?.cells;
    const beside = { ...(marks.get(row.id) ?? NO_MARKS), paperDue: papers.get(row.requirement) ?? null };
    if (cells && i !== undefined) cells[i] = cellOf(row, beside, now);
  }
  return {
    id,
    title: definition.title,
    number: definition.notice.number,
    status: campaign.status,
    revision: campaign.revision,
    now,
    launchedAt: campaign.launched_at,
    phases: phaseViews(definition, today),
    rounds,
    offices,
    officeCount: count,
    filters: filterCounts(tallies),
    next,
    papers: missing,
    counts,
    documents,
  };
}

function owedRows(db: Db, campaign: string, offices: readonly string[]): Promise<BoardRow[]> {
  if (offices.length === 0) return Promise.resolve([]);
  return db
    .selectFrom('obligation as o')
    .innerJoin('round as r', 'r.id', 'o.round')
    .select(CELL_COLUMNS)
    .select(['o.round', 'o.office', 'o.requirement', 'r.period_label'])
    .where('o.campaign', '=', campaign)
    .where('o.office', 'in', offices)
    .execute();
}
