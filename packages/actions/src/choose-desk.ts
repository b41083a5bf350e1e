import { DubanError } from '@duban/base';
import { placesOf } from './accounts/clerk-places.js';
import { type OwnSession, ownSession } from './accounts/own-session.js';
import type { Context } from './context.js';
import { type OpenedSession, openSession } from './session-token.js';

/**
 * Lets a clerk's account that works in several campaigns go over to another of them, under a new token: a session is of one campaign.
 * @throws DubanError `sign-in-needed`, `campaign-unknown` for one that is not the account's
 */
export async function chooseDesk(
  ctx: Pick<Context, 'ledger'>,
  { token, campaign, contact, now }: OwnSession & { readonly campaign: string; readonly contact: string },
): Promise<OpenedSession> {
  return ctx.ledger.transaction(async (tx) => {
    const { account, token_hash, ends_at } = await ownSession(tx, { token, now });
    const places = await placesOf(tx, account);
    if (!places.some((place) => place.campaign === campaign && place.contact === contact))
      throw new DubanError('campaign-unknown', { campaign });
    await tx.deleteFrom('session').where('token_hash', '=', token_hash).execute();
    const owner = { kind: 'office', campaign, contact, version: null, account } as const;
    return openSession(tx, owner, { now, endsAt: ends_at });
  });
}
