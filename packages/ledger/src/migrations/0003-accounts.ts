import { type Kysely, sql } from 'kysely';

// Who has an account, what it may do, and which account stands behind an event. Instants of this file are server time.
const ADMINS = "'system-admin','security-admin','audit-admin'";
const statements = [
  'alter table event add column account text',
  // Three kinds: officers (and who may only read), the three administrators, clerks of offices. `kind` never changes.
  `create table account (id text primary key, kind text not null check (kind in ('bureau','admin','office')), login text not null unique check (login = lower(login)),
     title text not null, password_hash text, totp_secret text, totp_last_step bigint, failures int not null, locked_until bigint,
     created_by text not null, created_at bigint not null, password_at bigint, disabled_at bigint, unique (id, kind))`,
  // 三员分立: administrators have no business function, and nobody is two of the three.
  `create table account_role (account text not null, kind text not null, role text not null, granted_by text not null, granted_at bigint not null,
     primary key (account, role), foreign key (account, kind) references account (id, kind),
     check (case kind when 'bureau' then role in ('operator','chief','deputy','leader','superior') when 'admin' then role in (${ADMINS}) else false end))`,
  `create unique index one_administration on account_role (account) where role in (${ADMINS})`,
  // A clerk's account is the same person as the contact that gets the mails; a department's user is a contact of that department.
  `create table account_contact (account text not null, kind text not null check (kind = 'office'), campaign text not null, contact text not null,
     primary key (account, campaign, contact), foreign key (account, kind) references account (id, kind), foreign key (campaign, contact) references contact)`,
  `create table recovery_code (account text not null references account, code_hash text not null, used_at bigint, primary key (account, code_hash))`,
  // A code of an account sets its password (first sign-in, or one forgotten); one without is of the terminal.
  'alter table sign_in_code add column account text references account',
  'alter table session add column account text references account',
  'alter table session drop constraint session_role_check',
  `alter table session add constraint session_role_check check (role in ('operator','chief','deputy','leader','superior',${ADMINS}))`,
  'create index session_of_account on session (account) where account is not null',
  // Whatever people edit carries its revision, raised by the database itself: nobody can forget it, and nobody overwrites unseen.
  `create function raise_revision() returns trigger language plpgsql as $$ begin new.revision = old.revision + 1; return new; end $$`,
  ...['campaign', 'office', 'contact', 'round', 'obligation', 'task', 'document', 'account'].flatMap((table) => [
    `alter table ${table} add column revision int not null default 1`,
    `create trigger ${table}_revision before update on ${table} for each row execute function raise_revision()`,
  ]),
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
