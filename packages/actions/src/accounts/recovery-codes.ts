import type { Instant } from '@duban/base';
import type { Tx } from '@duban/ledger';
import { codeHash, newCode } from '../people/sign-in-code.js';
import { recordAccountEvent } from './account-event.js';
import { visitorName } from './wording.js';

const COUNT = 10;
/** 120 random bits: enough that a plain hash keeps them (ASVS 6.5.2). */
const SIGNS = 24;

/** Ten new recovery codes in place of all earlier ones; shown once, kept as hashes. */
export async function renewRecoveryCodes(tx: Tx, account: string): Promise<string[]> {
  const codes = Array.from({ length: COUNT }, () => newCode(SIGNS));
  await forgetRecoveryCodes(tx, account);
  await tx
    .insertInto('recovery_code')
    .values(codes.map((code) => ({ account, code_hash: codeHash(code), used_at: null })))
    .execute();
  return codes;
}

export async function forgetRecoveryCodes(tx: Tx, account: string): Promise<void> {
  await tx.deleteFrom('recovery_code').where('account', '=', account).execute();
}

/** Uses a code up; false for any other text. */
export async function useRecoveryCode(
  tx: Tx,
  { account, code, now }: { account: string; code: string; now: Instant },
): Promise<boolean> {
  const used = await tx
    .updateTable('recovery_code')
    .set({ used_at: now })
    .where('account', '=', account)
    .where('code_hash', '=', codeHash(code))
    .where('used_at', 'is', null)
    .returning('account')
    .executeTakeFirst();
  if (used === undefined) return false;
  await recordAccountEvent(tx, { kind: 'recovery-code-used', actor: { name: visitorName }, account, now });
  return true;
}
