import { DubanError } from '@duban/base';
import { lockSubject, type Tx } from '@duban/ledger';

/** The next number of a campaign's clues or cases: one after the other, without gaps. */
export async function nextNumber(tx: Tx, table: 'clue' | 'case_file', campaign: string): Promise<number> {
  await lockSubject(tx, `${table}:${campaign}`);
  const { last } = await tx
    .selectFrom(table)
    .select((eb) => eb.fn.max('number').as('last'))
    .where('campaign', '=', campaign)
    .executeTakeFirstOrThrow();
  return (last ?? 0) + 1;
}

/** Refuses an institution that no roster has. Throws `entry-unknown`. */
export async function refuseUnknownInstitution(tx: Tx, code: string | null): Promise<void> {
  if (code === null) return;
  const known = await tx.selectFrom('institution').select('code').where('code', '=', code).executeTakeFirst();
  if (!known) throw new DubanError('entry-unknown', { what: '定点医药机构', id: code });
}

/** Refuses an amount that is no whole number of 分, or negative; unknown (null) is not 0. Throws `entry-invalid`. */
export function refuseAmount(what: string, amount: number | null): void {
  if (amount !== null && (!Number.isSafeInteger(amount) || amount < 0))
    throw new DubanError('entry-invalid', { what, problem: '金额不是非负的整数（分）' });
}
