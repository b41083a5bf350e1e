import { DubanError } from '@duban/base';
import type { Tx } from '@duban/ledger';

/** A clerk's account and whom it is of in one campaign. */
export interface ClerkPlace {
  readonly account: string;
  readonly campaign: string;
  readonly contact: string;
}

/** Gives a clerk's account its place in a campaign; once is as good as twice. Throws `contact-unknown`. */
export async function bindContact(tx: Tx, { account, campaign, contact }: ClerkPlace): Promise<void> {
  const known = await tx
    .selectFrom('contact')
    .select('id')
    .where('campaign', '=', campaign)
    .where('id', '=', contact)
    .executeTakeFirst();
  if (!known) throw new DubanError('contact-unknown', { contact });
  await tx
    .insertInto('account_contact')
    .values({ account, kind: 'office', campaign, contact })
    .onConflict((c) => c.doNothing())
    .execute();
}
