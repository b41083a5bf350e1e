import { DubanError } from '@duban/base';
import type { Db } from '@duban/ledger';
import type { Context } from './context.js';
import { linkToken } from './messages/link-token.js';

/** One person of a campaign. */
export interface ContactOf {
  readonly campaign: string;
  readonly contact: string;
}

export type LinkContext = Pick<Context, 'secret' | 'webAddress'>;

/** The address that opens the person's own page; null where there is no page. Throws `contact-unknown`. */
export function linkFor(ctx: LinkContext & Pick<Context, 'ledger'>, person: ContactOf): Promise<string | null> {
  return linkIn(ctx.ledger.db, ctx, person);
}

/** The same inside a transaction. Derived whenever it is needed and kept nowhere: the ledger alone opens no page. */
export async function linkIn(db: Db, ctx: LinkContext, { campaign, contact }: ContactOf): Promise<string | null> {
  if (ctx.webAddress === null) return null;
  const row = await db
    .selectFrom('contact')
    .select('link_version as version')
    .where('campaign', '=', campaign)
    .where('id', '=', contact)
    .executeTakeFirst();
  if (!row) throw new DubanError('contact-unknown', { contact });
  return deskAddress(ctx.webAddress, linkToken(ctx.secret, { campaign, contact, version: row.version }));
}

/** Where a link will stand, for readers at the bureau: the key to a person's page is for that person alone. */
export function hiddenLink({ webAddress }: Pick<Context, 'webAddress'>): string | null {
  return webAddress === null ? null : deskAddress(webAddress, '（发送时生成）');
}

/** Behind #, so that neither a proxy nor a server's log ever sees it. */
function deskAddress(webAddress: string, token: string): string {
  return `${webAddress}/desk#${token}`;
}
