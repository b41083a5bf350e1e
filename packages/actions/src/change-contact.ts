import type { Instant } from '@duban/base';
import { dateOf } from '@duban/base/time';
import { recordEvent, type Tx } from '@duban/ledger';
import type { Actor, Context } from './context.js';
import { lockCampaign } from './facts/campaign-status.js';
import { requireRight } from './facts/guard.js';
import { refuseChanged } from './facts/revision.js';
import { OPEN } from './messages/open-messages.js';
import { type ContactRow, putServes, refuseAlone, servingContact, settlePeople } from './people/directory.js';
import { endLinks } from './people/end-links.js';
import { type ContactFields, refuseUnfit, refuseUnknownOffices, type Serves } from './people/refuse-unfit.js';
import { forgetRefusal } from './people/refused-address.js';
import { reroute } from './people/reroute.js';

export interface ChangeContact {
  readonly campaign: string;
  readonly contact: string;
  /** What changes; what is left out stays. */
  readonly change: { readonly [K in keyof ContactFields]?: ContactFields[K] | undefined } & {
    readonly serves?: readonly Serves[] | undefined;
  };
  /** The contact's revision that was looked at; null: any. */
  readonly revision: number | null;
  readonly actor: Actor;
  readonly now: Instant;
}

/**
 * Corrects a contact. What waits for the old address goes to the new one. A new address ends the links that lie in the old mailbox; a new
 * number or a new wording of the function does not. Another person is no correction: that is a handover.
 * @throws DubanError `entry-invalid`, `entry-unknown` for an office, `entry-state` for somebody who has left, `office-without-contact`,
 *   `changed-meanwhile`, `contact-unknown`, `campaign-unknown`, `campaign-closed`, `not-allowed`.
 */
export async function changeContact(ctx: Context, input: ChangeContact): Promise<void> {
  const { campaign, contact, change, actor, now } = input;
  requireRight(actor, 'people.change', '修改联系人');
  const day = dateOf(now);
  await ctx.ledger.transaction(async (tx) => {
    await lockCampaign(tx, campaign);
    const before = await servingContact(tx, { campaign, contact, day }, '修改');
    refuseChanged(`联系人“${before.title}”`, before.revision, input.revision);
    const { title = before.title, email = before.email, phone = before.phone, serves = before.serves } = change;
    refuseUnfit({ title, email, phone });
    await refuseUnknownOffices(tx, campaign, serves);
    await tx
      .updateTable('contact')
      .set({ title, email, phone })
      .where('campaign', '=', campaign)
      .where('id', '=', contact)
      .execute();
    if (email !== before.email) {
      await readdress(tx, input, email);
      await endLinks(tx, { campaign, contact });
      await forgetRefusal(tx, { campaign, contact }, now);
    }
    const offices = [...before.serves, ...serves].map(({ office }) => office);
    if (change.serves) {
      await putServes(tx, { campaign, contact }, serves);
      await refuseAlone(tx, { campaign, offices, day });
      offices.push(...(await reroute(tx, { campaign, contact, day })));
    }
    await settlePeople(tx, { campaign, offices, now });
    const fields = changedFields(before, { title, email, phone, serves });
    // Whose mail goes elsewhere from now on: who asks later must see from where to where.
    const moved = fields.includes('serves') ? { from: before.serves, to: serves } : {};
    const data = { fields, ...moved };
    await recordEvent(tx, { campaign, at: now, kind: 'contact-changed', actor, subject: contact, data });
  });
}

/** An attempt under way keeps the old address; the next one takes the new one. */
async function readdress(tx: Tx, { campaign, contact }: ChangeContact, address: string): Promise<void> {
  await tx
    .updateTable('message')
    .set({ address })
    .where('campaign', '=', campaign)
    .where('recipient', '=', contact)
    .where('state', 'in', OPEN)
    .execute();
}

/** Names only: addresses and numbers have no place in the log. */
function changedFields(before: ContactRow, after: ContactFields & { readonly serves: readonly Serves[] }): string[] {
  const fields = (['title', 'email', 'phone'] as const).filter((field) => before[field] !== after[field]);
  const listed = (serves: readonly Serves[]): string =>
    serves
      .map(({ office, role }) => `${office} ${role}`)
      .sort()
      .join();
  const same = listed(before.serves) === listed(after.serves);
  return [...fields, ...(same ? [] : ['serves'])];
}
