import type { Instant } from '@duban/base';
import { maskIdNumbers } from '@duban/base/mask';
import type { AttachmentRef, MessageRow, Tx } from '@duban/ledger';
import { chaseContent } from './chase/chase-content.js';
import type { Context } from './context.js';
import { type CampaignFacts, campaignFacts } from './facts/campaign-facts.js';
import { hiddenLink, linkIn } from './link-for.js';
import { attachmentNames } from './messages/attachment-names.js';
import { bringsLink, messageWords } from './messages/message-words.js';
import { mailOf } from './messages/one-mail.js';

/** A message as it will leave. */
export interface Composed {
  readonly subject: string;
  readonly text: string;
  readonly attachments: readonly AttachmentRef[];
  /** Who writes, as the recipient knows it: the bureau. */
  readonly sender: string;
}

export type ComposeContext = Pick<Context, 'calendar' | 'secret' | 'webAddress'>;

export interface Composing {
  readonly ctx: ComposeContext;
  readonly message: MessageRow;
  /** The messages of the same mail, in several campaigns (left out: as the ledger knows them). */
  readonly mail?: readonly string[];
  /** Who will read it: only the recipient gets the link itself (left out: the recipient). */
  readonly reader?: 'recipient' | 'bureau';
}

/**
 * Puts a message into words at the moment of its claim: a chase from the lines that are still owed, every other kind from the facts
 * it was planned with. Throws when they do not fit the kind: an error, not an empty mail.
 */
export async function composeMessage(tx: Tx, composing: Composing, now: Instant): Promise<Composed> {
  const { message } = composing;
  const { campaign, kind } = message;
  const facts = await campaignFacts(tx, campaign);
  const { content, attachments } =
    kind === 'chase'
      ? await chaseContent(tx, await chaseOf(tx, composing, facts), now)
      : { content: message.facts, attachments: message.attachments };
  const names = await attachmentNames(tx, facts, attachments);
  const link = bringsLink(kind) ? await linkTo(tx, composing) : null;
  const words = messageWords(facts.definition, { kind, content, attachmentNames: names, link }, now);
  return {
    // File names, reasons and notes come from people: whatever they wrote, a mail carries no identity number.
    subject: maskIdNumbers(words.subject),
    text: maskIdNumbers(words.text),
    attachments,
    sender: facts.definition.bureau.name,
  };
}

async function chaseOf(tx: Tx, { ctx, message, mail, reader = 'recipient' }: Composing, facts: CampaignFacts) {
  const messages = mail ?? (await mailOf(tx, message));
  const page = (of: Pick<MessageRow, 'campaign' | 'recipient'>) => linkTo(tx, { ctx, message: of, reader });
  return { facts, calendar: ctx.calendar, message: message.id, messages, recipient: message.recipient, page };
}

interface Linking {
  readonly ctx: ComposeContext;
  readonly message: Pick<MessageRow, 'campaign' | 'recipient'>;
  readonly reader?: Composing['reader'];
}

async function linkTo(tx: Tx, { ctx, message, reader }: Linking): Promise<string | null> {
  if (reader === 'bureau') return hiddenLink(ctx);
  return linkIn(tx, ctx, { campaign: message.campaign, contact: message.recipient });
}
