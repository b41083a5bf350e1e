import type { Instant } from '@duban/base';
import { chineseDate, chineseWeekday, dateOf } from '@duban/base/time';
import type { Database, MessageKind, Tx } from '@duban/ledger';
import type { AttachmentRef } from '@duban/ledger';
import { type MessageFacts, renderMessage } from '@duban/notify';
import type { Selectable } from 'kysely';
import { attachmentNames } from './attachments.js';
import { campaignFacts } from './campaign-facts.js';
import { chaseContent } from './chase-content.js';

/** A message as it will leave. */
export interface Composed {
  readonly subject: string;
  readonly text: string;
  readonly attachments: readonly AttachmentRef[];
}

/** Puts a message into words at the moment of its claim: a chase from the lines that are still owed, every other kind from the facts it was planned with. */
export async function composeMessage(tx: Tx, message: Selectable<Database['message']>, now: Instant): Promise<Composed> {
  const facts = await campaignFacts(tx, message.campaign);
  const { bureau, title } = facts.definition;
  const operator = bureau.officers.find((o) => o.role === 'operator');
  const { content, attachments } = message.kind === 'chase' ? await chaseContent(tx, { facts, message: message.id, recipient: message.recipient }, now) : { content: message.facts, attachments: message.attachments };
  const complete = {
    campaign: title,
    bureau: bureau.name,
    sentOn: `${chineseDate(dateOf(now), true)}（${chineseWeekday(dateOf(now))}）`,
    contact: operator ? { name: operator.title, phone: operator.phone } : null,
    ...content,
    attachments: await attachmentNames(tx, facts, attachments),
  };
  // The schema of the kind checks the facts once more: a stored message that does not fit is an error, not an empty mail.
  const { subject, text } = renderMessage(message.kind, complete as unknown as MessageFacts[MessageKind]);
  return { subject, text, attachments };
}
