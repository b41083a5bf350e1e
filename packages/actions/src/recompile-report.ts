import { DubanError } from '@duban/base';
import type { Compiling } from './compile-report.js';
import type { Context } from './context.js';
import { refuseClosed } from './facts/campaign-status.js';
import { requireRight } from './facts/guard.js';
import { documentTitle } from './report/document-title.js';
import { draftReport } from './report/draft-report.js';
import { newestReport } from './report/newest-report.js';
import { factsAgain, mergeAgain } from './rounds/merge-again.js';

/**
 * Merges anew the rounds whose figures do not hold any more, and compiles the report from them: a new snapshot, a new draft, and every
 * stage of its approval begins again. Figures that went upward are never recomputed by themselves (practice.md 9): an officer asks for it.
 * @throws DubanError `correction-open` while a sheet that was in the figures is not settled again, `entry-state` for a report whose figures
 *   hold, or that is not compiled yet, `rounds-open`, `campaign-closed`, `campaign-unknown`, `not-allowed`.
 */
export async function recompileReport(ctx: Context, { campaign, actor, now }: Compiling): Promise<void> {
  const verb = '重新编制';
  requireRight(actor, 'campaign.run', verb);
  const { db } = ctx.ledger;
  await refuseClosed(db, campaign);
  const replaces = await newestReport(db, campaign);
  const what = documentTitle('summary');
  if (!replaces) throw new DubanError('entry-state', { what, state: '还没有编制', verb });
  if (replaces.stale_since === null) throw new DubanError('entry-state', { what, state: '依据的数据没有变动', verb });
  const stale = await db
    .selectFrom('round')
    .select('id')
    .where('campaign', '=', campaign)
    .where('stale_since', 'is not', null)
    .orderBy('due')
    .orderBy('id')
    .execute();
  // Either all of them are merged again or none is.
  for (const { id } of stale) await factsAgain(db, id);
  for (const { id } of stale) await mergeAgain(ctx, { round: id, actor, now });
  await draftReport(ctx, { campaign, replaces, actor, now });
}
