import { DubanError } from '@duban/base';
import { chineseDate } from '@duban/base/time';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Context } from './context.js';
import { factsOf, officeOf, requirementOf, tableOf } from './facts/campaign-facts.js';
import { remembered } from './facts/remembered.js';
import { previousGrid } from './sheets/accepted-grids.js';
import { identityOf } from './sheets/sheet-identity.js';

/** The template of one obligation, prefilled with the office's last accepted 累计 figures. Throws `obligation-unknown`. */
export async function templateFor(ctx: Context, obligation: string): Promise<Uint8Array> {
  const { db } = ctx.ledger;
  const row = await db
    .selectFrom('obligation as o')
    .innerJoin('round as r', 'r.id', 'o.round')
    .innerJoin('campaign as c', 'c.id', 'o.campaign')
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
      'c.facts_hash',
    ])
    .select(({ selectFrom }) =>
      // 口径说明 in force, for the 填表说明 of every template that is made from now on (practice.md 10).
      jsonArrayFrom(
        selectFrom('guidance as g')
          .select(['g.number', 'g.text'])
          .whereRef('g.campaign', '=', 'o.campaign')
          .where('g.state', '=', 'published')
          .where((eb) => eb.or([eb('g.requirement', 'is', null), eb('g.requirement', '=', eb.ref('o.requirement'))]))
          .orderBy('g.number'),
      ).as('published'),
    )
    .where('o.id', '=', obligation)
    .executeTakeFirst();
  if (!row) throw new DubanError('obligation-unknown', { obligation });
  const facts = await factsOf(db, { id: row.campaign, facts_hash: row.facts_hash });
  const table = tableOf(facts, requirementOf(facts.definition, row.requirement));
  if (!table) throw new DubanError('obligation-unknown', { obligation });
  const office = officeOf(facts.definition, row.office);
  const previous = await previousGrid(db, row);
  const published = row.published.map(({ number, text }) => `口径说明第${number}号：${text}`);
  const guidance = [...table.guidance, ...published];
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
