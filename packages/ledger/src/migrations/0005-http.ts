import { type Kysely, sql } from 'kysely';

// What several processes of the API share. Instants of this file are server time.
const statements = [
  // The answer to a call that carried an Idempotency-Key: first claimed, then kept. `answer` is sealed by the API.
  `create table kept_answer (id text primary key, request_hash text not null, claimed_at bigint not null, lease_until bigint not null,
     expires_at bigint not null, answer bytea)`,
  'create index kept_answer_expiry on kept_answer (expires_at)',
  // Counts of tries. Unlogged: losing them with a crash of the database costs an attacker more than us, and every look at a page counts here.
  'create unlogged table attempt (bucket text primary key, window_end bigint not null, count int not null)',
  'create index attempt_window on attempt (window_end)',
  // Wakes whoever watches, at commit. Ids only: a payload of NOTIFY is read by everybody who may connect.
  `create function tell_event() returns trigger language plpgsql as $$ begin
     perform pg_notify('duban_event', json_build_object('seq', new.seq, 'campaign', new.campaign, 'kind', new.kind, 'subject', left(new.subject, 400))::text);
     return null; end $$`,
  'create trigger event_told after insert on event for each row execute function tell_event()',
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
