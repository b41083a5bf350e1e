import type { Instant } from '@duban/base';
import { compileSummaryReport } from '@duban/documents';
import { type DocumentStage, json, lockSubject, poke, putBlob, recordEvent } from '@duban/ledger';
import type { Actor, Context } from './context.js';
import { refuseClosed } from './facts/campaign-status.js';
import { requireRight } from './facts/guard.js';
import { tellReviewer } from './messages/tell-reviewer.js';
import { askForStage } from './report/document-chain.js';
import { recordStep } from './report/document-steps.js';
import { reportFacts, summaryInput } from './report/report-facts.js';
import { mergedRounds } from './report/report-rounds.js';
import { reportSnapshot } from './report/report-snapshot.js';

/** Compiles 总结报告 and 汇总表 from the merged rounds, once; returns the stage the report has reached. Throws `rounds-open`, `campaign-closed`, `not-allowed`. */
export async function compileReport(
  ctx: Context,
  { campaign, actor, now }: { campaign: string; actor: Actor; now: Instant },
): Promise<DocumentStage> {
  requireRight(actor, 'campaign.run', '编制总结报告');
  const id = `${campaign}/report/summary`;
  const existing = await ctx.ledger.db.selectFrom('document').select('stage').where('id', '=', id).executeTakeFirst();
  if (existing) return existing.stage;
  const rounds = await mergedRounds(ctx.ledger.db, campaign);
  const snapshot = await reportSnapshot(ctx.ledger.db, { id, rounds });
  const docx = await compileSummaryReport({ snapshot, facts: reportFacts(rounds) });
  const xlsx = await ctx.workbooks.summary(summaryInput(rounds));
  return ctx.ledger.transaction(async (tx) => {
    await refuseClosed(tx, campaign);
    await lockSubject(tx, id);
    const raced = await tx.selectFrom('document').select('stage').where('id', '=', id).executeTakeFirst();
    if (raced) return raced.stage;
    await tx
      .insertInto('snapshot')
      .values({ id: snapshot.id, campaign, figures: json(snapshot.figures), created_at: now })
      .execute();
    const blobs = { docx: await putBlob(tx, docx, now), xlsx: await putBlob(tx, xlsx, now) };
    await tx
      .insertInto('document')
      .values({
        id,
        campaign,
        kind: 'summary',
        stage: 'draft',
        snapshot: snapshot.id,
        ...blobs,
        created_at: now,
        issued_at: null,
      })
      .execute();
    await recordEvent(tx, {
      campaign,
      at: now,
      kind: 'report-compiled',
      actor,
      subject: id,
      data: { figures: Object.keys(snapshot.figures).length },
    });
    await recordStep(tx, { campaign, document: id, action: 'drafted', from: null, to: 'draft' }, { actor, now });
    await askForStage(tx, { id, campaign, kind: 'summary', stage: 'draft', docx: blobs.docx }, now);
    await tellReviewer(tx, { ctx, rounds, blobs, id }, now);
    // The draft belongs to no office: the campaign sends it.
    await poke(tx, [{ workflow: 'campaign', input: { campaign } }], now);
    return 'draft';
  });
}
