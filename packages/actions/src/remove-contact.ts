import type { Instant } from '@duban/base';
import { addDays, dateOf } from '@duban/base/time';
import { recordEvent } from '@duban/ledger';
import type { Actor, Context } from './context.js';
import { lockCampaign } from './facts/campaign-status.js';
import { requireRight } from './facts/guard.js';
import { refuseChanged } from './facts/revision.js';
import { refuseAlone, servingContact, settlePeople } from './people/directory.js';
import { endLinks } from './people/end-links.js';
import { forgetRefusal } from './people/refused-address.js';
import { reroute } from './people/reroute.js';

export interface RemoveContact {
  readonly campaign: string;
  readonly contact: string;
  readonly revision: number | null;
  readonly actor: Actor;
  readonly now: Instant;
}

/**
 * A person serves no longer, without a successor: links end, what waits goes to the office's others. The entry stays, for what was sent to it.
 * @throws DubanError `office-without-contact`, `entry-state`, `changed-meanwhile`, `contact-unknown`, `campaign-unknown`, `campaign-closed`,
 *   `not-allowed`.
 */
export async function removeContact(ctx: Context, input: RemoveContact): Promise<void> {
  const { campaign, contact, actor, now } = input;
  requireRight(actor, 'people.change', '删除联系人');
  const day = dateOf(now);
  await ctx.ledger.transaction(async (tx) => {
    await lockCampaign(tx, campaign);
    const before = await servingContact(tx, { campaign, contact, day }, '删除');
    refuseChanged(`联系人“${before.title}”`, before.revision, input.revision);
    await tx
      .updateTable('contact')
      .set({ serves_until: addDays(day, -1) })
      .where('campaign', '=', campaign)
      .where('id', '=', contact)
      .execute();
    const mine = before.serves.map(({ office }) => office);
    await refuseAlone(tx, { campaign, offices: mine, day });
    const { sessions } = await endLinks(tx, { campaign, contact });
    await forgetRefusal(tx, { campaign, contact }, now);
    const others = await reroute(tx, { campaign, contact, day });
    const offices = [...mine, ...others];
    await settlePeople(tx, { campaign, offices, now });
    await recordEvent(tx, { campaign, at: now, kind: 'contact-removed', actor, subject: contact, data: { sessions } });
  });
}
