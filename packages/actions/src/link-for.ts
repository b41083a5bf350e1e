import { DubanError } from '@duban/base';
import type { Context } from './context.js';
import { linkToken } from './messages/link-token.js';

/** One person of a campaign. */
export interface ContactOf {
  readonly campaign: string;
  readonly contact: string;
}

export type LinkContext = Pick<Context, 'secret' | 'webAddress'>;

/** The address that opens the person's own page; null where there is no page. Throws `contact-unknown`. */
export async function linkFor(
  ctx: LinkContext & Pick<Context, 'ledger'>,
  { campaign, contact }: ContactOf,
): Promise<string | null> {
  const row = await ctx.ledger.db
    .selectFrom('contact')
    .select('link_version as version')
    .where('campaign', '=', campaign)
    .where('id', '=', contact)
    .executeTakeFirst();
  return linkOf(ctx, { campaign, contact, version: row?.version ?? null });
}

/**
 * The same for who knows which of the person's links counts; null: there is no such person. Derived whenever it is needed and kept nowhere:
 * the ledger alone opens no page.
 */
export function linkOf(
  ctx: LinkContext,
  { campaign, contact, version }: ContactOf & { readonly version: number | null },
): string | null {
  if (ctx.webAddress === null) return null;
  if (version === null) throw new DubanError('contact-unknown', { contact });
  return deskAddress(ctx.webAddress, linkToken(ctx.secret, { campaign, contact, version }));
}

/** Where a link will stand, for readers at the bureau: the key to a person's page is for that person alone. */
export function hiddenLink({ webAddress }: Pick<Context, 'webAddress'>): string | null {
  return webAddress === null ? null : deskAddress(webAddress, '（发送时生成）');
}

/** Behind #, so that neither a proxy nor a server's log ever sees it. */
function deskAddress(webAddress: string, token: string): string {
  return `${webAddress}/desk#${token}`;
}
