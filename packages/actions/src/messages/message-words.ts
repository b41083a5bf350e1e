import type { Instant } from '@duban/base';
import { dateOf } from '@duban/base/time';
import type { CampaignDefinition } from '@duban/campaign';
import type { MessageKind } from '@duban/ledger';
import { type MessageFacts, renderMessage } from '@duban/notify';
import { dueText } from '../facts/days.js';
import { withDesk } from './hand-in-ways.js';

/** What a message says, before it is put into words. */
export interface Wording {
  readonly kind: MessageKind;
  readonly content: Readonly<Record<string, unknown>>;
  readonly attachmentNames: readonly string[];
  /** Opens the recipient's own page; null where there is none. */
  readonly link: string | null;
}

/** Subject and text as they leave on the day of `now`. Throws when the content does not fit the kind: an error, not an empty mail. */
export function messageWords(
  { bureau, title }: CampaignDefinition,
  { kind, content, attachmentNames, link }: Wording,
  now: Instant,
): { subject: string; text: string } {
  const operator = bureau.officers.find((o) => o.role === 'operator');
  const complete = {
    campaign: title,
    bureau: bureau.name,
    sentOn: dueText(dateOf(now)),
    contact: operator ? { name: operator.title, phone: operator.phone } : null,
    ...(link === null ? content : { ...withDesk(kind, content), link }),
    attachments: attachmentNames,
  };
  const { subject, text } = renderMessage(kind, complete as unknown as MessageFacts[MessageKind]);
  return { subject, text };
}

/** Messages to people of the reporting offices: each of them brings the way to their page. */
export function bringsLink(kind: MessageKind): boolean {
  return LINKED.has(kind);
}

const LINKED: ReadonlySet<MessageKind> = new Set<MessageKind>([
  'launch',
  'chase',
  'return',
  'refusal',
  'receipt',
  'guidance',
  'answer',
  'change',
  'fact-check',
]);
