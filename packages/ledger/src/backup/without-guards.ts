import type pg from 'pg';

/**
 * Does `work` while no foreign key is checked row by row and no trigger of ours fires, in the transaction that runs. Afterwards every key
 * is there again and checked against all rows, whatever the order they came in; this is what an owner may do, without being a superuser.
 */
export async function withoutGuards(client: pg.Client, work: () => Promise<void>): Promise<void> {
  const { rows: keys } = await client.query<{ table: string; name: string; definition: string }>(`
    select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0 order by oid`);
  const { rows: triggers } = await client.query<{ table: string; name: string; enabled: string }>(`
    select tgrelid::regclass::text as table, quote_ident(tgname) as name, tgenabled::text as enabled
    from pg_trigger join pg_class c on c.oid = tgrelid
    where not tgisinternal and c.relnamespace = 'public'::regnamespace and tgenabled <> 'D' order by 1, 2`);
  for (const { table, name } of keys) await client.query(`alter table ${table} drop constraint ${name}`);
  for (const { table, name } of triggers) await client.query(`alter table ${table} disable trigger ${name}`);
  await work();
  for (const { table, name, enabled } of triggers)
    await client.query(`alter table ${table} enable ${MODES[enabled] ?? ''} trigger ${name}`);
  for (const { table, name, definition } of keys)
    await client.query(`alter table ${table} add constraint ${name} ${definition}`);
}

const MODES: Readonly<Record<string, string>> = { A: 'always', R: 'replica' };
