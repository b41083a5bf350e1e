import { DubanError, type Instant, type LocalDate } from '@duban/base';
import { amend, completed, diffCampaigns, openQuestions } from '@duban/campaign';
import { takenBack } from './amend/taken-back.js';
import { amendWithin } from './amend-campaign.js';
import type { Actor, Context } from './context.js';
import type { SeedDiff } from './diff-seeds.js';
import type { NextStep } from './next-steps.js';
import { loadPlaced, type SeedFolders } from './seed-folders.js';

export interface PreviewAmendment extends SeedFolders {
  readonly campaign: string;
  /** The later document. */
  readonly name: string;
  readonly effective: LocalDate;
  readonly actor: Actor;
  readonly now: Instant;
}

export interface AmendmentPreview extends SeedDiff {
  /** The campaign's revision: amending asks for it. */
  readonly revision: number;
  /** What would happen next; empty while a question is open. */
  readonly next: readonly NextStep[];
}

/**
 * What a later document would change in the campaign as it stands in the ledger, by obligation and office; nothing is written.
 * @throws DubanError `campaign-unknown`, `campaign-closed`, and as `loadPlaced`.
 */
export async function previewAmendment(ctx: Context, about: PreviewAmendment): Promise<AmendmentPreview> {
  const { campaign, name, effective } = about;
  const { calendar } = ctx;
  const row = await ctx.ledger.db.selectFrom('campaign').selectAll().where('id', '=', campaign).executeTakeFirst();
  if (!row) throw new DubanError('campaign-unknown', { campaign });
  if (row.status === 'closed') throw new DubanError('campaign-closed', { campaign: row.definition.title });
  const { seed: later } = await loadPlaced(about, name, { calendar });
  const before = completed(row.definition);
  const definition = amend(before, later.definition, effective);
  const again = new Set(later.answers.map(({ question }) => question));
  const answers = [...row.answers.filter(({ question }) => !again.has(question)), ...later.answers];
  const questions = openQuestions(definition, answers, calendar);
  const { actor, now } = about;
  const amending = { campaign, document: later, effective, actor, now };
  const next = questions.length > 0 ? [] : (await takenBack(ctx.ledger, (tx) => amendWithin(tx, ctx, amending))).next;
  return {
    ...diffCampaigns(
      { definition: before, answers: row.answers, calendar },
      { definition, answers, calendar },
      effective,
    ),
    campaign,
    title: definition.title,
    names: Object.fromEntries(definition.offices.map((office) => [office.id, office.shortName])),
    questions,
    next,
    revision: row.revision,
  };
}
