import type { Instant } from '@duban/base';
import { recordEvent } from '@duban/ledger';
import type { Actor, Context } from './context.js';
import { requireRight } from './facts/guard.js';
import { endLinks } from './people/end-links.js';

/**
 * Ends every link mailed to a person and every session they opened; the next mail brings a new link. `now` is campaign time.
 * @throws DubanError `contact-unknown`, `not-allowed`.
 */
export async function revokeLink(
  ctx: Pick<Context, 'ledger'>,
  { campaign, contact, actor, now }: { campaign: string; contact: string; actor: Actor; now: Instant },
): Promise<void> {
  requireRight(actor, 'people.change', '停用报送链接');
  await ctx.ledger.transaction(async (tx) => {
    const data = await endLinks(tx, { campaign, contact });
    await recordEvent(tx, { campaign, at: now, kind: 'link-revoked', actor, subject: contact, data });
  });
}
