import type { Instant } from '@duban/base';
import type { DocumentStage } from '@duban/ledger';
import type { Actor, Context } from './context.js';
import { requireRight } from './facts/guard.js';
import { draftReport } from './report/draft-report.js';
import { newestReport } from './report/newest-report.js';

export interface Compiling {
  readonly campaign: string;
  readonly actor: Actor;
  readonly now: Instant;
}

/** Compiles 总结报告 and 汇总表 from the merged rounds, once; returns the stage the report has reached. Throws `rounds-open`, `campaign-closed`, `not-allowed`. */
export async function compileReport(ctx: Context, { campaign, actor, now }: Compiling): Promise<DocumentStage> {
  requireRight(actor, 'campaign.run', '编制总结报告');
  const existing = await newestReport(ctx.ledger.db, campaign);
  return existing?.stage ?? draftReport(ctx, { campaign, replaces: null, actor, now });
}
