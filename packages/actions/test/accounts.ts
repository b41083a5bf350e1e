import { appointSecurityAdmin } from '@duban/actions/appoint-security-admin';
import { beginAccountSetup } from '@duban/actions/begin-account-setup';
import { beginFirstAdministrator } from '@duban/actions/begin-first-administrator';
import type { Actor, Context } from '@duban/actions/context';
import { createAccount } from '@duban/actions/create-account';
import { createClerkAccount } from '@duban/actions/create-clerk-account';
import { createFirstAdministrator } from '@duban/actions/create-first-administrator';
import { grantRole } from '@duban/actions/grant-role';
import { issueAccountCode } from '@duban/actions/issue-account-code';
import { issueCode } from '@duban/actions/issue-code';
import { setUpAccount } from '@duban/actions/set-up-account';
import { signInWithPassword } from '@duban/actions/sign-in-with-password';
import { type Instant, MINUTE, plus } from '@duban/base';
import type { AccountRole } from '@duban/ledger';
import { Secret, TOTP } from 'otpauth';
import { operator } from './jining.ts';

export const PASSWORD = '石榴 umbrella 七点半';
export const SYSTEM = { kind: 'system', name: '本机命令行' } as const;

/** Somebody with an account and an app. */
export interface Person {
  readonly id: string;
  readonly login: string;
  /** In base32; of the app. */
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
  /** When the app's code was last used: the next one is good half a minute later. */
  readonly at: Instant;
}

export const systemAdmin = (account?: string): Actor => ({
  kind: 'bureau',
  role: 'system-admin',
  name: '系统管理员',
  account,
});
export const securityAdmin = (account?: string): Actor => ({
  kind: 'bureau',
  role: 'security-admin',
  name: '安全管理员',
  account,
});

/** What the app of this secret shows. */
export function appCode(secret: string, now: Instant): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now });
}

type Office = Pick<Context, 'ledger' | 'secret'>;

/** The first administrator, made with a code of the terminal. */
export async function firstAdministrator(ctx: Office, now: Instant): Promise<Person & { readonly token: string }> {
  const { code } = await issueCode(ctx, { now, by: SYSTEM });
  const login = 'admin1';
  const enrolment = await beginFirstAdministrator(ctx, { key: { code }, login, now });
  const { session, recoveryCodes } = await createFirstAdministrator(ctx, {
    key: { code },
    login,
    title: '系统管理员',
    password: PASSWORD,
    proof: { token: enrolment.token, code: appCode(enrolment.secret, now) },
    now,
  });
  const { id } = await ctx.ledger.db
    .selectFrom('account')
    .select('id')
    .where('login', '=', login)
    .executeTakeFirstOrThrow();
  return { id, login, secret: enrolment.secret, recoveryCodes, at: now, token: session.token };
}

/** The account's first password and app, by its code. */
export async function setUp(ctx: Office, account: string, now: Instant): Promise<Person> {
  const { code } = await issueAccountCode(ctx, { account, actor: SYSTEM, now });
  const { login, factor, enrolment } = await beginAccountSetup(ctx, { code, now });
  const secret = enrolment?.secret ?? '';
  const proof = factor === 'required' ? { token: enrolment?.token ?? '', code: appCode(secret, now) } : null;
  const { recoveryCodes } = await setUpAccount(ctx, { code, password: PASSWORD, proof, factor: null, now });
  return { id: account, login, secret, recoveryCodes: recoveryCodes ?? [], at: now };
}

let count = 0;

/** An account of the bureau with these functions, ready to sign in. */
export async function officerAccount(ctx: Office, now: Instant, ...roles: AccountRole[]): Promise<Person> {
  const login = `officer${++count}`;
  const { id } = await createAccount(ctx, {
    kind: 'bureau',
    login,
    title: '基金监管科经办人（二）',
    actor: SYSTEM,
    now,
  });
  for (const role of roles) await grantRole(ctx, { account: id, role, actor: SYSTEM, now });
  return setUp(ctx, id, now);
}

/** The security administrator whom the first administrator appoints. */
export async function firstSecurityAdmin(ctx: Office, now: Instant): Promise<Person> {
  const made = { kind: 'admin', login: 'safety1', title: '安全管理员', actor: systemAdmin(), now } as const;
  const { id } = await createAccount(ctx, made);
  await appointSecurityAdmin(ctx, { account: id, actor: systemAdmin(), now });
  return setUp(ctx, id, now);
}

/** A clerk with an account, as a contact of a campaign; without an app. */
export async function clerkAccount(
  ctx: Office,
  { campaign, contact, now }: { campaign: string; contact: string; now: Instant },
): Promise<Person> {
  const asked = { campaign, contact, login: `clerk${++count}`, title: '经办人', actor: operator, now };
  const { id } = await createClerkAccount(ctx, asked);
  return setUp(ctx, id, now);
}

/** Signs in a minute after the app's code was last used, with the code of that moment. */
export function signInAs(ctx: Office, person: Person, door: 'bureau' | 'office' = 'bureau') {
  const now = plus(person.at, MINUTE);
  const code = person.secret === '' || door === 'office' ? null : appCode(person.secret, now);
  return signInWithPassword(ctx, { login: person.login, password: PASSWORD, code, door, now });
}
