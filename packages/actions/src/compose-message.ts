import type { Instant } from '@duban/base';
import { dateOf } from '@duban/base/time';
import type { AttachmentRef, MessageKind, MessageRow, Tx } from '@duban/ledger';
import { type MessageFacts, renderMessage } from '@duban/notify';
import { attachmentNames } from './attachment-names.js';
import { type CampaignFacts, campaignFacts } from './campaign-facts.js';
import { chaseContent } from './chase-content.js';
import type { Context } from './context.js';
import { dueText } from './days.js';

/** A message as it will leave. */
export interface Composed {
  readonly subject: string;
  readonly text: string;
  readonly attachments: readonly AttachmentRef[];
}

/**
 * Puts a message into words at the moment of its claim: a chase from the lines that are still owed, every other kind from the facts
 * it was planned with. Throws when they do not fit the kind: an error, not an empty mail.
 */
export async function composeMessage(
  tx: Tx,
  { ctx, message }: { ctx: Pick<Context, 'calendar'>; message: MessageRow },
  now: Instant,
): Promise<Composed> {
  const facts = await campaignFacts(tx, message.campaign);
  const { content, attachments } =
    message.kind === 'chase'
      ? await chaseContent(tx, chaseOf(ctx, message, facts), now)
      : { content: message.facts, attachments: message.attachments };
  const { bureau, title } = facts.definition;
  const operator = bureau.officers.find((o) => o.role === 'operator');
  const complete = {
    campaign: title,
    bureau: bureau.name,
    sentOn: dueText(dateOf(now)),
    contact: operator ? { name: operator.title, phone: operator.phone } : null,
    ...content,
    attachments: await attachmentNames(tx, facts, attachments),
  };
  const { subject, text } = renderMessage(message.kind, complete as unknown as MessageFacts[MessageKind]);
  return { subject, text, attachments };
}

function chaseOf(ctx: Pick<Context, 'calendar'>, message: MessageRow, facts: CampaignFacts) {
  return { facts, calendar: ctx.calendar, message: message.id, recipient: message.recipient };
}
