import { type Kysely, sql } from 'kysely';

/** 今日17:00前: a round may be due at an hour; null: at the end of its day, as every round so far. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`alter table round add column due_time text check (due_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$')`.execute(
    db,
  );
}
