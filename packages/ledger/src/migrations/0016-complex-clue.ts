import { type Kysely, sql } from 'kysely';

/** A complex clue that was handed down has twice the time to be decided. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw('alter table clue add column complex boolean not null default false').execute(db);
}
