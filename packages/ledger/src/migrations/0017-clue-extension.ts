import { type Kysely, sql } from 'kysely';

// A complex clue may be given more time by a leader. Each time is a row of its own: what was approved before stays to be read.
const statements = [
  `create table clue_extension (clue text not null references clue, seq int not null check (seq > 0), until date not null,
     reason text not null check (reason <> ''), approved_by text not null check (approved_by <> ''), beyond_principle boolean not null,
     recorded_by text not null, recorded_at bigint not null, primary key (clue, seq))`,
  "select watch_facts('clue_extension')",
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
