import { type Kysely, sql } from 'kysely';

// People change, ask and approve: pause, handover and absence, 口径说明, who took which stage of a document; and room for clues and cases.
const REVISED = ['contact_absence', 'question', 'guidance', 'institution', 'clue', 'case_file'];
const statements = [
  'alter table campaign drop constraint campaign_status_check',
  "alter table campaign add constraint campaign_status_check check (status in ('running','paused','closed'))",
  // The first and the last day in that function: who left stays, because history names the contact.
  'alter table contact add column serves_from date',
  'alter table contact add column serves_until date',
  `create table contact_absence (id text primary key, campaign text not null, contact text not null, from_day date not null, until_day date not null,
     stand_in text, reason text not null, recorded_by text not null, recorded_at bigint not null, withdrawn_at bigint,
     check (from_day <= until_day), check (stand_in <> contact), foreign key (campaign, contact) references contact,
     foreign key (campaign, stand_in) references contact)`,
  'create index absence_ahead on contact_absence (campaign, until_day) where withdrawn_at is null',
  // A number is given with the answer, never before: so there is no gap where an answer was not given after all.
  `create table guidance (id text primary key, campaign text not null references campaign, number int not null check (number > 0), requirement text,
     version int not null, text text not null, state text not null check (state in ('published','withdrawn')),
     published_by text not null, published_at bigint not null, changed_at bigint not null, unique (campaign, number))`,
  `create table guidance_text (guidance text not null references guidance, version int not null, text text not null, reason text not null,
     by text not null, at bigint not null, primary key (guidance, version))`,
  `create table question (id text primary key, campaign text not null references campaign, office text not null, contact text, requirement text, text text not null,
     channel text not null check (channel in ('desk','phone')), asked_by text not null, asked_at bigint not null,
     guidance text references guidance, foreign key (campaign, office) references office)`,
  'create index question_open on question (campaign) where guidance is null',
  // `document`: the id of a document, or of the task with which a letter was first put up for signature.
  `create table document_step (seq bigint generated always as identity primary key, campaign text not null references campaign, document text not null,
     action text not null check (action in ('drafted','approved','returned')), from_stage text, to_stage text not null,
     role text, actor text not null, account text, at bigint not null, reason text not null)`,
  'create index step_of_document on document_step (document, seq)',
  `create table institution (code text primary key, name text not null, kind text not null, district text not null, imported_at bigint not null)`,
  `create table clue (id text primary key, campaign text not null references campaign, number int not null check (number > 0), source text not null,
     level text not null check (level in ('nation','province','city','county')), external_no text, received_on date not null, office text, institution text references institution,
     about text not null, amount bigint check (amount >= 0), risk text not null check (risk in ('normal','high')),
     track text not null check (track in ('required','own')), recheck text not null,
     state text not null check (state in ('registered','verifying','filed','transferred','closed')), outcome text not null,
     registered_by text not null, registered_at bigint not null, changed_at bigint not null,
     unique (campaign, number), foreign key (campaign, office) references office, check (state <> 'closed' or outcome <> ''))`,
  // The same clue handed down twice is one clue.
  'create unique index clue_of_source on clue (campaign, source, external_no) where external_no is not null',
  `create table case_file (id text primary key, campaign text not null references campaign, number int not null check (number > 0), clue text references clue,
     institution text references institution, about text not null, amount bigint check (amount >= 0), joint boolean not null, supervised_by text,
     opened_on date not null, opened_by text not null, opened_at bigint not null, unique (campaign, number))`,
  ...REVISED.flatMap((table) => [
    `alter table ${table} add column revision int not null default 1`,
    `create trigger ${table}_revision before update on ${table} for each row execute function raise_revision()`,
  ]),
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
