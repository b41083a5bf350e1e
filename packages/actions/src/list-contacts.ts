import type { Instant, LocalDate } from '@duban/base';
import { dateOf } from '@duban/base/time';
import type { Context } from './context.js';
import { statusOf } from './facts/campaign-status.js';
import { type ContactRow, contactsOfCampaign } from './people/directory.js';
import type { Serves } from './people/refuse-unfit.js';

export interface ContactListed extends Omit<ContactRow, 'serves'> {
  /** With the names of the offices, as tables print them. */
  readonly serves: readonly (Serves & { readonly name: string })[];
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
  const absences = await db
    .selectFrom('contact_absence')
    .selectAll()
    .where('campaign', '=', campaign)
    .where('withdrawn_at', 'is', null)
    .where('until_day', '>=', dateOf(now))
    .orderBy('from_day')
    .orderBy('id')
    .execute();
  const offices = await db.selectFrom('office').select(['id', 'short_name']).where('campaign', '=', campaign).execute();
  const names = new Map(offices.map(({ id, short_name }) => [id, short_name]));
  return (await contactsOfCampaign(db, campaign)).map((contact) => ({
    ...contact,
    serves: contact.serves.map((each) => ({ ...each, name: names.get(each.office) ?? each.office })),
    absences: absences
      .filter((a) => a.contact === contact.id)
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
