import type { Instant } from '@duban/base';
import type { Tx } from '@duban/ledger';
import type { AccountRow } from './accounts.js';
import { useRecoveryCode } from './recovery-codes.js';
import { seal, unseal } from './seal.js';
import { stepOfCode } from './totp.js';

const SIX_DIGITS = /^\d{6}$/;

/** Uses up a code of the app, or a recovery code; false when it is neither, or was used before. */
export async function takeSecondFactor(
  tx: Tx,
  secret: string,
  { account, typed, now }: { account: AccountRow; typed: string; now: Instant },
): Promise<boolean> {
  const code = typed.normalize('NFKC').replace(/\s/g, '');
  if (!SIX_DIGITS.test(code)) return useRecoveryCode(tx, { account: account.id, code, now });
  const own = account.totp_secret && unseal(secret, { purpose: 'totp-secret', about: account.id }, account.totp_secret);
  const step = own ? stepOfCode(own, { code, now, lastStep: account.totp_last_step }) : null;
  if (step === null) return false;
  await tx.updateTable('account').set({ totp_last_step: step }).where('id', '=', account.id).execute();
  return true;
}

/** How an account's secret is kept. */
export function sealedFactor(
  secret: string,
  account: string,
  proven: { readonly secret: string; readonly step: number },
): { totp_secret: string; totp_last_step: number } {
  const totp_secret = seal(secret, { purpose: 'totp-secret', about: account }, proven.secret);
  return { totp_secret, totp_last_step: proven.step };
}
