import type { Tx } from '@duban/ledger';

/** Ends every link mailed to a person, and every session that one of them opened. Returns how many sessions there were. */
export async function endLinks(tx: Tx, { campaign, contact }: { campaign: string; contact: string }): Promise<number> {
  await tx
    .updateTable('contact')
    .set((eb) => ({ link_version: eb('link_version', '+', 1) }))
    .where('campaign', '=', campaign)
    .where('id', '=', contact)
    .execute();
  const ended = await tx
    .deleteFrom('session')
    .where('campaign', '=', campaign)
    .where('contact', '=', contact)
    .executeTakeFirst();
  return Number(ended.numDeletedRows);
}
