import { DubanError } from '@duban/base';
import { type CampaignStatus, type Db, lockSubject, type MessageKind, type Tx } from '@duban/ledger';
import { isUrgentReminder } from '../duties/reminder-id.js';
import { type CampaignFacts, factsOf } from './campaign-facts.js';

export const statusLabels: Readonly<Record<CampaignStatus, string>> = {
  running: '进行中',
  paused: '已暂停',
  closed: '已结束',
};

/** Where a campaign stands. Throws `campaign-unknown`. */
export async function statusOf(db: Db, campaign: string): Promise<CampaignStatus> {
  const row = await db.selectFrom('campaign').select('status').where('id', '=', campaign).executeTakeFirst();
  if (!row) throw new DubanError('campaign-unknown', { campaign });
  return row.status;
}

/** The same with what the campaign is about, in one statement. Throws `campaign-unknown`. */
export async function readCampaign(
  db: Db,
  campaign: string,
): Promise<{ readonly status: CampaignStatus; readonly facts: CampaignFacts }> {
  const row = await db
    .selectFrom('campaign')
    .select(['id', 'status', 'facts_hash'])
    .where('id', '=', campaign)
    .executeTakeFirst();
  if (!row) throw new DubanError('campaign-unknown', { campaign });
  return { status: row.status, facts: await factsOf(db, row) };
}

/**
 * Refuses a change in a campaign that is closed. To be asked first in the transaction: the campaign's row is held in share, so that closing
 * waits for whoever is about to change something, and nobody waits for closing with a row in hand that closing wants. Answers where it stands.
 * @throws DubanError `campaign-unknown`, `campaign-closed`.
 */
export async function refuseClosed(tx: Db, campaign: string): Promise<CampaignStatus> {
  const row = await tx
    .selectFrom('campaign')
    .select(['status', 'definition'])
    .where('id', '=', campaign)
    .forShare()
    .executeTakeFirst();
  if (!row) throw new DubanError('campaign-unknown', { campaign });
  if (row.status === 'closed') throw new DubanError('campaign-closed', { campaign: row.definition.title });
  return row.status;
}

export interface LockedCampaign {
  readonly status: CampaignStatus;
  readonly title: string;
  readonly revision: number;
}

/** The campaign for a verb that changes its row: nobody else changes anything in it meanwhile. Throws `campaign-unknown`, `campaign-closed`. */
export async function lockCampaign(tx: Tx, campaign: string): Promise<LockedCampaign> {
  await lockSubject(tx, `campaign:${campaign}`);
  const row = await tx
    .selectFrom('campaign')
    .select(['status', 'revision', 'definition'])
    .where('id', '=', campaign)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!row) throw new DubanError('campaign-unknown', { campaign });
  const { title } = row.definition;
  if (row.status === 'closed') throw new DubanError('campaign-closed', { campaign: title });
  return { status: row.status, title, revision: row.revision };
}

/** What answers somebody who handed something in: it leaves whether or not the campaign is paused or closed. */
export const ANSWERS: ReadonlySet<MessageKind> = new Set<MessageKind>(['receipt', 'refusal', 'return']);

/** Whether a message may leave while its campaign stands so. Of the bureau's own duties a pause lets pass what no pause stops (`duringPause`). */
export function mayLeave(
  status: CampaignStatus,
  { id, kind }: { readonly id: string; readonly kind: MessageKind },
): boolean {
  return status === 'running' || ANSWERS.has(kind) || (status === 'paused' && kind === 'duty' && isUrgentReminder(id));
}
