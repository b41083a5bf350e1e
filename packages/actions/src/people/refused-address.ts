import type { Instant } from '@duban/base';
import { recordEvent, type Tx } from '@duban/ledger';
import type { Actor } from '../context.js';

/** The script of the task that asks for an address to be looked at. */
export const ADDRESS_CHECK = 'address-check';

interface Contact {
  readonly campaign: string;
  readonly contact: string;
}

/** The address was corrected, or its person has left: it is written to again, and nobody need look at it any more. */
export async function forgetRefusal(tx: Tx, { campaign, contact }: Contact, now: Instant): Promise<void> {
  await tx
    .updateTable('contact')
    .set({ refused_address: null, refused_at: null, refused_reason: null })
    .where('campaign', '=', campaign)
    .where('id', '=', contact)
    .where('refused_address', 'is not', null)
    .execute();
  await tx
    .updateTable('task')
    .set({ state: 'cancelled', done_at: now })
    .where('campaign', '=', campaign)
    .where('id', 'like', `${campaign}/address/${contact}/%`)
    .where('state', '=', 'open')
    .execute();
}

/** Somebody looked, and the address is right (the mailbox was full, the server knew no better): it is written to again. */
export async function confirmAddress(
  tx: Tx,
  task: { readonly id: string; readonly campaign: string; readonly script: string },
  { actor, now }: { readonly actor: Actor; readonly now: Instant },
): Promise<void> {
  if (task.script !== ADDRESS_CHECK) return;
  const contact = task.id.slice(`${task.campaign}/address/`.length).split('/')[0] ?? '';
  await forgetRefusal(tx, { campaign: task.campaign, contact }, now);
  await recordEvent(tx, { campaign: task.campaign, at: now, kind: 'address-confirmed', actor, subject: contact });
}
