import type { Instant } from '@duban/base';
import type { GuidanceState } from '@duban/ledger';
import type { Context } from './context.js';
import { campaignFacts, requirementOf } from './facts/campaign-facts.js';

/** One 口径说明 as it stands. */
export interface GuidanceListed {
  readonly id: string;
  /** 第N号 */
  readonly number: number;
  readonly requirement: string | null;
  /** The form's short title; null: the campaign as such. */
  readonly form: string | null;
  readonly version: number;
  readonly text: string;
  /** What was asked; null where nothing was. */
  readonly question: string | null;
  readonly state: GuidanceState;
  readonly revision: number;
  readonly publishedBy: string;
  readonly publishedAt: Instant;
  readonly changedAt: Instant;
  /** Of the last revision or the withdrawal; empty for the first version. */
  readonly reason: string;
}

export interface GuidanceOf {
  readonly campaign: string;
  /** Only of the forms that these offices owe, and those of the campaign as such. */
  readonly offices?: readonly string[];
}

/** The 口径说明 of a campaign by number, withdrawn ones too. Who asked is not said. Throws `campaign-unknown`. */
export async function listGuidance(ctx: Context, { campaign, offices }: GuidanceOf): Promise<GuidanceListed[]> {
  const { db } = ctx.ledger;
  const { definition } = await campaignFacts(db, campaign);
  const rows = await db
    .selectFrom('guidance as g')
    .innerJoin('guidance_text as t', (on) => on.onRef('t.guidance', '=', 'g.id').onRef('t.version', '=', 'g.version'))
    .leftJoin('question as q', 'q.guidance', 'g.id')
    .select(['g.id', 'g.number', 'g.requirement', 'g.version', 'g.text', 'g.state', 'g.revision'])
    .select(['g.published_by', 'g.published_at', 'g.changed_at', 't.reason', 'q.text as question'])
    .where('g.campaign', '=', campaign)
    .orderBy('g.number')
    .execute();
  const owed = offices === undefined ? null : await requirementsOf(ctx, { campaign, offices });
  return rows
    .filter((row) => owed === null || row.requirement === null || owed.has(row.requirement))
    .map(({ published_by: publishedBy, published_at: publishedAt, changed_at: changedAt, ...row }) => ({
      ...row,
      form: row.requirement === null ? null : requirementOf(definition, row.requirement).shortTitle,
      publishedBy,
      publishedAt,
      changedAt,
    }));
}

async function requirementsOf(ctx: Context, about: Required<GuidanceOf>): Promise<ReadonlySet<string>> {
  if (about.offices.length === 0) return new Set();
  const rows = await ctx.ledger.db
    .selectFrom('obligation')
    .select('requirement')
    .distinct()
    .where('campaign', '=', about.campaign)
    .where('office', 'in', about.offices)
    .where('state', '!=', 'withdrawn')
    .execute();
  return new Set(rows.map(({ requirement }) => requirement));
}
