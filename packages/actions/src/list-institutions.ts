import type { Context } from './context.js';

export interface InstitutionListed {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly district: string;
}

/** 定点医药机构 by code: `total` of all, and at most `limit` of them, of one district where that is named. */
export async function listInstitutions(
  ctx: Context,
  { district, limit }: { readonly district?: string | undefined; readonly limit: number },
): Promise<{ readonly total: number; readonly institutions: readonly InstitutionListed[] }> {
  const { db } = ctx.ledger;
  let query = db.selectFrom('institution');
  if (district !== undefined) query = query.where('district', '=', district);
  const { total } = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const institutions = await query.select(['code', 'name', 'kind', 'district']).orderBy('code').limit(limit).execute();
  return { total, institutions };
}
