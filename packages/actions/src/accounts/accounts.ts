import { DubanError, type Instant } from '@duban/base';
import type { AccountKind, AccountRole, Database, Db, Tx } from '@duban/ledger';
import type { Selectable } from 'kysely';
import { accountRoles } from '../rights.js';

export type AccountRow = Selectable<Database['account']>;

const PLAIN_LOGIN = /^[a-z0-9][a-z0-9._-]{1,31}$/;

/** A login as it is kept, however it was typed: full-width, capitals, blanks around. */
export function loginOf(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase();
}

/** @throws DubanError `login-invalid` */
export function plainLogin(typed: string): string {
  const login = loginOf(typed);
  if (!PLAIN_LOGIN.test(login)) throw new DubanError('login-invalid', { login });
  return login;
}

export function accountByLogin(db: Db, typed: string): Promise<AccountRow | undefined> {
  return db.selectFrom('account').selectAll().where('login', '=', loginOf(typed)).executeTakeFirst();
}

/** The account, held until the transaction ends: sign-in, role changes and switching off wait for one another. */
export async function holdAccount(tx: Tx, id: string): Promise<AccountRow> {
  const account = await tx.selectFrom('account').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!account) throw new DubanError('account-unknown', { account: id });
  return account;
}

/** What it holds, in the order of {@link accountRoles}. */
export async function rolesOfAccount(db: Db, account: string): Promise<AccountRole[]> {
  const rows = await db.selectFrom('account_role').select('role').where('account', '=', account).execute();
  return inOrder(rows.map(({ role }) => role));
}

export function inOrder(roles: readonly AccountRole[]): AccountRole[] {
  return accountRoles.filter((role) => roles.includes(role));
}

/**
 * True while nobody of the bureau has an account: then a code of the terminal opens a trial session. It never comes back, also when
 * every account is switched off.
 */
export async function isTrial(db: Db): Promise<boolean> {
  const { some } = await db
    .selectNoFrom((eb) =>
      eb
        .exists(
          eb
            .selectFrom('account')
            .select('id')
            .where('kind', 'in', ['bureau', 'admin'] satisfies AccountKind[]),
        )
        .as('some'),
    )
    .executeTakeFirstOrThrow();
  return !some;
}

export const isLocked = ({ locked_until }: AccountRow, now: Instant): boolean =>
  locked_until !== null && locked_until > now;

/** A second factor is a must for whoever works at the bureau, and a choice for a clerk. */
export const needsSecondFactor = ({ kind }: Pick<AccountRow, 'kind'>): boolean => kind !== 'office';
