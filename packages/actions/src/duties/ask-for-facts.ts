import type { Instant, LocalDate } from '@duban/base';
import { chineseDate, dateOf } from '@duban/base/time';
import type { CampaignDefinition } from '@duban/campaign';
import { addressees, type Lapse, type Poke, planMessage, poke, type Tx } from '@duban/ledger';
import type { Context } from '../context.js';
import { officeOf, requirementOf, whatIsOwed } from '../facts/campaign-facts.js';
import { dueText } from '../facts/days.js';
import { messageIdOf } from '../messages/message-ids.js';

export interface Asked {
  readonly ctx: Pick<Context, 'mailDomain'>;
  readonly definition: CampaignDefinition;
  readonly quarter: string;
  /** `2023Q4` */
  readonly id: string;
  readonly lapses: readonly Lapse[];
  /** The last day on which the facts may be put right. */
  readonly until: LocalDate;
}

/** Asks each office that is about to be named whether what will be said of it is true; the officer telephones those without an address. */
export async function askForFacts(
  tx: Tx,
  { ctx, definition, quarter, id, lapses, until }: Asked,
  now: Instant,
): Promise<void> {
  const campaign = definition.id;
  const offices = [...new Set(lapses.map(({ office }) => office))];
  for (const office of offices) {
    const mine = lapses.filter((lapse) => lapse.office === office);
    for (const person of await addressees(tx, { campaign, office, day: dateOf(now) }, ['A', 'leader'])) {
      const message = `${campaign}/circular/${id}/facts/${office}/${person.contact}`;
      await planMessage(
        tx,
        {
          ...{ id: message, campaign, office, recipient: person.contact, address: person.email, kind: 'fact-check' },
          sendAfter: now,
          facts: {
            to: person.title,
            office: officeOf(definition, office).name,
            quarter,
            lapses: mine.map((lapse) => ({
              what: whatIsOwed(requirementOf(definition, lapse.requirement), lapse.periodLabel),
              due: chineseDate(lapse.due, true),
              how: howText(lapse),
            })),
            answerBy: dueText(until),
          },
          attachments: [],
          messageId: messageIdOf(ctx, message),
        },
        now,
      );
    }
  }
  const wake = offices.map((office): Poke => ({ workflow: 'office', input: { campaign, office } }));
  await poke(tx, wake, now);
}

/** `10月12日收到`, `未收到` */
export function howText({ receivedAt }: Lapse): string {
  return receivedAt === null ? '未收到' : `${chineseDate(dateOf(receivedAt))}收到`;
}
