import type { Instant } from '@duban/base';
import type { AccountKind } from '@duban/ledger';
import { accountOfCode } from './accounts/account-code.js';
import { needsSecondFactor } from './accounts/accounts.js';
import { type Enrolment, newEnrolment } from './accounts/enrolment.js';
import type { Context } from './context.js';

/** What the page of a code shows. */
export interface AccountSetup {
  readonly login: string;
  readonly title: string;
  readonly kind: AccountKind;
  /** `bound`: a code of the app that is bound already is asked for; the code of the account does not replace it. */
  readonly factor: 'required' | 'optional' | 'bound';
  /** To be scanned; null where one is bound already. */
  readonly enrolment: Enrolment | null;
}

/**
 * Whose code it is and what is still to be set; uses nothing up. `now` is server time.
 * @throws DubanError `account-code-refused`
 */
export async function beginAccountSetup(
  ctx: Pick<Context, 'ledger' | 'secret'>,
  { code, now }: { code: string; now: Instant },
): Promise<AccountSetup> {
  const account = await accountOfCode(ctx.ledger.db, code, now);
  const { login, title, kind } = account;
  const shown = { login, title, kind };
  if (account.totp_secret !== null) return { ...shown, factor: 'bound', enrolment: null };
  const factor = needsSecondFactor(account) ? 'required' : 'optional';
  return { ...shown, factor, enrolment: newEnrolment(ctx.secret, { login, now }) };
}
