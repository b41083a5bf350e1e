import type { Instant } from '@duban/base';
import { chineseDate, dateOf } from '@duban/base/time';
import type { CampaignDefinition } from '@duban/campaign';
import {
  type Addressee,
  addressees,
  type MessageRow,
  type Poke,
  planMessage,
  poke,
  recordEvent,
  sha256,
  type Tx,
} from '@duban/ledger';
import { type Context, SYSTEM } from '../context.js';
import { campaignFacts, officeOf } from '../facts/campaign-facts.js';
import { statusOf } from '../facts/campaign-status.js';
import { ADDRESS_CHECK } from '../people/refused-address.js';
import { messageIdOf } from './message-ids.js';
import { messageKindLabels } from './message-labels.js';
import { passOn } from './pass-on.js';

export interface Undelivered {
  readonly ctx: Pick<Context, 'mailDomain'>;
  readonly message: MessageRow;
  /** The server's words. */
  readonly reason: string;
  /** The address itself is refused for good. */
  readonly dead: boolean;
  /** It is tried again, but its mailbox has taken nothing since then: told once. Left out: the message is given up. */
  readonly since?: Instant;
  /** Addresses of coordinators who were told of this very mail, as one of several campaigns: it stands on each board, and is told once. */
  readonly told: Set<string>;
}

/**
 * A message that will not get to whom it was for. Under a dead address nobody writes any more: what it said goes to another of the office
 * (chases are planned anew by the offices' next look), or is told by telephone. The coordinator hears of it at once, and once.
 */
export async function tellUndelivered(
  tx: Tx,
  { ctx, message, reason, dead, since, told }: Undelivered,
  now: Instant,
): Promise<void> {
  const { campaign, recipient, address } = message;
  if ((await statusOf(tx, campaign)) === 'closed') return;
  const { definition } = await campaignFacts(tx, campaign);
  // What the bureau's own people do not get stands on their board: a mail about it would go the same way.
  if (definition.bureau.officers.some((o) => o.role === recipient)) return;
  const contact = await tx
    .selectFrom('contact')
    .select('title')
    .where('campaign', '=', campaign)
    .where('id', '=', recipient)
    .executeTakeFirst();
  const offices = await officesOf(tx, message);
  const known = contact !== undefined && dead;
  if (known) await markRefused(tx, { message, reason }, now);
  const instead = known ? await another(tx, { campaign, office: offices[0] }, now) : null;
  if (known) await passOn(tx, { ctx, message, to: instead }, now);
  const about: About = {
    ...{ ctx, definition, message, reason, offices, instead, dead: known, told, ...(since ? { since } : {}) },
    person: contact?.title ?? definition.recipients.find((r) => r.id === recipient)?.name ?? recipient,
    cause: known
      ? `${campaign}/address/${recipient}/${sha256(Buffer.from(address)).slice(0, 12)}`
      : `${campaign}/undelivered/${recipient}/${since ? `since/${dateOf(since)}` : dateOf(now)}`,
  };
  if (await openTask(tx, about, now)) await tellOperator(tx, about, now);
  const wake = offices.map((office): Poke => ({ workflow: 'office', input: { campaign, office } }));
  await poke(tx, [...wake, { workflow: 'campaign', input: { campaign } }], now);
}

interface About extends Undelivered {
  readonly definition: CampaignDefinition;
  readonly offices: readonly string[];
  readonly person: string;
  readonly instead: Addressee | null;
  /** The same cause is told once, and again when it was dealt with and comes back; a mailbox that goes on taking nothing does not come back. */
  readonly cause: string;
}

/** The offices a message was about: a chase's by its lines, in the order of the directory. */
async function officesOf(tx: Tx, message: MessageRow): Promise<string[]> {
  if (message.kind !== 'chase') return message.office === null ? [] : [message.office];
  const rows = await tx
    .selectFrom('message_line as l')
    .innerJoin('obligation as o', 'o.id', 'l.obligation')
    .innerJoin('office as f', (join) => join.onRef('f.campaign', '=', 'o.campaign').onRef('f.id', '=', 'o.office'))
    .select(['f.id', 'f.position'])
    .distinct()
    .where('l.message', '=', message.id)
    .where('l.dropped', '=', false)
    .orderBy('f.position')
    .execute();
  return rows.map(({ id }) => id);
}

async function markRefused(
  tx: Tx,
  { message, reason }: Pick<Undelivered, 'message' | 'reason'>,
  now: Instant,
): Promise<void> {
  const { campaign, recipient, address } = message;
  await tx
    .updateTable('contact')
    .set({ refused_address: address, refused_at: now, refused_reason: reason })
    .where('campaign', '=', campaign)
    .where('id', '=', recipient)
    .execute();
  const event = { campaign, at: now, kind: 'address-refused', actor: SYSTEM.name, subject: recipient };
  await recordEvent(tx, { ...event, data: { message: message.id } });
}

/** Who of the office can still be written to: A, else B, else whoever leads. */
async function another(
  tx: Tx,
  { campaign, office }: { campaign: string; office: string | undefined },
  now: Instant,
): Promise<Addressee | null> {
  if (office === undefined) return null;
  for (const role of ['A', 'B', 'leader'] as const) {
    const [person] = await addressees(tx, { campaign, office, day: dateOf(now) }, [role]);
    if (person) return person;
  }
  return null;
}

/** For a bureau that reads no mail either: it stands on the operator's list until it is dealt with. False: it does so already. */
async function openTask(tx: Tx, about: About, now: Instant): Promise<boolean> {
  const { message, person, offices, dead, since, instead, definition, cause } = about;
  const where = offices.map((office) => officeOf(definition, office).shortName).join('、');
  const what = messageKindLabels[message.kind];
  const told = instead ? `已改发${instead.title}` : '请电话告知';
  const title = dead
    ? `核对邮箱：${where}${person}的邮箱退信（${chineseDate(dateOf(now))}“${what}”没有送到，${told}）`
    : `电话告知：${where}${person}${since ? `的邮箱自${chineseDate(dateOf(since))}起一直收不到“${what}”` : `没有收到“${what}”`}`;
  const inserted = await tx
    .insertInto('task')
    .values({
      ...{ id: cause, campaign: message.campaign, office: offices[0] ?? null, kind: 'check', assigned_to: 'operator' },
      ...{ script: dead ? ADDRESS_CHECK : 'undelivered', title, slot: now, state: 'open', created_at: now },
      ...{ done_at: null, blob: null },
    })
    .onConflict((c) =>
      c
        .column('id')
        .doUpdateSet({ state: 'open', title, slot: now, created_at: now, done_at: null })
        .where((eb) => eb.and([eb('task.state', '!=', 'open'), eb.lit(since === undefined)])),
    )
    .returning('id')
    .executeTakeFirst();
  if (!inserted) return false;
  const event = { campaign: message.campaign, at: now, kind: 'task-created', actor: SYSTEM.name, subject: cause };
  await recordEvent(tx, { ...event, data: { message: message.id } });
  return true;
}

async function tellOperator(tx: Tx, about: About, now: Instant): Promise<void> {
  const { ctx, definition, message, reason, offices, instead, dead, since, person, cause } = about;
  const operator = definition.bureau.officers.find((o) => o.role === 'operator');
  if (!operator || about.told.has(operator.email)) return;
  about.told.add(operator.email);
  const id = `${cause}/told/${now}`;
  await planMessage(
    tx,
    {
      ...{ id, campaign: message.campaign, office: null, recipient: operator.role, address: operator.email },
      kind: 'undelivered',
      sendAfter: now,
      facts: {
        to: operator.title,
        offices: offices.map((office) => officeOf(definition, office).shortName),
        what: messageKindLabels[message.kind],
        instead: instead?.title ?? null,
        since: since ? chineseDate(dateOf(since)) : null,
        ...{ person, address: message.address, dead, reason },
      },
      attachments: [],
      messageId: messageIdOf(ctx, id),
    },
    now,
  );
}
