import { accountOfLogin } from '@duban/actions/account-of-login';
import { issueAccountCode } from '@duban/actions/issue-account-code';
import { resetSecondFactor } from '@duban/actions/reset-second-factor';
import { systemClock } from '@duban/base/clock';
import type { Ledger } from '@duban/ledger';
import { BY_TERMINAL } from '../by-terminal.js';

/**
 * A code for one account, given at the terminal of this machine: the way back when no administrator can give it. The audit shows it.
 * @throws DubanError `account-unknown`, `account-disabled`
 */
export async function accountCode(
  ledger: Ledger,
  { login, resetFactor }: { login: string; resetFactor: boolean },
): Promise<{ code: string; expiresAt: number }> {
  const over = { account: await accountOfLogin({ ledger }, login), actor: BY_TERMINAL, now: systemClock.now() };
  if (resetFactor) await resetSecondFactor({ ledger }, over);
  return issueAccountCode({ ledger }, over);
}
