import { type Kysely, sql } from 'kysely';

// Addresses that a server refused for good; major clues and cases, which have a clock of their own.
const statements = [
  // Set when a mail to exactly this address was refused for good; it counts only while the contact still has it.
  'alter table contact add column refused_address text',
  'alter table contact add column refused_at bigint',
  'alter table contact add column refused_reason text',
  // What was entered before is not major; from now on the verb says it, not the table.
  ...['clue', 'case_file'].flatMap((table) => [
    `alter table ${table} add column major boolean not null default false`,
    `alter table ${table} alter column major drop default`,
  ]),
  // Who else's mail to the same person is still on its way, asked at each claim: order per person is kept.
  "create index message_open_of_person on message (campaign, recipient, send_after, id) where state in ('planned','deferred','unknown','sending')",
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
