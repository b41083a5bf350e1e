import { type Kysely, sql } from 'kysely';

/**
 * The tables whose change is a change of facts. Whoever adds one says so in its migration (`watchFacts`), or excuses it in
 * audit/excused.ts with the reason; a test asks for one of the two.
 */
const FACTS = [
  'campaign',
  'office',
  'contact',
  'contact_office',
  'round',
  'obligation',
  'submission',
  'finding',
  'decision',
  'message_line',
  'task',
  'task_line',
  'call',
  'snapshot',
  'document',
  'account_role',
  'account_contact',
  'recovery_code',
  'sign_in_code',
];

const statements = [
  // The chain, in the order of sealing: a number of `event` is given before its transaction commits, so a lower one may come later.
  `create table event_seal (n bigint primary key, event bigint not null unique, sealed_at bigint not null,
     algorithm text not null check (algorithm in ('sha256','sm3')), previous text not null, hash text not null)`,
  // What waits for the sealer. Written by the database with each event, so that no late commit is ever overlooked.
  'create table event_unsealed (event bigint primary key)',
  'insert into event_unsealed select seq from event',
  `create table event_checkpoint (n bigint primary key, day date not null, hash text not null, made_at bigint not null, previous text not null, mac text not null)`,
  `create function event_written() returns trigger language plpgsql as $$ begin
     insert into event_unsealed select seq from written on conflict do nothing;
     if found then perform set_config('duban.told', 'yes', true); end if;
     return null; end $$`,
  `create trigger event_written after insert on event referencing new table as written for each statement execute function event_written()`,
  `create function refuse_change() returns trigger language plpgsql as $$ begin
     raise exception '% keeps what happened: it takes new rows only', tg_table_name using errcode = 'insufficient_privilege'; end $$`,
  ...['event', 'event_seal', 'event_checkpoint'].map(
    (table) =>
      `create trigger ${table}_append_only before update or delete or truncate on ${table} for each statement execute function refuse_change()`,
  ),
  // Asked when a transaction that changed facts commits. Should a change tell nothing, the database says at least that there was one; our
  // own transactions are refused instead where the tests ask for it (`required`). Its instant is the last event's: there is no now() here.
  `create function require_event() returns trigger language plpgsql as $$ begin
     if current_setting('duban.told', true) = 'yes' then return null; end if;
     if current_setting('duban.events', true) = 'required' then
       raise exception 'a transaction changed % (%) and wrote no event', tg_table_name, tg_op using errcode = 'integrity_constraint_violation';
     end if;
     insert into event (campaign, at, kind, actor, account, subject, data) values (null, coalesce((select at from event order by seq desc limit 1), 0),
       'changed-untold', '数据库', null, tg_table_name, jsonb_build_object('operation', lower(tg_op), 'user', session_user));
     return null; end $$`,
  // Deferred to the commit, because a verb may write its event after the change. `off` (migrations, restoring) queues nothing.
  `create function watch_facts(facts regclass, changed text default 'old is distinct from new') returns void language plpgsql as $$ begin
     execute format('create constraint trigger tells_made after insert or delete on %s deferrable initially deferred for each row
       when (coalesce(current_setting(''duban.events'', true), '''') <> ''off'') execute function require_event()', facts);
     execute format('create constraint trigger tells_changed after update on %s deferrable initially deferred for each row
       when (coalesce(current_setting(''duban.events'', true), '''') <> ''off'' and (%s)) execute function require_event()', facts, changed);
   end $$`,
  ...FACTS.map((table) => `select watch_facts('${table}')`),
  // Counts of tries, and the last code taken, are no facts: a failure and a lock have their events anyway.
  `select watch_facts('account', '(old.login, old.kind, old.title, old.password_hash, old.totp_secret, old.disabled_at) is distinct from (new.login, new.kind, new.title, new.password_hash, new.totp_secret, new.disabled_at)')`,
  // Lease and count of an attempt under way are no facts yet: what it came to is, and has its event.
  `select watch_facts('message', 'old is distinct from new and (new.state <> ''sending'' or old.recipient <> new.recipient or old.address <> new.address)')`,
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
