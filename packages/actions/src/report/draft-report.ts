import type { Instant } from '@duban/base';
import { compileSummaryReport } from '@duban/documents';
import { type DocumentStage, json, lockSubject, poke, putBlob, recordEvent, type Tx } from '@duban/ledger';
import type { Actor, Context } from '../context.js';
import { refuseClosed } from '../facts/campaign-status.js';
import { nextVersion } from '../facts/next-version.js';
import { tellReviewer } from '../messages/tell-reviewer.js';
import { askForStage, dropStage } from './document-chain.js';
import { recordStep } from './document-steps.js';
import { type NewestReport, newestReport } from './newest-report.js';
import { reportFacts, summaryInput } from './report-facts.js';
import { mergedRounds } from './report-rounds.js';
import { reportSnapshot } from './report-snapshot.js';

export interface Drafting {
  readonly campaign: string;
  /** What the draft takes the place of; null for the first. */
  readonly replaces: NewestReport | null;
  readonly actor: Actor;
  readonly now: Instant;
}

/**
 * Writes 总结报告 and 汇总表 from the merged rounds and puts them up for review; the stage the report has when somebody else was faster. A
 * draft takes the place of a draft; a report that was issued stays as it went upward, and the draft is a document beside it.
 * @throws DubanError `rounds-open`, `campaign-closed`.
 */
export async function draftReport(ctx: Context, drafting: Drafting): Promise<DocumentStage> {
  const { campaign, replaces, actor, now } = drafting;
  const ids = idsOf(campaign, replaces);
  const rounds = await mergedRounds(ctx.ledger.db, campaign);
  const snapshot = await reportSnapshot(ctx.ledger.db, { id: ids.snapshot, rounds });
  const docx = await compileSummaryReport({ snapshot, facts: reportFacts(rounds) });
  const xlsx = await ctx.workbooks.summary(summaryInput(rounds));
  return ctx.ledger.transaction(async (tx) => {
    await refuseClosed(tx, campaign);
    await lockSubject(tx, `${campaign}/report/summary`);
    const raced = await newestReport(tx, campaign);
    if (raced && raced.snapshot !== replaces?.snapshot) return raced.stage;
    const stale = await stalenessOf(tx, campaign);
    // Before the document is touched: whoever completes a task of it takes the two in this order as well.
    await dropStage(tx, campaign, now);
    await tx
      .insertInto('snapshot')
      .values({ id: snapshot.id, campaign, figures: json(snapshot.figures), created_at: now })
      .execute();
    const blobs = { docx: await putBlob(tx, docx, now), xlsx: await putBlob(tx, xlsx, now) };
    const draft = { stage: 'draft', snapshot: snapshot.id, ...blobs, ...stale, created_at: now } as const;
    await tx
      .insertInto('document')
      .values({ id: ids.document, campaign, kind: 'summary', ...draft, issued_at: null })
      .onConflict((c) => c.column('id').doUpdateSet(draft))
      .execute();
    await recordEvent(tx, {
      campaign,
      at: now,
      kind: 'report-compiled',
      actor,
      subject: ids.document,
      data: { figures: Object.keys(snapshot.figures).length, ...(replaces ? { replaces: replaces.snapshot } : {}) },
    });
    const step = { campaign, document: ids.document, action: 'drafted', from: null, to: 'draft' } as const;
    await recordStep(tx, step, { actor, now });
    await askForStage(tx, { id: ids.document, campaign, kind: 'summary', stage: 'draft', docx: blobs.docx }, now);
    await tellReviewer(tx, { ctx, rounds, blobs, ids }, now);
    // The draft belongs to no office: the campaign sends it.
    await poke(
      tx,
      [
        { workflow: 'campaign', input: { campaign } },
        ...(replaces ? [{ workflow: 'report' as const, input: { campaign, kind: 'summary' } }] : []),
      ],
      now,
    );
    return 'draft';
  });
}

/** The ids of one version of the report. */
export interface ReportIds {
  readonly document: string;
  readonly snapshot: string;
  readonly message: string;
}

function idsOf(campaign: string, replaces: NewestReport | null): ReportIds {
  const first = `${campaign}/report/summary`;
  const document = replaces === null ? first : replaces.stage === 'issued' ? nextVersion(replaces.id) : replaces.id;
  const snapshot = replaces?.id === document ? nextVersion(replaces.snapshot) : `${document}/snapshot`;
  return { document, snapshot, message: `${document}/draft${snapshot.slice(`${document}/snapshot`.length)}` };
}

/**
 * What a round's figures rest on may have been taken back before the report was written, or while it was: it says so from its first day.
 * The rounds are held in share, so that a sheet that is taken back now finds the report.
 */
async function stalenessOf(tx: Tx, campaign: string) {
  const rounds = await tx
    .selectFrom('round')
    .select(['stale_since', 'stale_reason'])
    .where('campaign', '=', campaign)
    .orderBy('id')
    .forShare()
    .execute();
  return rounds.find((round) => round.stale_since !== null) ?? { stale_since: null, stale_reason: null };
}
