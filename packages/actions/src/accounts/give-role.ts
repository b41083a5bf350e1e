import { DubanError, type Instant } from '@duban/base';
import type { AccountRole, Tx } from '@duban/ledger';
import type { Actor } from '../context.js';
import { recordAccountEvent } from './account-event.js';
import { endAccountSessions } from './account-sessions.js';
import type { AccountRow } from './accounts.js';
import { kindWords, roleWords } from './wording.js';

/** What PostgreSQL calls the two constraints of 三员分立 (0003-accounts.ts). */
const CHECK_VIOLATION = '23514';
const UNIQUE_VIOLATION = '23505';

export interface RoleGiven {
  readonly account: AccountRow;
  readonly role: AccountRole;
  readonly actor: Actor;
  /** Server time. */
  readonly now: Instant;
}

/**
 * Gives an account a function and ends its sessions: what it may do has changed. Once is as good as twice.
 * @throws DubanError `account-disabled`, `role-not-of-kind`, `roles-exclusive`
 */
export async function giveRole(tx: Tx, { account, role, actor, now }: RoleGiven): Promise<void> {
  if (account.disabled_at !== null) throw new DubanError('account-disabled', { login: account.login });
  const held = await tx.selectFrom('account_role').select('role').where('account', '=', account.id).execute();
  if (held.some((each) => each.role === role)) return;
  const row = { account: account.id, kind: account.kind, role, granted_by: actor.name, granted_at: now };
  try {
    await tx.insertInto('account_role').values(row).execute();
  } catch (error) {
    const { code } = error as { code?: unknown };
    const told = { login: account.login, role: roleWords[role] };
    // The database has the last word: no race and no other program gets around it.
    if (code === UNIQUE_VIOLATION) {
      const administration = held.map((each) => roleWords[each.role]).join('、');
      throw new DubanError('roles-exclusive', { ...told, held: administration }, { cause: error });
    }
    if (code === CHECK_VIOLATION)
      throw new DubanError('role-not-of-kind', { ...told, kind: kindWords[account.kind] }, { cause: error });
    throw error;
  }
  const sessions = await endAccountSessions(tx, account.id);
  await recordAccountEvent(tx, { kind: 'role-granted', actor, account: account.id, now, data: { role, sessions } });
}
