import { sql } from 'kysely';
import type { Db } from '../ledger.js';

/** A table with rows that belong to campaigns. */
export interface CampaignTable {
  readonly name: string;
  /** Of its primary key. */
  readonly key: readonly string[];
  /** Columns that name a file (`blob`). */
  readonly files: readonly string[];
  /** The way from a row to its campaign: true where `campaign` is a column of its own. */
  readonly own: boolean;
  /** Keys to tables that belong to campaigns. */
  readonly parents: readonly { readonly column: string; readonly table: string; readonly to: string }[];
}

/** What is no fact of a campaign, though it names one: who may come in, and what waits for a relay. */
const NO_FACTS = new Set(['session', 'sign_in_code', 'account_contact', 'poke', 'blob']);

/** Every table whose rows belong to a campaign, directly or over keys; what a later migration adds is in it by itself. */
export async function campaignTables(db: Db): Promise<CampaignTable[]> {
  const { rows: columns } = await sql<{ table: string; column: string; key: number | null }>`
    select c.relname::text as "table", a.attname::text as "column", array_position(i.indkey::int2[], a.attnum) as key
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_index i on i.indrelid = c.oid and i.indisprimary
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by c.relname::text collate "C", a.attnum`.execute(
    db,
  );
  const { rows: keys } = await sql<{ table: string; column: string; parent: string; to: string }>`
    select conrelid::regclass::text as "table", a.attname::text as "column", p.relname::text as parent, b.attname::text as "to"
    from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    join pg_class p on p.oid = k.confrelid join pg_attribute b on b.attrelid = k.confrelid and b.attnum = k.confkey[1]
    where contype = 'f' and array_length(conkey, 1) = 1 and connamespace = 'public'::regnamespace order by 1, 2`.execute(
    db,
  );
  const shapes = new Map<string, CampaignTable>();
  for (const table of new Set(columns.map((row) => row.table))) {
    if (NO_FACTS.has(table)) continue;
    const own = columns.filter((row) => row.table === table);
    const to = keys.filter((row) => row.table === table);
    shapes.set(table, {
      name: table,
      key: own
        .filter((row) => row.key !== null)
        .sort((a, b) => Number(a.key) - Number(b.key))
        .map((row) => row.column),
      files: to.filter(({ parent }) => parent === 'blob').map(({ column }) => column),
      own: table === 'campaign' || own.some(({ column }) => column === 'campaign'),
      parents: to
        .filter(({ parent }) => parent !== 'blob' && parent !== table)
        .map(({ column, parent, to: target }) => ({ column, table: parent, to: target })),
    });
  }
  return reachable(shapes);
}

/** Those from which a way leads to a campaign; of several ways, all that lead there. */
function reachable(shapes: ReadonlyMap<string, CampaignTable>): CampaignTable[] {
  const found = new Map([...shapes].filter(([, table]) => table.own));
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const [name, table] of shapes) {
      const parents = table.parents.filter((parent) => found.has(parent.table));
      if (!found.has(name) && parents.length > 0) found.set(name, { ...table, parents });
    }
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
