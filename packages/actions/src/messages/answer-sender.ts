import type { Instant } from '@duban/base';
import { dateOf } from '@duban/base/time';
import { type AttachmentRef, planMessage, type Tx } from '@duban/ledger';
import type { Context } from '../context.js';
import type { AboutObligation } from '../facts/about-obligation.js';
import { inTheirPlace } from '../people/reroute.js';
import { messageIdOf } from './message-ids.js';

export interface AnswerTo {
  readonly about: AboutObligation;
  readonly contact: string;
  readonly now: Instant;
  readonly kind: 'receipt' | 'refusal' | 'return' | 'answer';
  readonly cause: string;
  readonly attachments?: readonly AttachmentRef[];
  readonly facts: Readonly<Record<string, unknown>>;
  /** Left out: at once. */
  readonly sendAfter?: Instant;
}

/** Plans the answer to the person who handed something in, or who is there instead; once per cause. */
export async function answerSender(tx: Tx, ctx: Context, to: AnswerTo): Promise<void> {
  const { about, now, kind } = to;
  const at = { campaign: about.campaign, contact: to.contact, office: about.officeId, day: dateOf(now) };
  // Work that comes back is for who is there; a receipt is for who handed in.
  const contact = kind === 'return' ? await inTheirPlace(tx, at) : to.contact;
  const person = await tx
    .selectFrom('contact')
    .select(['id', 'title', 'email'])
    .where('campaign', '=', about.campaign)
    .where('id', '=', contact)
    .executeTakeFirstOrThrow();
  const id = `${to.cause}/${kind}`;
  await planMessage(
    tx,
    {
      id,
      campaign: about.campaign,
      office: about.officeId,
      recipient: person.id,
      address: person.email,
      kind,
      sendAfter: to.sendAfter ?? now,
      facts: { to: person.title, office: about.office, ...to.facts },
      attachments: to.attachments ?? [],
      messageId: messageIdOf(ctx, id),
    },
    now,
  );
}
