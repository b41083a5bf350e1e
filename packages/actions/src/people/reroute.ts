import type { LocalDate } from '@duban/base';
import { onDuty } from '@duban/campaign';
import { contactsOf, type Db, json, outOfReach, servingPeople, type Tx } from '@duban/ledger';
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
  const roles = serving.filter((person) => person.contact === contact).map(({ role }) => role);
  if (roles.length === 0) return contact;
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
    .select(['id', 'office', 'facts'])
    .where('campaign', '=', campaign)
    .where('recipient', '=', contact)
    .where('kind', 'in', ['launch', 'return', 'guidance'])
    .where('state', 'in', ['planned', 'deferred', 'unknown'])
    .orderBy('id')
    .forUpdate()
    .execute();
  for (const { id, office, facts } of waiting) {
    if (office === null) continue;
    const to = await inTheirPlace(tx, { campaign, contact, office, day });
    const [person] = to === contact ? [] : await contactsOf(tx, campaign, [to]);
    if (!person) continue;
    await tx
      .updateTable('message')
      .set({ recipient: to, address: person.email, facts: json({ ...facts, to: person.title }) })
      .where('id', '=', id)
      .execute();
  }
  return offices;
}
