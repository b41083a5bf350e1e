import type { Fen, LocalDate } from '@duban/base';
import type { Context } from './context.js';
import { statusOf } from './facts/campaign-status.js';

export interface CaseListed {
  readonly id: string;
  readonly number: number;
  readonly clue: string | null;
  readonly institution: { readonly code: string; readonly name: string } | null;
  readonly about: string;
  /** 分 */
  readonly amount: Fen | null;
  readonly joint: boolean;
  readonly major: boolean;
  readonly supervisedBy: string | null;
  readonly openedOn: LocalDate;
  readonly revision: number;
}

/** The cases of a campaign by number; their count is in 件. Throws `campaign-unknown`. */
export async function listCases(ctx: Context, { campaign }: { readonly campaign: string }): Promise<CaseListed[]> {
  const { db } = ctx.ledger;
  await statusOf(db, campaign);
  const rows = await db
    .selectFrom('case_file as c')
    .leftJoin('institution as i', 'i.code', 'c.institution')
    .selectAll('c')
    .select('i.name as institution_name')
    .where('c.campaign', '=', campaign)
    .orderBy('c.number')
    .execute();
  return rows.map((row) => ({
    ...{
      id: row.id,
      number: row.number,
      clue: row.clue,
      about: row.about,
      amount: row.amount,
      joint: row.joint,
      major: row.major,
    },
    institution: row.institution === null ? null : { code: row.institution, name: row.institution_name ?? '' },
    supervisedBy: row.supervised_by,
    openedOn: row.opened_on,
    revision: row.revision,
  }));
}
