import { issueCode } from '@duban/actions/issue-code';
import { inTrial } from '@duban/actions/trial-mode';
import { systemClock } from '@duban/base/clock';
import type { Ledger } from '@duban/ledger';

const BY = { kind: 'system', name: '本机命令行' } as const;

export interface SignInCode {
  readonly code: string;
  readonly expiresAt: number;
}

/** A one-time code for the person at this terminal. Throws `trial-over` once there are accounts. */
export function newSignInCode(ledger: Ledger): Promise<SignInCode> {
  return issueCode({ ledger }, { now: systemClock.now(), by: BY });
}

/** The same for a start; null once there are accounts: then everybody signs in with the own. */
export async function firstSignInCode(ledger: Ledger): Promise<SignInCode | null> {
  return (await inTrial({ ledger })) ? newSignInCode(ledger) : null;
}
