import { type Kysely, sql } from 'kysely';

// Who may come in from outside: one-time codes and sessions by their hashes only, so that a copy of the ledger opens no door.
const statements = [
  // Raising it ends every link mailed to this person and every session that such a link opened.
  'alter table contact add column link_version int not null default 1',
  `create table sign_in_code (code_hash text primary key, issued_by text not null, created_at bigint not null, expires_at bigint not null, used_at bigint)`,
  `create table session (token_hash text primary key, kind text not null check (kind in ('bureau','office')),
     role text check (role in ('operator','chief','deputy','leader')), campaign text, contact text, link_version int,
     created_at bigint not null, seen_at bigint not null, ends_at bigint not null, foreign key (campaign, contact) references contact,
     check (case kind when 'bureau' then role is not null and campaign is null and contact is null and link_version is null
       else role is null and campaign is not null and contact is not null and link_version is not null end))`,
  "create index session_of_contact on session (campaign, contact) where kind = 'office'",
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
