import { type Kysely, sql } from 'kysely';

// What a board of 2,846 offices with 20 obligations each and 200,000 events asks for (`npm run bench -- board`).
const statements = [
  // When each office's chaser has something to do next, as its last look found it; a board of a whole country shows the first few.
  `create table office_next (campaign text not null, office text not null, at bigint, primary key (campaign, office),
     foreign key (campaign, office) references office)`,
  'create index office_next_first on office_next (campaign, at)',
  'create index message_by_time on message (campaign, send_after desc, id desc)',
  'create index message_by_state on message (campaign, state)',
  // Few among very many: the marks that a campaign leaves on its way.
  `create index event_marks on event (campaign, kind, subject) where kind in ('phase-began','phase-ended','morning-held')`,
  'create index task_of_campaign on task (campaign, kind, slot)',
  'create index task_line_of_task on task_line (task)',
  'create index call_of_task on call (task)',
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
