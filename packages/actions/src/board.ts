import { DubanError, type Instant } from '@duban/base';
import { dateOf } from '@duban/base/time';
import type { Standing } from '@duban/campaign';
import type { CampaignStatus, Db } from '@duban/ledger';
import type { Context } from './context.js';
import { campaignFacts } from './facts/campaign-facts.js';
import { type NextStep, nextSteps } from './next-steps.js';
import { type BoardCounts, boardCounts, type DocumentView, documentViews } from './views/board-counts.js';
import { type BoardRound, type BoardRow, boardRounds } from './views/board-rounds.js';
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
  readonly now: Instant;
  readonly launchedAt: Instant;
  readonly phases: PhaseView[];
  /** The first due first. */
  readonly rounds: BoardRound[];
  /** In directory order. */
  readonly offices: BoardOffice[];
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

/** The whole board in a fixed number of queries, however many offices there are. Throws `campaign-unknown`. */
export async function board(
  ctx: Context,
  { campaign: id, now }: { readonly campaign: string; readonly now: Instant },
): Promise<Board> {
  const { db } = ctx.ledger;
  const { definition } = await campaignFacts(db, id);
  const campaign = await db
    .selectFrom('campaign')
    .select(['status', 'launched_at'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!campaign) throw new DubanError('campaign-unknown', { campaign: id });
  const rows = await owedRows(db, id);
  const rounds = await boardRounds(db, { ctx, definition, rows }, now);
  const today = dateOf(now);
  const column = new Map(rounds.map((round, i) => [round.id, i]));
  const offices: BoardOffice[] = definition.offices.map(({ id: office, name, shortName, standing }) => ({
    id: office,
    name,
    shortName,
    standing,
    cells: rounds.map(() => null),
  }));
  const byId = new Map(offices.map((office) => [office.id, office]));
  const marks = await marksOf(db, { campaign: id });
  const papers = paperDues(definition);
  for (const row of rows) {
    const i = column.get(row.round);
    const cells = byId.get(row.office)?.cells;
    const beside = { ...(marks.get(row.id) ?? NO_MARKS), paperDue: papers.get(row.requirement) ?? null };
    if (cells && i !== undefined) cells[i] = cellOf(row, beside, today);
  }
  return {
    id,
    title: definition.title,
    number: definition.notice.number,
    status: campaign.status,
    now,
    launchedAt: campaign.launched_at,
    phases: phaseViews(definition, today),
    rounds,
    offices,
    papers: missingPapers(rows, { definition, today }),
    next: campaign.status === 'running' ? await nextSteps(db, { ctx, definition, limit: NEXT_SHOWN }, now) : [],
    counts: await boardCounts(db, id),
    documents: await documentViews(db, id),
  };
}

function owedRows(db: Db, campaign: string): Promise<BoardRow[]> {
  return db
    .selectFrom('obligation as o')
    .innerJoin('round as r', 'r.id', 'o.round')
    .select(CELL_COLUMNS)
    .select(['o.round', 'o.office', 'o.requirement', 'r.period_label'])
    .where('o.campaign', '=', campaign)
    .execute();
}
