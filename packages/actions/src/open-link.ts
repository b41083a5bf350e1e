import { DubanError, type Instant } from '@duban/base';
import { campaignTime, recordEvent } from '@duban/ledger';
import type { Context } from './context.js';
import { linksEnd } from './messages/link-life.js';
import { readLinkToken } from './messages/link-token.js';
import { hasLeft } from './people/has-left.js';
import { type OpenedSession, openSession } from './session-token.js';

/**
 * Trades what stands behind # in a mailed link for a session of that person. `now` is server time. A campaign that was closed
 * lately opens as well: what may still be done there is decided elsewhere.
 * @throws DubanError `link-invalid` alike for a forged, a revoked, an ended and a foreign link.
 */
export async function openLink(
  ctx: Pick<Context, 'ledger' | 'secret'>,
  { token, now }: { token: string; now: Instant },
): Promise<OpenedSession> {
  const target = readLinkToken(ctx.secret, token);
  if (!target) throw new DubanError('link-invalid');
  const { campaign, contact, version } = target;
  return ctx.ledger.transaction(async (tx) => {
    const person = await tx
      .selectFrom('contact')
      .select(['link_version', 'serves_until', 'title'])
      .where('campaign', '=', campaign)
      .where('id', '=', contact)
      .executeTakeFirst();
    if (person?.link_version !== version) throw new DubanError('link-invalid');
    // Handed over: from the successor's first day on, the links of the one before open nothing.
    if (await hasLeft(tx, person, now)) throw new DubanError('link-invalid');
    const ends = await linksEnd(tx, campaign);
    const at = await campaignTime(tx, now);
    if (ends === null || at >= ends) throw new DubanError('link-invalid');
    await recordEvent(tx, { campaign, at, kind: 'link-opened', actor: { name: person.title }, subject: contact });
    return openSession(tx, { kind: 'office', campaign, contact, version, account: null }, { now });
  });
}
