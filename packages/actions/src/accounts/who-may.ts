import type { Actor } from '../context.js';
import { requireRight } from '../facts/guard.js';
import type { AccountRow } from './accounts.js';

/** Accounts of the bureau are the system administrator's to make and to switch off, clerks' the officers'. */
export function requireOver(actor: Actor, { kind }: Pick<AccountRow, 'kind'>, verb: string): void {
  requireRight(actor, kind === 'office' ? 'people.change' : 'account.manage', verb);
}
