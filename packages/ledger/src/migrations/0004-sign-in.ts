import { type Kysely, sql } from 'kysely';

// Sessions of accounts: a clerk's is of a campaign and a contact there, but of no mailed link. Instants of this file are server time.
const statements = [
  'alter table session drop constraint session_check',
  `alter table session add constraint session_owner check (case kind
     when 'bureau' then role is not null and campaign is null and contact is null and link_version is null
     else role is null and campaign is not null and contact is not null and (account is null) = (link_version is not null) end)`,
  'create index account_of_contact on account_contact (campaign, contact)',
  'create index sign_in_code_of_account on sign_in_code (account) where account is not null',
  // An account's name is typed by hand: what looks alike must be alike.
  "alter table account add constraint account_login_plain check (login ~ '^[a-z0-9][a-z0-9._-]{1,31}$')",
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
