import { randomBytes } from 'node:crypto';
import { rightsOf } from '@duban/actions/rights';
import { tokenHash } from '@duban/actions/session-token';
import { HOUR, type Instant, plus } from '@duban/base';
import type { AccountRole } from '@duban/ledger';
import { sql } from 'kysely';
import { CAMPAIGN } from '../../../../packages/actions/test/world.ts';
import type { House } from './house.js';
import { OTHER } from './samples.js';

/** Somebody at the door. */
export interface Caller {
  readonly name: string;
  /** Null: nobody, or nobody any more. */
  readonly is:
    | { readonly kind: 'bureau'; readonly role: AccountRole }
    | { readonly kind: 'desk'; readonly campaign: string; readonly office: string }
    | null;
  /** A fresh session each time: one of the calls signs out. */
  cookie(): Promise<string>;
}

/** Everybody there is, with sessions written straight into the ledger: how they signed in is no matter of the door's. */
export async function cast(house: House): Promise<readonly Caller[]> {
  await secondCampaign(house);
  const roles = Object.keys(rightsOf) as AccountRole[];
  await accounts(house, roles);
  await clerkAccount(house);
  const clerk = (name: string, at: { campaign: string; office: string; revoked?: boolean }): Caller => ({
    name,
    is: at.revoked ? null : { kind: 'desk', ...at },
    cookie: () =>
      session(house, {
        ...NOBODY,
        kind: 'office',
        campaign: at.campaign,
        contact: `${at.office}-a`,
        link_version: at.revoked ? 0 : 1,
      }),
  });
  return [
    { name: 'stranger', is: null, cookie: async () => '' },
    { name: 'forged', is: null, cookie: async () => `duban_bureau=${'A'.repeat(43)}; duban_desk=${'A'.repeat(43)}` },
    ...roles.map(
      (role): Caller => ({
        name: role,
        is: { kind: 'bureau', role },
        cookie: () => session(house, { ...NOBODY, kind: 'bureau', role, account: `account-${role}` }),
      }),
    ),
    clerk('clerk of the office', { campaign: CAMPAIGN, office: 'yanzhou' }),
    {
      name: 'clerk of the office with an account',
      is: { kind: 'desk', campaign: CAMPAIGN, office: 'yanzhou' },
      cookie: () =>
        session(house, { ...NOBODY, kind: 'office', campaign: CAMPAIGN, contact: 'yanzhou-a', account: CLERK }),
    },
    clerk('clerk of another office', { campaign: CAMPAIGN, office: 'rencheng' }),
    clerk('clerk of another campaign', { campaign: OTHER, office: 'yanzhou' }),
    clerk('clerk with a revoked link', { campaign: CAMPAIGN, office: 'yanzhou', revoked: true }),
  ];
}

const NOBODY = { role: null, account: null, campaign: null, contact: null, link_version: null } as const;

type Row = {
  readonly kind: 'bureau' | 'office';
  readonly role: AccountRole | null;
  readonly account: string | null;
  readonly campaign: string | null;
  readonly contact: string | null;
  readonly link_version: number | null;
};

async function session(house: House, row: Row): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const now = house.now();
  const times = { created_at: now, seen_at: now, ends_at: plus(now, HOUR) };
  await house.world.db
    .insertInto('session')
    .values({ token_hash: tokenHash(token), ...row, ...times })
    .execute();
  return `${row.kind === 'bureau' ? 'duban_bureau' : 'duban_desk'}=${token}`;
}

async function accounts({ world: { db }, now }: House, roles: readonly AccountRole[]): Promise<void> {
  for (const role of roles) {
    const kind = role.endsWith('-admin') ? ('admin' as const) : ('bureau' as const);
    const id = `account-${role}`;
    await db
      .insertInto('account')
      .values({ id, kind, login: role, title: role, ...fresh(now()) })
      .execute();
    await db
      .insertInto('account_role')
      .values({ account: id, kind, role, granted_by: 'test', granted_at: now() })
      .execute();
  }
}

const CLERK = 'account-clerk';

/** Works in the first campaign only, as 兖州区's A. */
async function clerkAccount({ world: { db }, now }: House): Promise<void> {
  const kind = 'office' as const;
  await db
    .insertInto('account')
    .values({ id: CLERK, kind, login: 'clerk', title: '经办人', ...fresh(now()) })
    .execute();
  await db
    .insertInto('account_contact')
    .values({ account: CLERK, kind, campaign: CAMPAIGN, contact: 'yanzhou-a' })
    .execute();
}

/** argon2id of 32 random bytes that were thrown away, at the least cost: every wrong password is tried against it. */
const HASH = '$argon2id$v=19$m=8,t=1,p=1$UPhvVQGGUvKURMvo9JGAVA$esphI2jrmoZvsfdCRMNzj9Dp6AGEyyz9ZAz4/OkJIeE';

/** What every account starts with; nobody knows its password. */
function fresh(at: Instant) {
  const made = { created_by: 'test', created_at: at, password_at: at, disabled_at: null };
  return { password_hash: HASH, totp_secret: null, totp_last_step: null, failures: 0, locked_until: null, ...made };
}

/** Jining once more under another id. */
async function secondCampaign({ world: { db } }: House): Promise<void> {
  const renamed = (column: string) => sql.raw(`replace(${column}, '${CAMPAIGN}', '${OTHER}')`);
  await sql`insert into campaign (id, definition, answers, tables, facts_hash, status, launched_at, closed_at)
    select ${OTHER}, jsonb_set(definition, '{id}', to_jsonb(${OTHER}::text)), answers, tables, facts_hash || 'x', status, launched_at, closed_at from campaign`.execute(
    db,
  );
  await sql`insert into office (campaign, id, position, name, short_name, code, standing)
    select ${OTHER}, id, position, name, short_name, code, standing from office`.execute(db);
  await sql`insert into contact (campaign, id, title, email, phone) select ${OTHER}, id, title, email, phone from contact`.execute(
    db,
  );
  await sql`insert into contact_office (campaign, contact, office, role) select ${OTHER}, contact, office, role from contact_office`.execute(
    db,
  );
  await sql`insert into round (id, campaign, requirement, period, period_label, start, as_of, due, cut_off)
    select ${renamed('id')}, ${OTHER}, requirement, period, period_label, start, as_of, due, cut_off from round`.execute(
    db,
  );
  await sql`insert into obligation (id, campaign, round, requirement, period, office, state, original_due, due, chase_due, arm, armed_at, version)
    select ${renamed('id')}, ${OTHER}, ${renamed('round')}, requirement, period, office, 'expected', original_due, due, chase_due, arm, armed_at, 0 from obligation`.execute(
    db,
  );
}
