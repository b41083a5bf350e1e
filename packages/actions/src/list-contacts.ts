import type { Instant, LocalDate } from '@duban/base';
import { dateOf } from '@duban/base/time';
import type { ContactRole } from '@duban/campaign';
import type { Context } from './context.js';
import { statusOf } from './facts/campaign-status.js';

export interface ContactListed {
  readonly id: string;
  readonly title: string;
  readonly email: string;
  readonly phone: string;
  readonly revision: number;
  readonly from: LocalDate | null;
  readonly until: LocalDate | null;
  readonly serves: { readonly office: string; readonly role: ContactRole }[];
  /** Those that are not over. */
  readonly absences: {
    readonly id: string;
    readonly from: LocalDate;
    readonly until: LocalDate;
    readonly standIn: string | null;
    readonly reason: string;
    readonly revision: number;
  }[];
}

/** The directory of a campaign as it is today, with who has left. Throws `campaign-unknown`. */
export async function listContacts(
  ctx: Context,
  { campaign, now }: { readonly campaign: string; readonly now: Instant },
): Promise<ContactListed[]> {
  const { db } = ctx.ledger;
  await statusOf(db, campaign);
  const contacts = await db.selectFrom('contact').selectAll().where('campaign', '=', campaign).orderBy('id').execute();
  const serving = await db
    .selectFrom('contact_office')
    .select(['contact', 'office', 'role'])
    .where('campaign', '=', campaign)
    .orderBy('office')
    .orderBy('role')
    .execute();
  const absences = await db
    .selectFrom('contact_absence')
    .selectAll()
    .where('campaign', '=', campaign)
    .where('withdrawn_at', 'is', null)
    .where('until_day', '>=', dateOf(now))
    .orderBy('from_day')
    .orderBy('id')
    .execute();
  return contacts.map(({ id, title, email, phone, revision, serves_from: from, serves_until: until }) => ({
    ...{ id, title, email, phone, revision, from, until },
    serves: serving.filter((s) => s.contact === id).map(({ office, role }) => ({ office, role })),
    absences: absences
      .filter((a) => a.contact === id)
      .map((a) => ({
        id: a.id,
        from: a.from_day,
        until: a.until_day,
        standIn: a.stand_in,
        reason: a.reason,
        revision: a.revision,
      })),
  }));
}
