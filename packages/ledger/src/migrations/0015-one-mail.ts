import { type Kysely, sql } from 'kysely';

// A person who answers in several campaigns of one bureau gets one chase for all of them: each campaign keeps its own message, and one
// of them carries the others.
const statements = [
  'alter table message add column carried_by text',
  // Asked at each claim of a chase, and at each look, once a second campaign runs.
  "create index message_chase_of_mailbox on message (lower(address)) where kind = 'chase'",
  'create index message_carried on message (carried_by) where carried_by is not null',
  'create index contact_mailbox on contact (lower(email))',
  // A circular that is given up keeps the reason among its steps.
  'alter table document_step drop constraint document_step_action_check',
  `alter table document_step add constraint document_step_action_check check (action in ('drafted','approved','returned','discarded'))`,
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
