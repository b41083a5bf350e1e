import type pg from 'pg';

/** A table as the database describes it. */
export interface TableShape {
  readonly name: string;
  /** All that can be written: generated ones are left out. */
  readonly columns: readonly string[];
  /** Bytes on disk. */
  readonly size: number;
}

/** Every table of the schema, by name: what a later migration adds is in it by itself. What an extension made is not ours. */
export async function tablesOf(client: pg.ClientBase): Promise<TableShape[]> {
  const { rows } = await client.query<TableShape>(`
    select c.relname::text as name, pg_table_size(c.oid)::float8 as size,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
    order by c.relname::text collate "C"`);
  return rows;
}

/** The last numbers that sequences gave out; they run ahead of the snapshot, never behind. */
export async function sequencesOf(client: pg.ClientBase): Promise<{ name: string; value: string }[]> {
  const { rows } = await client.query<{ name: string; value: string }>(`
    select sequencename::text as name, last_value::text as value from pg_sequences
    where schemaname = 'public' and last_value is not null order by 1`);
  return rows;
}

/** The migrations that were carried out, in order. */
export async function migrationsOf(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('select name from kysely_migration order by name collate "C"');
  return rows.map((row) => row.name);
}

/** The last row of a table by its primary key; null when it is empty. */
export async function lastRowOf(client: pg.ClientBase, table: string): Promise<unknown> {
  const { rows: key } = await client.query<{ column: string }>(
    `select quote_ident(a.attname) as column from pg_index i
     cross join unnest(i.indkey) with ordinality as k(attnum, place)
     join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
     where i.indrelid = $1::regclass and i.indisprimary order by k.place`,
    [quoted(table)],
  );
  const order = key.map(({ column }) => `${column} desc`).join(', ');
  if (order === '') return null;
  const { rows } = await client.query<{ row: unknown }>(
    `select to_jsonb(t) as row from ${quoted(table)} t order by ${order} limit 1`,
  );
  return rows[0]?.row ?? null;
}

/** An identifier of schema public, for SQL. */
export function quoted(table: string): string {
  return `public.${quotedName(table)}`;
}

export function quotedName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
