import type { Instant } from '@duban/base';
import { dateOf } from '@duban/base/time';
import type { WorkCalendar } from '@duban/calendar';
import { type Beside, type ChaseObligation, chaseRules } from '@duban/campaign';
import { chaseFacts, type Db } from '@duban/ledger';
import { circlesOf, type Joining, joining, peopleFrom } from './circles.js';
import { mailboxOf, type OtherCampaign, type Together } from './same-people.js';

interface Across {
  readonly campaign: string;
  /** The other campaigns of the bureau. */
  readonly others: readonly OtherCampaign[];
  readonly calendar: WorkCalendar;
}

/** `lookTogether` for all offices of a campaign at once, for boards: what the ledger's `circleAcross` answers for one. */
export async function togetherByOffice(
  db: Db,
  { campaign, others, calendar }: Across,
  now: Instant,
): Promise<(office: string) => Together> {
  const running = others.filter(({ status }) => status === 'running');
  if (running.length === 0) {
    const circles = circlesOf(joining(await peopleFrom(db, { campaign, day: dateOf(now) })));
    return (office) => ({ circle: circles.get(office) ?? [office], beside: [] });
  }
  const joined: Joining[] = [];
  for (const id of [campaign, ...running.map((o) => o.id)]) joined.push(...(await joiningIn(db, id, now)));
  const circles = circlesOf(joined);
  const asked = new Set([...circles].filter(([key]) => isIn(key, campaign)).flatMap(([, members]) => members));
  const owed = new Map<string, ChaseObligation[]>();
  for (const { id } of running) {
    const offices = [...asked].filter((key) => isIn(key, id)).map((key) => officeIn(key, id));
    for (const fact of offices.length === 0 ? [] : await chaseFacts(db, id, offices)) {
      const key = keyOf(id, fact.office);
      owed.set(key, [...(owed.get(key) ?? []), fact]);
    }
  }
  return (office) => {
    const members = circles.get(keyOf(campaign, office)) ?? [keyOf(campaign, office)];
    const beside = running.flatMap(({ id, definition }): Beside[] => {
      const facts = members.filter((key) => isIn(key, id)).flatMap((key) => owed.get(key) ?? []);
      return facts.length === 0 ? [] : [{ owed: facts, rules: chaseRules(definition, calendar) }];
    });
    return { circle: members.filter((key) => isIn(key, campaign)).map((key) => officeIn(key, campaign)), beside };
  };
}

async function joiningIn(db: Db, campaign: string, now: Instant): Promise<Joining[]> {
  const people = await peopleFrom(db, { campaign, day: dateOf(now) });
  const contacts = await db.selectFrom('contact').select(['id', 'email']).where('campaign', '=', campaign).execute();
  const mailboxes = new Map(contacts.map(({ id, email }) => [id, mailboxOf(email)]));
  return joining(people).map(({ contact, office, role }) => ({
    contact: mailboxes.get(contact) ?? contact,
    office: keyOf(campaign, office),
    role,
  }));
}

const keyOf = (campaign: string, office: string): string => `${campaign} ${office}`;
const isIn = (key: string, campaign: string): boolean => key.startsWith(`${campaign} `);
const officeIn = (key: string, campaign: string): string => key.slice(campaign.length + 1);
