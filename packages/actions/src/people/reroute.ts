import type { LocalDate } from '@duban/base';
import { type ContactRole, onDuty } from '@duban/campaign';
import {
  contactsOf,
  type Db,
  json,
  type MessageKind,
  type MessageRow,
  outOfReach,
  servingPeople,
  type Tx,
} from '@duban/ledger';
import { hasTheSame } from '../messages/pass-on.js';
import { cancelChases } from '../status/cancel-waiting.js';

export interface PersonAt {
  readonly campaign: string;
  readonly contact: string;
  readonly office: string;
  readonly day: LocalDate;
}

/** Who takes what is meant for a person of an office on a day: the same one, unless away or gone. */
export async function inTheirPlace(db: Db, { campaign, contact, office, day }: PersonAt): Promise<string> {
  const serving = await servingPeople(db, { campaign, office });
  const mine = serving.filter((person) => person.contact === contact).map(({ role }) => role);
  // Somebody who stands in, or has been moved to other offices since, has no function at this one.
  const roles: readonly ContactRole[] = mine.length > 0 ? mine : ['A', 'B', 'leader'];
  const taking = onDuty({ serving, absences: await outOfReach(db, { campaign, day }) }, { office, roles }, day);
  return taking.includes(contact) ? contact : (taking[0] ?? contact);
}

/**
 * What waits for somebody who is away or gone goes to who is there instead. Chases are planned anew by the offices' next look; a receipt
 * stays with whoever handed in. Returns the offices that must look.
 */
export async function reroute(
  tx: Tx,
  { campaign, contact, day }: { campaign: string; contact: string; day: LocalDate },
): Promise<readonly string[]> {
  const { offices } = await cancelChases(tx, campaign, contact);
  const waiting = await tx
    .selectFrom('message')
    .selectAll()
    .where('campaign', '=', campaign)
    .where('recipient', '=', contact)
    .where('kind', 'in', [...PASSED_ON])
    .where('state', 'in', ['planned', 'deferred', 'unknown'])
    .orderBy('id')
    .forUpdate()
    .execute();
  for (const message of waiting)
    if ((await redirect(tx, message, day)) === null)
      await tx
        .updateTable('message')
        .set({ state: 'cancelled', next_attempt_at: null })
        .where('id', '=', message.id)
        .execute();
  return offices;
}

const PASSED_ON: ReadonlySet<MessageKind> = new Set<MessageKind>(['launch', 'return', 'guidance', 'change']);

/**
 * Has a message that waits go to who is there on that day instead of its recipient; as it is when that is the same, or nobody. Null when
 * who is there has the same already: nobody gets it twice.
 */
export async function redirect(tx: Tx, message: MessageRow, day: LocalDate): Promise<MessageRow | null> {
  const { id, campaign, office, kind, recipient: contact, facts } = message;
  if (office === null || !PASSED_ON.has(kind)) return message;
  const to = await inTheirPlace(tx, { campaign, contact, office, day });
  const [person] = to === contact ? [] : await contactsOf(tx, campaign, [to]);
  if (!person) return message;
  if (await hasTheSame(tx, message, to)) return null;
  const changed = { recipient: to, address: person.email };
  const said = { ...facts, to: person.title };
  await tx
    .updateTable('message')
    .set({ ...changed, facts: json(said) })
    .where('id', '=', id)
    .execute();
  return { ...message, ...changed, facts: said };
}
