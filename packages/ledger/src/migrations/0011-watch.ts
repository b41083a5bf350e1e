import { type Kysely, sql } from 'kysely';

/** Facts that came after the watch was set up (0006-audit.ts): a change of theirs asks for its event, too. */
const FACTS = [
  'registration',
  'extension_request',
  'nil_declaration',
  'provisional_figure',
  'contact_absence',
  'guidance',
  'guidance_text',
  'question',
  'document_step',
  'institution',
  'clue',
  'case_file',
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const table of FACTS) await sql`select watch_facts(${sql.lit(table)})`.execute(db);
}
