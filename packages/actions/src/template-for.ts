import { DubanError } from '@duban/base';
import { chineseDate } from '@duban/base/time';
import type { Context } from './context.js';
import { campaignFacts, officeOf, requirementOf, tableOf } from './facts/campaign-facts.js';
import { remembered } from './facts/remembered.js';
import { previousGrid } from './sheets/accepted-grids.js';
import { identityOf } from './sheets/sheet-identity.js';

/** The template of one obligation, prefilled with the office's last accepted 累计 figures. Throws `obligation-unknown`. */
export async function templateFor(ctx: Context, obligation: string): Promise<Uint8Array> {
  const { db } = ctx.ledger;
  const row = await db
    .selectFrom('obligation as o')
    .innerJoin('round as r', 'r.id', 'o.round')
    .select([
      'o.id',
      'o.campaign',
      'o.requirement',
      'o.period',
      'o.office',
      'o.due',
      'r.period_label',
      'r.as_of',
      'r.cut_off',
    ])
    .where('o.id', '=', obligation)
    .executeTakeFirst();
  if (!row) throw new DubanError('obligation-unknown', { obligation });
  const facts = await campaignFacts(db, row.campaign);
  const table = tableOf(facts, requirementOf(facts.definition, row.requirement));
  if (!table) throw new DubanError('obligation-unknown', { obligation });
  const office = officeOf(facts.definition, row.office);
  const previous = await previousGrid(db, row);
  const guidance = [...table.guidance, ...(await published(ctx, row))];
  const content = {
    identity: identityOf(row, { office, table }),
    prefill: {
      header: {
        reportUnit: office.name,
        divisionCode: office.code ?? '',
        period: row.period_label,
        asOf: row.as_of ? chineseDate(row.as_of, true) : '',
      },
      previous,
      // The last accepted sheet holds both: its 累计, and its own 本期 to be seen beside this period's.
      ...(Object.keys(previous).length === 0 ? {} : { lastPeriod: previous }),
      periodLabel: row.period_label,
      dueLabel: chineseDate(row.due, true),
    },
    guidance,
  };
  const { identity, prefill } = content;
  return remembered(ctx, JSON.stringify(content), () =>
    ctx.workbooks.template({ table: { ...table, guidance }, identity, prefill, secret: ctx.secret }),
  );
}

/** 口径说明 in force, for the 填表说明 of every template that is made from now on (practice.md 10). */
async function published(ctx: Context, of: { campaign: string; requirement: string }): Promise<string[]> {
  const rows = await ctx.ledger.db
    .selectFrom('guidance')
    .select(['number', 'text'])
    .where('campaign', '=', of.campaign)
    .where('state', '=', 'published')
    .where((eb) => eb.or([eb('requirement', 'is', null), eb('requirement', '=', of.requirement)]))
    .orderBy('number')
    .execute();
  return rows.map(({ number, text }) => `口径说明第${number}号：${text}`);
}
