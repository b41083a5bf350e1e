import type { Readable } from 'node:stream';
import { DubanError, type Instant } from '@duban/base';
import { campaignTables, recordEvent } from '@duban/ledger';
import { bureauItems, noticeItems, submissionItems } from './archive/file-items.js';
import { otherItems } from './archive/other-items.js';
import { extraFiles, packItems } from './archive/pack-items.js';
import { decisionItems, ledgerItems, messageItems } from './archive/record-items.js';
import { archiveWords as words } from './archive/wording.js';
import type { Actor, Context } from './context.js';
import { campaignFacts } from './facts/campaign-facts.js';
import { requireRight } from './facts/guard.js';
import { safeName } from './folder/safe-name.js';
import { owedLabels } from './views/owed-labels.js';

export interface CampaignArchive {
  /** With its ending. */
  readonly name: string;
  readonly type: 'application/zip';
  /** Made while it is read. */
  readonly stream: Readable;
  readonly files: number;
}

/**
 * 归档: a closed campaign as one package: numbered list of contents, the definition, originals byte for byte, marked returns, merged
 * workbooks, documents, messages, decisions, calls, the audit's events with their chain, every row of it, and SHA256SUMS over all. The
 * same facts give the same bytes. That it was made is written down beside the campaign, not in it. `now` is campaign time.
 * @throws DubanError `not-allowed`, `campaign-unknown`, `archive-early`
 */
export async function archiveCampaign(
  ctx: Pick<Context, 'ledger' | 'calendar' | 'secret'>,
  { campaign, actor, now }: { readonly campaign: string; readonly actor: Actor; readonly now: Instant },
): Promise<CampaignArchive> {
  requireRight(actor, 'campaign.run', '归档');
  const { db } = ctx.ledger;
  const facts = await campaignFacts(db, campaign);
  const { definition } = facts;
  const about = await db
    .selectFrom('campaign')
    .select(['status', 'launched_at', 'closed_at'])
    .where('id', '=', campaign)
    .executeTakeFirstOrThrow();
  if (about.status !== 'closed') throw new DubanError('archive-early', { campaign: definition.title });
  const rounds = await db
    .selectFrom('round')
    .select(['requirement', 'period', 'period_label'])
    .where('campaign', '=', campaign)
    .execute();
  const sources = { db, facts, labels: owedLabels(definition, rounds) };
  const tables = await campaignTables(db);
  const items = [
    ...(await noticeItems(sources)),
    ...(await submissionItems(sources)),
    ...(await bureauItems(sources)),
    ...(await decisionItems(sources)),
    // Without our address: where the system stood when it was packed is no fact of the campaign.
    ...(await messageItems(sources, { ...ctx, webAddress: null })),
    ...ledgerItems(sources, tables),
    ...(await otherItems(sources, tables)),
  ];
  await ctx.ledger.transaction((tx) =>
    recordEvent(tx, { campaign: null, at: now, kind: 'campaign-archived', actor, subject: campaign }),
  );
  const { launched_at: launchedAt, closed_at } = about;
  return {
    name: `${safeName(words.package(definition.title))}.zip`,
    type: 'application/zip',
    stream: packItems(db, { definition, launchedAt, closedAt: closed_at ?? launchedAt, items }),
    files: items.length + extraFiles,
  };
}
