import type { Instant } from '@duban/base';
import { dateOf } from '@duban/base/time';
import { onDuty } from '@duban/campaign';
import { contactsOf, outOfReach, type Poke, planMessage, poke, servingPeople, type Tx } from '@duban/ledger';
import type { Context } from '../context.js';
import { campaignFacts, officeOf, requirementOf } from '../facts/campaign-facts.js';
import { messageIdOf } from '../messages/message-ids.js';

export interface Guidance {
  readonly id: string;
  readonly campaign: string;
  readonly number: number;
  readonly requirement: string | null;
  readonly version: number;
  readonly text: string;
}

export interface Told {
  readonly guidance: Guidance;
  readonly change: 'new' | 'revised' | 'withdrawn';
  readonly question: string | null;
  readonly reason: string | null;
}

/**
 * Sends a 口径说明 to A and B of every office it concerns: those that owe the form, or all. One message per person, whatever the number of
 * offices. Returns how many.
 */
export async function tellGuidance(tx: Tx, { ctx, told }: { ctx: Context; told: Told }, now: Instant): Promise<number> {
  const { guidance, change, question, reason } = told;
  const { campaign, number, version, requirement } = guidance;
  const { definition } = await campaignFacts(tx, campaign);
  const offices = await concerned(tx, guidance);
  const day = dateOf(now);
  const people = {
    serving: await servingPeople(tx, { campaign }),
    absences: await outOfReach(tx, { campaign, day }),
  };
  const officesOf = new Map<string, string[]>();
  for (const office of offices)
    for (const contact of onDuty(people, { office, roles: ['A', 'B'] }, day))
      officesOf.set(contact, [...(officesOf.get(contact) ?? []), office]);
  const form = requirement === null ? null : requirementOf(definition, requirement).shortTitle;
  for (const person of await contactsOf(tx, campaign, [...officesOf.keys()])) {
    const mine = officesOf.get(person.contact) ?? [];
    const id = `${guidance.id}/${version}/${person.contact}`;
    await planMessage(
      tx,
      {
        id,
        campaign,
        office: mine[0] ?? null,
        recipient: person.contact,
        address: person.email,
        kind: 'guidance',
        sendAfter: now,
        facts: {
          to: person.title,
          office: mine.map((office) => officeOf(definition, office).name).join('、'),
          ...{ number, change, form, question, answer: guidance.text, reason },
        },
        attachments: [],
        messageId: messageIdOf(ctx, id),
      },
      now,
    );
  }
  const first = [...officesOf.values()].flatMap(([office]) => (office === undefined ? [] : [office]));
  const wake = [...new Set(first)].sort();
  await poke(
    tx,
    wake.map((office): Poke => ({ workflow: 'office', input: { campaign, office } })),
    now,
  );
  return officesOf.size;
}

/** In the order of the directory. Who was exempted from one quarter fills in the next. */
async function concerned(tx: Tx, { campaign, requirement }: Guidance): Promise<string[]> {
  let query = tx
    .selectFrom('obligation as o')
    .innerJoin('office as f', (join) => join.onRef('f.campaign', '=', 'o.campaign').onRef('f.id', '=', 'o.office'))
    .select(['f.id', 'f.position'])
    .distinct()
    .where('o.campaign', '=', campaign)
    .where('o.state', '!=', 'withdrawn');
  if (requirement !== null) query = query.where('o.requirement', '=', requirement);
  const rows = await query.orderBy('f.position').execute();
  return rows.map(({ id }) => id);
}
