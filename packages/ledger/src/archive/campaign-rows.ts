import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../ledger.js';
import type { CampaignTable } from './campaign-tables.js';

const PAGE = 1_000;

/** The rows of a campaign in one of its tables, in the order of the primary key. */
export function campaignRows(
  db: Db,
  { tables, table }: { tables: readonly CampaignTable[]; table: CampaignTable },
  campaign: string,
): AsyncGenerator<string> {
  const where = conditionOf(table, new Map(tables.map((each) => [each.name, each])), campaign);
  return paged(db, sql`from ${sql.id('public', table.name)} t where ${where}`, table.key);
}

/** The links of the chain that seal a campaign's events, each with its hash. */
export function campaignSeals(db: Db, campaign: string): AsyncGenerator<string> {
  const from = sql`from event_seal t where event in (select seq from event where campaign = ${campaign})`;
  return paged(db, from, ['n']);
}

async function* paged(db: Db, from: RawBuilder<unknown>, key: readonly string[]): AsyncGenerator<string> {
  const order = sql.join(key.map((column) => sql`t.${sql.id(column)}`));
  for (let offset = 0; ; offset += PAGE) {
    const { rows } = await sql<{ text: string }>`
      select to_jsonb(t)::text as text ${from} order by ${order} limit ${PAGE} offset ${offset}`.execute(db);
    for (const { text } of rows) yield text;
    if (rows.length < PAGE) return;
  }
}

/** Which rows of a table belong to a campaign. */
function conditionOf(
  table: CampaignTable,
  tables: ReadonlyMap<string, CampaignTable>,
  campaign: string,
): RawBuilder<unknown> {
  if (table.own) return sql`${sql.id(table.name === 'campaign' ? 'id' : 'campaign')} = ${campaign}`;
  const ways = table.parents.flatMap(({ column, table: name, to }) => {
    const parent = tables.get(name);
    if (!parent) return [];
    const rows = sql`select ${sql.id(to)} from ${sql.id('public', name)} where ${conditionOf(parent, tables, campaign)}`;
    return [sql`${sql.id(column)} in (${rows})`];
  });
  return sql`(${sql.join(ways, sql` or `)})`;
}
