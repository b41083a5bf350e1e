import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Instant, LocalDate } from '@duban/base';
import { purposeKey } from '@duban/base/seal';
import { sql } from 'kysely';
import type { Db, Tx } from '../ledger.js';
import { lockSubject } from '../ledger.js';
import { BEGINNING } from './canonical-event.js';
import { chainHead } from './seal-waiting.js';

/** So many events were sealed on a day, and this was the last one's hash; signed, and bound to the checkpoint before. */
export interface Checkpoint {
  readonly n: number;
  readonly day: LocalDate;
  readonly hash: string;
  readonly made_at: Instant;
  readonly previous: string;
  readonly mac: string;
}

/** The key of the checkpoints, from the installation's secret: who has the database only cannot sign one. */
export function checkpointKey(secret: string): Buffer {
  return purposeKey(secret, 'duban audit checkpoint');
}

/** Whether a checkpoint was signed with this key and says what it said then. */
export function isGenuine(checkpoint: Checkpoint, key: Buffer): boolean {
  const mac = Buffer.from(checkpoint.mac);
  const right = Buffer.from(macOf(checkpoint, key));
  return mac.length === right.length && timingSafeEqual(mac, right);
}

/**
 * Writes down how long the chain is: once a day when `daily`, else whenever it has grown. `at` is server time, `day` its day. Null when
 * there is nothing new to write down.
 */
export async function makeCheckpoint(
  tx: Tx,
  { key, day, daily }: { key: Buffer; day: LocalDate; daily: boolean },
  at: Instant,
): Promise<Checkpoint | null> {
  await lockSubject(tx, 'audit-checkpoint');
  const [before] = await lastCheckpoints(tx, 1);
  const head = await chainHead(tx);
  if (head.n <= (before?.n ?? 0) || (daily && before !== undefined && before.day >= day)) return null;
  const body = { ...head, day, made_at: at, previous: before?.mac ?? BEGINNING };
  const checkpoint = { ...body, mac: macOf(body, key) };
  await tx.insertInto('event_checkpoint').values(checkpoint).execute();
  return checkpoint;
}

/** Newest first. */
export function lastCheckpoints(db: Db, limit: number): Promise<Checkpoint[]> {
  return db.selectFrom('event_checkpoint').selectAll().orderBy('n', 'desc').limit(limit).execute();
}

/** In the order they were made, those beyond `n`. */
export function checkpointsAfter(db: Db, n: number): Promise<Checkpoint[]> {
  return db.selectFrom('event_checkpoint').selectAll().where('n', '>', n).orderBy('n').execute();
}

/** Whether the chain has this hash at this place; false also when it does not reach it. */
export async function chainHas(db: Db, { n, hash }: { readonly n: number; readonly hash: string }): Promise<boolean> {
  if (n === 0) return true;
  const { rows } = await sql`select 1 from event_seal where n = ${n} and hash = ${hash}`.execute(db);
  return rows.length > 0;
}

function macOf({ day, n, hash, made_at, previous }: Omit<Checkpoint, 'mac'>, key: Buffer): string {
  return createHmac('sha256', key)
    .update(JSON.stringify(['duban-checkpoint-1', day, n, hash, made_at, previous]))
    .digest('hex');
}
