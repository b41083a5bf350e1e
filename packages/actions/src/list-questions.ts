import type { Instant } from '@duban/base';
import type { Context } from './context.js';
import { campaignFacts, officeOf, requirementOf } from './facts/campaign-facts.js';

export interface QuestionListed {
  readonly id: string;
  readonly office: string;
  readonly officeName: string;
  readonly requirement: string | null;
  readonly form: string | null;
  readonly text: string;
  readonly channel: 'desk' | 'phone';
  readonly askedBy: string;
  readonly askedAt: Instant;
  readonly revision: number;
  /** The number of the 口径说明 that answers it; null while it is open. */
  readonly number: number | null;
}

/** The questions of a campaign, or of some of its offices: open ones first, oldest first. Throws `campaign-unknown`. */
export async function listQuestions(
  ctx: Context,
  { campaign, offices }: { readonly campaign: string; readonly offices?: readonly string[] },
): Promise<QuestionListed[]> {
  const { db } = ctx.ledger;
  const { definition } = await campaignFacts(db, campaign);
  const rows = await db
    .selectFrom('question as q')
    .leftJoin('guidance as g', 'g.id', 'q.guidance')
    .select(['q.id', 'q.office', 'q.requirement', 'q.text', 'q.channel', 'q.asked_by', 'q.asked_at', 'q.revision'])
    .select('g.number')
    .where('q.campaign', '=', campaign)
    .orderBy('q.asked_at')
    .orderBy('q.id')
    .execute();
  const listed = rows
    .filter(({ office }) => offices === undefined || offices.includes(office))
    .map(({ asked_by: askedBy, asked_at: askedAt, ...row }) => ({
      ...row,
      officeName: officeOf(definition, row.office).name,
      form: row.requirement === null ? null : requirementOf(definition, row.requirement).shortTitle,
      askedBy,
      askedAt,
    }));
  return [...listed.filter((q) => q.number === null), ...listed.filter((q) => q.number !== null)];
}
