import { type Instant, MINUTE } from '@duban/base';
import { dateOf } from '@duban/base/time';
import { type AccountRole, campaignTime, type Db } from '@duban/ledger';
import type { Context } from './context.js';
import { campaignFacts, officeOf } from './facts/campaign-facts.js';
import { hasLeft } from './people/has-left.js';
import { officerTitle } from './people/officer-title.js';
import { standingInFor } from './people/standing-in.js';
import { liveSession, tokenHash } from './session-token.js';

export interface BureauSession {
  readonly kind: 'bureau';
  readonly role: AccountRole;
  /** Null for a trial session, opened by a code of the terminal. */
  readonly account: string | null;
  /** 基金监管科经办人 */
  readonly title: string;
}

export interface OfficeSession {
  readonly kind: 'office';
  readonly campaign: string;
  readonly contact: string;
  /** 兖州区医保局基金监管科经办人 */
  readonly title: string;
  /** The offices this person serves or stands in for today, as they are addressed. */
  readonly offices: { readonly id: string; readonly name: string }[];
}

/** A page that asks every few seconds need not write every time. */
const SEEN_EVERY_MS = MINUTE;

/** Who stands behind a session's token; null when there is none of this kind or it has ended. `now` is server time. */
export async function sessionOf<K extends 'bureau' | 'office'>(
  ctx: Pick<Context, 'ledger'>,
  { token, kind, now }: { token: string; kind: K; now: Instant },
): Promise<Extract<BureauSession | OfficeSession, { kind: K }> | null> {
  const { db } = ctx.ledger;
  const session = await liveSession(db, token, now);
  if (session?.kind !== kind) return null;
  const { role, account, campaign, contact, link_version: version } = session;
  const found =
    role !== null
      ? ({ kind: 'bureau', role, account, title: await officerTitle(db, role) } as const)
      : campaign !== null && contact !== null
        ? await officeSession(db, { campaign, contact, version }, now)
        : null;
  if (found && now - session.seen_at >= SEEN_EVERY_MS)
    await db.updateTable('session').set({ seen_at: now }).where('token_hash', '=', tokenHash(token)).execute();
  return found as Extract<BureauSession | OfficeSession, { kind: K }> | null;
}

async function officeSession(
  db: Db,
  { campaign, contact, version }: { campaign: string; contact: string; version: number | null },
  now: Instant,
): Promise<OfficeSession | null> {
  const rows = await db
    .selectFrom('contact as c')
    .innerJoin('contact_office as co', (on) =>
      on.onRef('co.campaign', '=', 'c.campaign').onRef('co.contact', '=', 'c.id'),
    )
    .innerJoin('office as o', (on) => on.onRef('o.campaign', '=', 'co.campaign').onRef('o.id', '=', 'co.office'))
    .select(['c.title', 'c.serves_until', 'o.id'])
    .distinct()
    .select('o.position')
    .where('c.campaign', '=', campaign)
    .where('c.id', '=', contact)
    // A session outlives no link: it ends when the link that opened it is revoked.
    .where('c.link_version', '=', version ?? 0)
    .orderBy('o.position')
    .execute();
  const [first] = rows;
  if (!first || (await hasLeft(db, first, now))) return null;
  const { definition } = await campaignFacts(db, campaign);
  const day = dateOf(await campaignTime(db, now));
  const standingIn = await standingInFor(db, { campaign, contact, day });
  const ids = [...new Set([...rows.map(({ id }) => id), ...standingIn])];
  const offices = ids.map((id) => ({ id, name: officeOf(definition, id).name }));
  return { kind: 'office', campaign, contact, title: first.title, offices };
}
