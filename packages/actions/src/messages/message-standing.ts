import type { Instant } from '@duban/base';
import type { CampaignStatus, MessageRow, Tx } from '@duban/ledger';
import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import { isUrgentChase } from '../chase/chase-id.js';
import { mayLeave } from '../facts/campaign-status.js';
import { ENCLOSURE_FAILED } from './attachments.js';
import { nextAttempt } from './open-messages.js';

/** Whether a message that is held may leave. */
export interface MessageStanding {
  /** Its campaign's. */
  readonly status: CampaignStatus;
  /**
   * An earlier message to the same person that has not got through yet, and when it is tried next: what a throttled server puts off is not
   * overtaken, or a person reads the correction before what it corrects. Null when nothing is in the way.
   */
  readonly ahead: { readonly id: string; readonly at: Instant } | null;
}

/** Asked once the message is held, in a statement of its own: a pause or an end that it had to wait for counts. */
export async function messageStanding(tx: Tx, message: MessageRow): Promise<MessageStanding> {
  const { id, campaign, recipient, send_after } = message;
  const earlier = tx
    .selectFrom('message as e')
    .select(['id', 'kind', 'state', 'send_after', 'next_attempt_at', 'lease_until', 'response'])
    .where('campaign', '=', campaign)
    .where('recipient', '=', recipient)
    .where('state', 'in', ['deferred', 'unknown'])
    .where((eb) =>
      eb.or([eb('send_after', '<', send_after), eb.and([eb('send_after', '=', send_after), eb('id', '<', id)])]),
    )
    .where((eb) => eb.not(saidBy(id)))
    .orderBy('send_after')
    .orderBy('id');
  const { status, open } = await tx
    .selectFrom('campaign as c')
    .select(['c.status', jsonArrayFrom(earlier).as('open')])
    .where('c.id', '=', campaign)
    .executeTakeFirstOrThrow();
  // An urgent request, whose minute counts, waits for nobody.
  if (isUrgentChase(id)) return { status, ahead: null };
  const ahead = open.find(
    (before) =>
      // What a pause holds back holds up nobody else, nor does what waits for its own enclosure.
      mayLeave(status, before) && !(before.response?.startsWith(ENCLOSURE_FAILED) ?? false),
  );
  return { status, ahead: ahead === undefined ? null : { id: ahead.id, at: nextAttempt(ahead) } };
}

/** Of an earlier message `e`: a chase, and this one speaks of every debt that it still names. There is nothing to wait for then. */
const saidBy = (later: string) => sql<boolean>`(e.kind = 'chase' and not exists (
  select from message_line l where l.message = e.id and not l.dropped and not exists (
    select from message_line n
      where n.message = ${later} and n.obligation = l.obligation and n.arm = l.arm and not n.dropped)))`;
