import type { Instant } from '@duban/base';
import { maskIdNumbers } from '@duban/base/mask';
import type { MessageRow, Tx } from '@duban/ledger';
import { chaseContent, type MailCampaign } from './chase/chase-content.js';
import type { Context } from './context.js';
import { dutyWords } from './duties/duty-words.js';
import { type CampaignFacts, factsOf } from './facts/campaign-facts.js';
import { hiddenLink, linkOf } from './link-for.js';
import { attachmentNames } from './messages/attachment-names.js';
import type { Enclosure } from './messages/attachments.js';
import { type MailFacts, type MailMessage, mailFacts } from './messages/mail-facts.js';
import { bringsLink, messageWords } from './messages/message-words.js';
import { mailOf } from './messages/one-mail.js';

/** A message as it will leave. */
export interface Composed {
  readonly subject: string;
  readonly text: string;
  readonly enclosures: readonly Enclosure[];
  /** Of the message's campaign. */
  readonly facts: CampaignFacts;
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
 * Puts a message into words at the moment of its claim: a chase from the lines that are still owed, a reminder of the bureau's own duties
 * from their dues, every other kind from the facts it was planned with. Throws when they do not fit the kind: an error, not an empty mail.
 */
export async function composeMessage(tx: Tx, composing: Composing, now: Instant): Promise<Composed> {
  const { ctx, message } = composing;
  const { kind } = message;
  const mail = await mailFacts(tx, composing.mail ?? (await mailOf(tx, message)), formsOf(message));
  const own = mail.messages.find(({ id }) => id === message.id);
  if (!own) throw new RangeError(`no message ${message.id}`);
  const facts = await factsIn(tx, own);
  const campaigns = await campaignsOf(tx, { ...composing, own, messages: mail.messages });
  const { calendar } = ctx;
  const { content, attachments } =
    kind === 'chase'
      ? chaseContent({ to: titleOf(own), calendar, campaigns, lines: mail.lines }, now)
      : {
          content: kind === 'duty' ? dutyWords(message.facts, calendar, now) : message.facts,
          attachments: message.attachments,
        };
  const forms = new Map([...mail.forms, ...mail.lines].map((duty) => [duty.id, duty]));
  const names = attachmentNames(attachments, { campaigns, forms });
  const enclosures = attachments.map((ref, at): Enclosure => ({ ref, name: names[at] ?? '' }));
  const link = campaigns.get(own.campaign)?.page ?? null;
  const words = messageWords(facts.definition, { kind, content, attachmentNames: names, link }, now);
  return {
    // File names, reasons and notes come from people: whatever they wrote, a mail carries no identity number.
    subject: maskIdNumbers(words.subject),
    text: maskIdNumbers(words.text),
    enclosures,
    facts,
    sender: facts.definition.bureau.name,
  };
}

function formsOf({ attachments }: MessageRow): string[] {
  return attachments.flatMap((ref) => ('obligation' in ref ? [ref.obligation] : []));
}

function titleOf({ title, recipient }: MailMessage): string {
  if (title === null) throw new RangeError(`no contact ${recipient}`);
  return title;
}

interface Gathering extends Composing {
  readonly own: MailMessage;
  readonly messages: MailFacts['messages'];
}

/** The campaigns of the mail, the message's own first. */
async function campaignsOf(
  tx: Tx,
  { ctx, message, reader, own, messages }: Gathering,
): Promise<ReadonlyMap<string, MailCampaign>> {
  const found = new Map<string, MailCampaign>();
  for (const of of [own, ...messages]) {
    if (found.has(of.campaign)) continue;
    const { definition } = await factsIn(tx, of);
    const page = bringsLink(message.kind) ? pageFor(of, { ctx, reader }) : null;
    found.set(of.campaign, { definition, page });
  }
  return found;
}

function pageFor(
  { campaign, recipient: contact, link_version: version }: MailMessage,
  { ctx, reader }: { readonly ctx: ComposeContext; readonly reader: Composing['reader'] | undefined },
): string | null {
  return reader === 'bureau' ? hiddenLink(ctx) : linkOf(ctx, { campaign, contact, version });
}

function factsIn(tx: Tx, { campaign: id, facts_hash }: MailMessage): Promise<CampaignFacts> {
  return factsOf(tx, { id, facts_hash });
}
