import { DubanError, type Instant } from '@duban/base';
import { isSettled } from '@duban/campaign';
import type { Db, Tx } from '@duban/ledger';
import type { Context } from './context.js';
import { campaignDuties } from './duties/duties-of.js';
import { campaignFacts } from './facts/campaign-facts.js';
import { lockCampaign } from './facts/campaign-status.js';
import { requireRight } from './facts/guard.js';
import { refuseChanged } from './facts/revision.js';
import { cancelAllButAnswers } from './status/cancel-waiting.js';
import { type ChangeStatus, changeStatus, type StatusChanged } from './status/status-changed.js';

/** What a campaign leaves behind when it is closed. */
export interface OpenWork {
  /** 项 that are not settled. */
  readonly obligations: number;
  /** 期次 that are not merged. */
  readonly rounds: number;
  /** Summary reports that every campaign owes and nobody has compiled: 1 or 0. */
  readonly reports: number;
  /** Documents that are not issued. */
  readonly documents: number;
  /** The bureau's own: what is owed upward, clues without a decision, other departments' parts, immediate reports, a 通报. */
  readonly duties: number;
}

/**
 * Ends a campaign: no task and no chase is left, its workflows end, and nothing in it may be changed any more. Links go on: who handed in
 * may look. While something is open a reason has to be given.
 * @throws DubanError `campaign-open`, `changed-meanwhile`, `campaign-unknown`, `campaign-closed`, `not-allowed`.
 */
export async function closeCampaign(ctx: Context, input: ChangeStatus): Promise<StatusChanged> {
  requireRight(input.actor, 'campaign.run', '结束专项');
  return ctx.ledger.transaction(async (tx) => {
    const campaign = await lockCampaign(tx, input.campaign);
    refuseChanged(`“${campaign.title}”`, campaign.revision, input.revision);
    const left = await openWork(tx, { ctx, campaign: input.campaign }, input.now);
    const open = wordsOf(left);
    if (open !== '' && input.reason.trim() === '')
      throw new DubanError('campaign-open', { campaign: campaign.title, open });
    const cancelled = await endWork(tx, input);
    return changeStatus(tx, { ctx, input, status: 'closed', data: { left, ...cancelled } });
  });
}

/** What is open in a campaign: closing it then needs a reason. */
async function openWork(
  db: Db,
  { ctx, campaign }: { readonly ctx: Context; readonly campaign: string },
  now: Instant,
): Promise<OpenWork> {
  const states = await db.selectFrom('obligation').select('state').where('campaign', '=', campaign).execute();
  const rounds = await db
    .selectFrom('round')
    .select('id')
    .where('campaign', '=', campaign)
    .where('merged_at', 'is', null)
    .execute();
  const documents = await db
    .selectFrom('document')
    .select(['kind', 'stage'])
    .where('campaign', '=', campaign)
    .execute();
  const { definition } = await campaignFacts(db, campaign);
  const { running } = await campaignDuties(db, { ctx, definition }, now);
  return {
    obligations: states.filter(({ state }) => !isSettled(state)).length,
    rounds: rounds.length,
    reports: documents.some(({ kind }) => kind === 'summary') ? 0 : 1,
    documents: documents.filter(({ stage }) => stage !== 'issued').length,
    duties: running.length,
  };
}

function wordsOf({ obligations, rounds, reports, documents, duties }: OpenWork): string {
  return [
    obligations > 0 ? `${obligations}项报送任务未了结` : '',
    rounds > 0 ? `${rounds}个期次未汇总` : '',
    reports > 0 ? '总结报告未编制' : '',
    documents > 0 ? `${documents}份文稿未签发` : '',
    duties > 0 ? `${duties}件本局事项未办结` : '',
  ]
    .filter((words) => words !== '')
    .join('、');
}

async function endWork(tx: Tx, { campaign, now }: ChangeStatus): Promise<{ tasks: number; messages: number }> {
  const tasks = await tx
    .updateTable('task')
    .set({ state: 'cancelled', done_at: now })
    .where('campaign', '=', campaign)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return { tasks: Number(tasks.numUpdatedRows), messages: await cancelAllButAnswers(tx, campaign) };
}
