import { type Kysely, sql } from 'kysely';

// A complex clue that was handed down has twice the time to be decided. No default remains: who enters a clue says which it is.
const statements = [
  'alter table clue add column complex boolean not null default false',
  'alter table clue alter column complex drop default',
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
