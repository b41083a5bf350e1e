import type { Tx } from '@duban/ledger';

/** Ends every session of an account, but perhaps the one whose hash is given; how many there were. */
export async function endAccountSessions(tx: Tx, account: string, except?: string): Promise<number> {
  const ended = await tx
    .deleteFrom('session')
    .where('account', '=', account)
    .$if(except !== undefined, (query) => query.where('token_hash', '!=', except ?? ''))
    .executeTakeFirst();
  return Number(ended.numDeletedRows);
}
