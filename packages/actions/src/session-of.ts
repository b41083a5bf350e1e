import { type Instant, MINUTE } from '@duban/base';
import { dateOf } from '@duban/base/time';
import { type AccountRole, campaignTime, type Db } from '@duban/ledger';
import { inOrder, isTrial } from './accounts/accounts.js';
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
  /** What the person signed in as; null for a trial session. */
  readonly login: string | null;
  /** 基金监管科经办人 */
  readonly title: string;
  /** What this session may act as, one at a time. */
  readonly roles: readonly AccountRole[];
}

export interface OfficeSession {
  readonly kind: 'office';
  readonly campaign: string;
  readonly contact: string;
  /** Null for a mailed link. */
  readonly account: string | null;
  /** 兖州区医保局基金监管科经办人 */
  readonly title: string;
  /** The offices this person serves or stands in for today, as they are addressed. */
  readonly offices: { readonly id: string; readonly name: string }[];
}

export interface SessionAsked<K extends 'bureau' | 'office'> {
  readonly token: string;
  readonly kind: K;
  /** Server time. */
  readonly now: Instant;
  /** True: no act of the person's, only a page that looks again by itself. It keeps no session alive. */
  readonly idle?: boolean;
}

/** A page that asks every few seconds need not write every time. */
const SEEN_EVERY_MS = MINUTE;
/** What one person may play at a demonstration. */
const TRIAL_ROLES: readonly AccountRole[] = ['operator', 'chief', 'deputy', 'leader'];

/**
 * Who stands behind a session's token; null when there is none of this kind or it has ended: by time, because the account was
 * switched off, lost the function or left the campaign, because the link was revoked, or with the trial.
 */
export async function sessionOf<K extends 'bureau' | 'office'>(
  ctx: Pick<Context, 'ledger'>,
  { token, kind, now, idle = false }: SessionAsked<K>,
): Promise<Extract<BureauSession | OfficeSession, { kind: K }> | null> {
  const { db } = ctx.ledger;
  const session = await liveSession(db, token, now);
  if (session?.kind !== kind) return null;
  const { role, account, campaign, contact, link_version: version } = session;
  const found =
    role !== null
      ? await bureauSession(db, role, account)
      : campaign !== null && contact !== null
        ? await officeSession(db, { campaign, contact, version, account }, now)
        : null;
  if (found && !idle && now - session.seen_at >= SEEN_EVERY_MS)
    await db.updateTable('session').set({ seen_at: now }).where('token_hash', '=', tokenHash(token)).execute();
  return found as Extract<BureauSession | OfficeSession, { kind: K }> | null;
}

async function bureauSession(db: Db, role: AccountRole, account: string | null): Promise<BureauSession | null> {
  const owner = account === null ? await trial(db) : await holder(db, account);
  if (!owner?.roles.includes(role)) return null;
  return { kind: 'bureau', role, account, title: await officerTitle(db, role), ...owner };
}

type Owner = Pick<BureauSession, 'login' | 'roles'>;

async function trial(db: Db): Promise<Owner | null> {
  return (await isTrial(db)) ? { login: null, roles: TRIAL_ROLES } : null;
}

async function holder(db: Db, account: string): Promise<Owner | null> {
  const rows = await db
    .selectFrom('account as a')
    .innerJoin('account_role as r', 'r.account', 'a.id')
    .select(['a.login', 'r.role'])
    .where('a.id', '=', account)
    .where('a.disabled_at', 'is', null)
    .execute();
  const [first] = rows;
  return first ? { login: first.login, roles: inOrder(rows.map((row) => row.role)) } : null;
}

interface OfficeOwner {
  readonly campaign: string;
  readonly contact: string;
  readonly version: number | null;
  readonly account: string | null;
}

async function officeSession(
  db: Db,
  { campaign, contact, version, account }: OfficeOwner,
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
    // A session outlives neither the link that opened it nor the account's place in the campaign.
    .$if(account === null, (query) => query.where('c.link_version', '=', version ?? 0))
    .$if(account !== null, (query) =>
      query.where((eb) =>
        eb.exists(
          eb
            .selectFrom('account_contact as ac')
            .innerJoin('account as a', 'a.id', 'ac.account')
            .select('a.id')
            .whereRef('ac.campaign', '=', 'c.campaign')
            .whereRef('ac.contact', '=', 'c.id')
            .where('a.id', '=', account ?? '')
            .where('a.disabled_at', 'is', null),
        ),
      ),
    )
    .orderBy('o.position')
    .execute();
  const [first] = rows;
  if (!first || (await hasLeft(db, first, now))) return null;
  const { definition } = await campaignFacts(db, campaign);
  const day = dateOf(await campaignTime(db, now));
  const standingIn = await standingInFor(db, { campaign, contact, day });
  const ids = [...new Set([...rows.map(({ id }) => id), ...standingIn])];
  const offices = ids.map((id) => ({ id, name: officeOf(definition, id).name }));
  return { kind: 'office', campaign, contact, account, title: first.title, offices };
}
