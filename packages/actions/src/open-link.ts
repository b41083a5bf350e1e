import { DubanError, type Instant } from '@duban/base';
import { campaignTime, type Db, recordEvent } from '@duban/ledger';
import type { Context } from './context.js';
import { campaignFacts } from './facts/campaign-facts.js';
import { linksEnd } from './messages/link-life.js';
import { readLinkToken } from './messages/link-token.js';
import { hasLeft } from './people/has-left.js';
import { type OpenedSession, openSession } from './session-token.js';

/**
 * Trades what stands behind # in a mailed link for a session of that person. `now` is server time. A campaign that was closed
 * lately opens as well: what may still be done there is decided elsewhere.
 * @throws DubanError `link-invalid` alike for a forged, a foreign and an outdated link. Who holds one that was good is told why it is not any
 *   more, and nothing else: `link-handed-over` for somebody who has left, `link-withdrawn` for one that was revoked.
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
    if (!person || person.link_version < version) throw new DubanError('link-invalid');
    const ends = await linksEnd(tx, campaign);
    const at = await campaignTime(tx, now);
    if (ends === null || at >= ends) throw new DubanError('link-invalid');
    // Handed over: from the successor's first day on, the links of the one before open nothing.
    if (await hasLeft(tx, person, now)) throw new DubanError('link-handed-over', await whomToAsk(tx, campaign));
    if (person.link_version > version) throw new DubanError('link-withdrawn', await whomToAsk(tx, campaign));
    await recordEvent(tx, { campaign, at, kind: 'link-opened', actor: { name: person.title }, subject: contact });
    return openSession(tx, { kind: 'office', campaign, contact, version, account: null }, { now });
  });
}

async function whomToAsk(db: Db, campaign: string): Promise<{ phone: string }> {
  const { definition } = await campaignFacts(db, campaign);
  return { phone: definition.bureau.officers.find(({ role }) => role === 'operator')?.phone ?? '' };
}
