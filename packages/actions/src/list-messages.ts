import type { Instant } from '@duban/base';
import type { Db, MessageState } from '@duban/ledger';
import type { Context } from './context.js';
import { campaignFacts } from './facts/campaign-facts.js';
import { messageKindLabels } from './messages/message-labels.js';
import { concerning } from './messages/open-messages.js';
import { personTitles } from './people/person-titles.js';

export interface MessageListed {
  readonly id: string;
  readonly kind: string;
  readonly kindLabel: string;
  readonly state: MessageState;
  /** Short names, e.g. `兖州区`; several for a clerk of several offices; null for a message that is about no office. */
  readonly office: string | null;
  /** By function, never a personal name. */
  readonly recipient: string;
  readonly address: string;
  readonly subject: string | null;
  readonly attempts: number;
  readonly sendAfter: Instant;
  readonly sentAt: Instant | null;
  /** What the mail server said last. */
  readonly response: string | null;
}

export interface Messages {
  /** How many there are, whatever the limit. */
  readonly total: number;
  readonly messages: MessageListed[];
}

export interface MessagesWanted {
  readonly campaign: string;
  /** An office's id: only what is about it. */
  readonly office?: string | undefined;
  readonly limit: number;
}

/** What was sent and what waits, newest first. Throws `campaign-unknown`. */
export async function listMessages(ctx: Context, wanted: MessagesWanted): Promise<Messages> {
  const { db } = ctx.ledger;
  const { definition } = await campaignFacts(db, wanted.campaign);
  const rows = await matching(db, wanted)
    .selectAll('m')
    .orderBy('m.send_after', 'desc')
    .orderBy('m.id', 'desc')
    .limit(wanted.limit)
    .execute();
  const { n } = await matching(db, wanted)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  const lines = await officesOf(
    db,
    rows.map((m) => m.id),
  );
  const people = personTitles(definition);
  const shortNames = new Map(definition.offices.map((o) => [o.id, o.shortName]));
  return {
    total: n,
    messages: rows.map((m) => {
      const offices = m.office ? [m.office] : lines.filter((l) => l.message === m.id).map((l) => l.office);
      return {
        id: m.id,
        kind: m.kind,
        kindLabel: messageKindLabels[m.kind],
        state: m.state,
        office: offices.map((id) => shortNames.get(id) ?? id).join('、') || null,
        recipient: people.get(m.recipient) ?? m.recipient,
        address: m.address,
        subject: m.subject,
        attempts: m.attempts,
        sendAfter: m.send_after,
        sentAt: m.sent_at,
        response: m.response,
      };
    }),
  };
}

function matching(db: Db, { campaign, office }: MessagesWanted) {
  const all = db.selectFrom('message as m').where('m.campaign', '=', campaign);
  return office === undefined ? all : all.where(concerning(office));
}

/** The offices that chases are about, in directory order. */
function officesOf(db: Db, messages: readonly string[]): Promise<{ message: string; office: string }[]> {
  if (messages.length === 0) return Promise.resolve([]);
  return db
    .selectFrom('message_line as l')
    .innerJoin('obligation as o', 'o.id', 'l.obligation')
    .innerJoin('office as f', (join) => join.onRef('f.campaign', '=', 'o.campaign').onRef('f.id', '=', 'o.office'))
    .select(['l.message', 'o.office', 'f.position'])
    .distinct()
    .where('l.message', 'in', messages)
    .orderBy('f.position')
    .execute();
}
