import { DubanError } from '@duban/base';
import type { Tx } from '@duban/ledger';

/**
 * Ends every link mailed to a person, and every session that one of them opened. Returns how many sessions there were, and the version
 * that the next link has. Throws `contact-unknown`.
 */
export async function endLinks(
  tx: Tx,
  { campaign, contact }: { campaign: string; contact: string },
): Promise<{ readonly version: number; readonly sessions: number }> {
  const raised = await tx
    .updateTable('contact')
    .set((eb) => ({ link_version: eb('link_version', '+', 1) }))
    .where('campaign', '=', campaign)
    .where('id', '=', contact)
    .returning('link_version as version')
    .executeTakeFirst();
  if (!raised) throw new DubanError('contact-unknown', { contact });
  const ended = await tx
    .deleteFrom('session')
    .where('campaign', '=', campaign)
    .where('contact', '=', contact)
    // Who came in by an account goes on while the person serves: that is switched off by itself.
    .where('account', 'is', null)
    .executeTakeFirst();
  return { version: raised.version, sessions: Number(ended.numDeletedRows) };
}
