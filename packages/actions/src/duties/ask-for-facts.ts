import type { Instant, LocalDate } from '@duban/base';
import { chineseDate, dateOf } from '@duban/base/time';
import type { CampaignDefinition } from '@duban/campaign';
import { addressees, type Db, type Lapse, type Poke, planMessage, poke, recordEvent, type Tx } from '@duban/ledger';
import { type Context, SYSTEM } from '../context.js';
import { officeOf, requirementOf, whatIsOwed } from '../facts/campaign-facts.js';
import { dueText } from '../facts/days.js';
import { messageIdOf } from '../messages/message-ids.js';
import { dutyId } from './duty.js';

export interface Asked {
  readonly ctx: Pick<Context, 'mailDomain'>;
  readonly definition: CampaignDefinition;
  readonly quarter: string;
  /** `2023Q4` */
  readonly id: string;
  /** Its first day. */
  readonly start: LocalDate;
  readonly lapses: readonly Lapse[];
  /** The days on which the facts may be put right. */
  readonly from: LocalDate;
  readonly until: LocalDate;
}

/** Who was asked, and the days they have: from the day on which they really were, also where the system stood still on the first one. */
export interface FactCheck {
  readonly offices: readonly string[];
  readonly from: LocalDate;
  readonly until: LocalDate;
}

const ASKED = 'facts-asked';

/** The fact-checks of a campaign's circulars, by circular; none before anybody was asked. */
export function selectFactChecks(db: Db, campaign: string) {
  return db
    .selectFrom('event')
    .select(['subject', 'data'])
    .where('campaign', '=', campaign)
    .where('kind', '=', ASKED)
    .orderBy('seq');
}

/** Asks each office that is about to be named whether what will be said of it is true; the officer telephones those without an address. */
export async function askForFacts(
  tx: Tx,
  { ctx, definition, quarter, id, start, lapses, from, until }: Asked,
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
              how: howText(lapse, start),
            })),
            earlier: mine.some(({ due }) => due < start),
            answerBy: dueText(until),
          },
          attachments: [],
          messageId: messageIdOf(ctx, message),
        },
        now,
      );
    }
  }
  const subject = dutyId(campaign, `circular/${id}`);
  const data: FactCheck = { offices, from, until };
  await recordEvent(tx, { campaign, at: now, kind: ASKED, actor: SYSTEM.name, subject, data });
  const wake = offices.map((office): Poke => ({ workflow: 'office', input: { campaign, office } }));
  await poke(tx, wake, now);
}

/** `10月12日收到`, `未收到`; of a due before the quarter, which alone was no pattern then, also in which one it was. */
export function howText({ receivedAt, due }: Lapse, start: LocalDate): string {
  const how = receivedAt === null ? '未收到' : `${chineseDate(dateOf(receivedAt))}收到`;
  return due < start ? `${how}（此前逾期，时限在${quarterLabel(due)}）` : how;
}

/** The quarter of a day: `2023年第四季度` */
export function quarterLabel(day: LocalDate): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return `${year}年第${'一二三四'[Math.ceil(month / 3) - 1]}季度`;
}
