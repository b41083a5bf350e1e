import { issueCode } from '@duban/actions/issue-code';
import { inTrial } from '@duban/actions/trial-mode';
import { systemClock } from '@duban/base/clock';
import type { Ledger } from '@duban/ledger';
import { BY_TERMINAL } from '../by-terminal.js';

export interface SignInCode {
  readonly code: string;
  readonly expiresAt: number;
}

/** A one-time code for the person at this terminal. Throws `trial-over` once there are accounts. */
export function newSignInCode(ledger: Ledger): Promise<SignInCode> {
  return issueCode({ ledger }, { now: systemClock.now(), by: BY_TERMINAL });
}

/** The same for a start; null once there are accounts: then everybody signs in with the own. */
export async function firstSignInCode(ledger: Ledger): Promise<SignInCode | null> {
  return (await inTrial({ ledger })) ? newSignInCode(ledger) : null;
}
