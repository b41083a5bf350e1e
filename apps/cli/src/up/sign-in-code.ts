import { issueCode } from '@duban/actions/issue-code';
import { systemClock } from '@duban/base/clock';
import type { Ledger } from '@duban/ledger';

const BY = { kind: 'system', name: '本机命令行' } as const;

/** A one-time code for the person at this terminal. */
export function newSignInCode(ledger: Ledger): Promise<{ code: string; expiresAt: number }> {
  return issueCode({ ledger }, { now: systemClock.now(), by: BY });
}
