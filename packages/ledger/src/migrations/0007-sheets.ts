import { type Kysely, sql } from 'kysely';

// What happens around a sheet besides filing it: registered by hand, nil, an extension asked for, the county's own progress, the sealed
// original, figures phoned in, documents that a reopened sheet made stale. All instants are campaign time.
const statements = [
  `alter table obligation add column progress text check (progress in ('filling','approving','sealing')), add column progress_at bigint, add column progress_by text,
     add column paper_arrived_at bigint, add column paper_by text`,
  'create index obligation_progress on obligation (campaign) where progress is not null',
  'alter table round add column stale_since bigint, add column stale_reason text',
  'alter table document add column stale_since bigint, add column stale_reason text',
  // A version whose hand registration was rejected stays as evidence; the same bytes may then come as a version that counts.
  'alter table submission add column voided_at bigint',
  'alter table submission drop constraint submission_obligation_blob_key',
  'create unique index submission_once on submission (obligation, blob) where voided_at is null',
  // Two people attest an arrival: whoever registered it never confirms it.
  `create table registration (id text primary key, obligation text not null references obligation, submission text not null references submission,
     arrived_at bigint not null, way text not null check (way in ('oa','group-chat','confidential','paper','other')), note text not null,
     evidence text references blob, evidence_name text, state text not null check (state in ('pending','confirmed','rejected')),
     registered_by text not null, registrar_role text not null, registrar_account text, registered_at bigint not null,
     decided_by text, decider_role text, decider_account text, decided_at bigint, reason text,
     state_before text not null, chase_due_before date not null, revision int not null default 1,
     check ((evidence is null) = (evidence_name is null)), check (evidence is not null or note <> ''), check ((state = 'pending') = (decided_at is null)),
     constraint two_hands check (case when registrar_account is null or decider_account is null then decider_role is distinct from registrar_role
       else decider_account <> registrar_account end))`,
  "create unique index registration_standing on registration (submission) where state <> 'rejected'",
  'create index registration_of on registration (obligation)',
  `create table extension_request (id text primary key, obligation text not null references obligation, until date not null, reason text not null,
     asked_by text not null, contact text, asked_at bigint not null, lapses_at bigint not null,
     state text not null check (state in ('asked','granted','refused','lapsed','withdrawn')), granted_due date, answer text,
     answered_by text, answered_at bigint, revision int not null default 1,
     check ((state = 'asked') = (answered_at is null)), check (granted_due is null or state = 'granted'))`,
  "create unique index extension_open on extension_request (obligation) where state = 'asked'",
  'create index extension_of on extension_request (obligation)',
  `create table nil_declaration (id text primary key, obligation text not null references obligation, reason text not null, signed_as text not null,
     signer_title text not null, scan text references blob, scan_name text, channel text not null check (channel in ('web','registered')), way text,
     note text not null, declared_by text not null, contact text, arrived_at bigint not null, declared_at bigint not null,
     state text not null check (state in ('standing','returned')), returned_by text, returned_at bigint, return_reason text,
     state_before text not null, merged boolean not null, grid jsonb, revision int not null default 1,
     check ((scan is null) = (scan_name is null)), check ((state = 'returned') = (returned_at is not null)))`,
  "create unique index nil_standing on nil_declaration (obligation) where state = 'standing'",
  'create index nil_of on nil_declaration (obligation)',
  // 快报数: every call is kept, the last one of a measure is compared with the sheet.
  `create table provisional_figure (id bigint generated always as identity primary key, obligation text not null references obligation, measure text not null,
     value bigint not null, note text not null, at bigint not null, by text not null)`,
  'create index provisional_of on provisional_figure (obligation, measure)',
  ...['registration', 'extension_request', 'nil_declaration'].map(
    (table) =>
      `create trigger ${table}_revision before update on ${table} for each row execute function raise_revision()`,
  ),
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
