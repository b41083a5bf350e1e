import { randomBytes } from 'node:crypto';
import { DubanError, type Instant } from '@duban/base';
import type { AccountKind, Tx } from '@duban/ledger';
import { plainLogin } from './accounts.js';

export interface NewAccount {
  readonly kind: AccountKind;
  readonly login: string;
  /** 基金监管科经办人（二） */
  readonly title: string;
  readonly by: string;
  /** Server time. */
  readonly now: Instant;
}

/** An account without a password: it opens nothing until a code has set one. Throws `login-invalid`, `login-taken`. */
export async function insertAccount(
  tx: Tx,
  { kind, login: typed, title, by, now }: NewAccount,
): Promise<{ id: string; login: string }> {
  const login = plainLogin(typed);
  const id = `a-${randomBytes(8).toString('hex')}`;
  const made = await tx
    .insertInto('account')
    .values({ id, kind, login, title, failures: 0, created_by: by, created_at: now })
    .onConflict((c) => c.column('login').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!made) throw new DubanError('login-taken', { login });
  return { id, login };
}
