import type { Instant } from '@duban/base';
import { recordEvent } from '@duban/ledger';
import type { Actor, Context } from './context.js';
import { lockCampaign } from './facts/campaign-status.js';
import { requireRight } from './facts/guard.js';
import { freeContactId, putServes, settlePeople } from './people/directory.js';
import { type ContactFields, refuseUnfit, refuseUnknownOffices, type Serves } from './people/refuse-unfit.js';

export interface AddContact extends ContactFields {
  readonly campaign: string;
  readonly serves: readonly Serves[];
  readonly actor: Actor;
  readonly now: Instant;
}

/**
 * Adds a person to the directory of a campaign, from today on.
 * @throws DubanError `entry-invalid`, `entry-unknown` for an office, `campaign-unknown`, `campaign-closed`, `not-allowed`.
 */
export async function addContact(ctx: Context, input: AddContact): Promise<{ readonly contact: string }> {
  const { campaign, title, email, phone, serves, actor, now } = input;
  requireRight(actor, 'people.change', '添加联系人');
  refuseUnfit({ title, email, phone });
  return ctx.ledger.transaction(async (tx) => {
    await lockCampaign(tx, campaign);
    await refuseUnknownOffices(tx, campaign, serves);
    const [first] = serves;
    const contact = await freeContactId(tx, campaign, `${first?.office}-${first?.role.toLowerCase()}`);
    await tx.insertInto('contact').values({ campaign, id: contact, title, email, phone }).execute();
    await putServes(tx, { campaign, contact }, serves);
    await settlePeople(tx, { campaign, offices: serves.map(({ office }) => office), now });
    await recordEvent(tx, { campaign, at: now, kind: 'contact-added', actor, subject: contact, data: { serves } });
    return { contact };
  });
}
