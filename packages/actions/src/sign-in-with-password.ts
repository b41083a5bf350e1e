import { DubanError, type ErrorCode, type Instant } from '@duban/base';
import type { Tx } from '@duban/ledger';
import { recordAccountEvent } from './accounts/account-event.js';
import { type AccountRow, accountByLogin, isLocked, needsSecondFactor, rolesOfAccount } from './accounts/accounts.js';
import { placesOf } from './accounts/clerk-places.js';
import { countFailure, forgetFailures } from './accounts/lock-out.js';
import { isPassword } from './accounts/password-hash.js';
import { takeSecondFactor } from './accounts/second-factor.js';
import { doors } from './accounts/wording.js';
import type { Context } from './context.js';
import { type OpenedSession, openSession, type SessionOwner } from './session-token.js';

export interface SignInAsked {
  readonly login: string;
  readonly password: string;
  /** Of the app, or a recovery code; null where none was given. */
  readonly code: string | null;
  /** Which page asks: officers work at the board, clerks at the desk. */
  readonly door: 'bureau' | 'office';
  /** Server time. */
  readonly now: Instant;
}

/**
 * Opens a session for login, password and, where one is bound, second factor, all in one request. Whoever lacks the password learns
 * nothing: an unknown login, a wrong password, a lock and a switched-off account answer alike and after the same work.
 * @throws DubanError `credentials-refused`; and for who knows the password `second-factor-needed`, `set-up-needed`; and for who has
 *   both `account-elsewhere`, `account-without-role`, `account-without-campaign`
 */
export async function signInWithPassword(
  ctx: Pick<Context, 'ledger' | 'secret'>,
  asked: SignInAsked,
): Promise<OpenedSession> {
  const known = await accountByLogin(ctx.ledger.db, asked.login);
  const right = await isPassword(known?.password_hash ?? null, asked.password);
  // Refusals are answers here: a try that failed is committed, not rolled back.
  const outcome = await ctx.ledger.transaction(async (tx) => {
    const account = await tx
      .selectFrom('account')
      .selectAll()
      .where('id', '=', known?.id ?? '')
      .forUpdate()
      .executeTakeFirst();
    // Set anew in between: what was compared is not the password any more.
    if (!account || account.password_hash !== known?.password_hash) return refused('credentials-refused');
    return judge(tx, ctx, { account, right, asked });
  });
  if (outcome instanceof DubanError) throw outcome;
  return outcome;
}

interface Case {
  readonly account: AccountRow;
  readonly right: boolean;
  readonly asked: SignInAsked;
}

const refused = (code: ErrorCode): DubanError => new DubanError(code);

async function judge(
  tx: Tx,
  ctx: Pick<Context, 'secret'>,
  { account, right, asked }: Case,
): Promise<OpenedSession | DubanError> {
  const { now, door } = asked;
  // Not even the right password opens it, nor is it told apart: a lock that did would be no lock.
  if (account.disabled_at !== null || isLocked(account, now)) return refused('credentials-refused');
  if (!right) return failed(tx, account, now);
  if (account.totp_secret === null && needsSecondFactor(account)) return refused('set-up-needed');
  if (account.totp_secret !== null) {
    if (asked.code === null) return refused('second-factor-needed');
    if (!(await takeSecondFactor(tx, ctx.secret, { account, typed: asked.code, now }))) return failed(tx, account, now);
  }
  await forgetFailures(tx, account.id);
  const owner = await ownerOf(tx, account);
  if (owner instanceof DubanError) return owner;
  if (owner.kind !== door) return new DubanError('account-elsewhere', { place: doors[owner.kind] });
  const actor = { name: account.title, account: account.id };
  await recordAccountEvent(tx, { kind: 'signed-in', actor, account: account.id, now, data: { door } });
  return openSession(tx, owner, { now });
}

async function failed(tx: Tx, account: AccountRow, now: Instant): Promise<DubanError> {
  await countFailure(tx, account, now);
  return refused('credentials-refused');
}

async function ownerOf(tx: Tx, { id, kind }: AccountRow): Promise<SessionOwner | DubanError> {
  if (kind === 'office') {
    const [place] = await placesOf(tx, id);
    if (!place) return refused('account-without-campaign');
    return { kind: 'office', campaign: place.campaign, contact: place.contact, version: null, account: id };
  }
  const [role] = await rolesOfAccount(tx, id);
  return role === undefined ? refused('account-without-role') : { kind: 'bureau', role, account: id };
}
