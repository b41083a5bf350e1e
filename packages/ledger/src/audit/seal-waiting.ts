import type { Instant } from '@duban/base';
import { sql } from 'kysely';
import type { Db, Ledger, Tx } from '../ledger.js';
import { BEGINNING, type EventRow, requireAlgorithm, sealHash } from './canonical-event.js';
import { joinRowByRow } from './row-by-row.js';
import { sealAlgorithm } from './seal-algorithm.js';

/** The end of the chain; n = 0 before the first seal. */
export interface ChainHead {
  readonly n: number;
  readonly hash: string;
}

const BATCH = 1_000;

/**
 * Seals what is committed and not sealed yet, in batches, one transaction each; returns how many. `at` is server time. An event whose
 * transaction commits later is sealed by a later call, whatever its number. Of several processes one seals, the others have nothing to do.
 */
export async function sealWaiting(ledger: Ledger, at: Instant): Promise<number> {
  let total = 0;
  let after = 0;
  for (;;) {
    const { taken, sealed, last } = await ledger.transaction((tx) => sealBatch(tx, after, at));
    total += sealed;
    if (taken < BATCH) return total;
    after = last;
  }
}

export async function chainHead(db: Db): Promise<ChainHead> {
  const last = await db.selectFrom('event_seal').select(['n', 'hash']).orderBy('n', 'desc').limit(1).executeTakeFirst();
  return last ?? { n: 0, hash: BEGINNING };
}

interface Batch {
  readonly taken: number;
  readonly sealed: number;
  readonly last: number;
}

async function sealBatch(tx: Tx, after: number, at: Instant): Promise<Batch> {
  const { rows: lock } = await sql<{ mine: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended('audit-seal', 0)) as mine, ${joinRowByRow(true)}`.execute(tx);
  if (!lock[0]?.mine) return { taken: 0, sealed: 0, last: after };
  const { rows } = await sql<EventRow & { sealed: number | null }>`
    select e.seq, e.campaign, e.at, e.kind, e.actor, e.account, e.subject, e.data::text as data, s.n as sealed
    from event_unsealed u join event e on e.seq = u.event left join event_seal s on s.event = u.event
    where u.event > ${after} order by u.event limit ${BATCH}`.execute(tx);
  const last = rows.at(-1)?.seq;
  if (last === undefined) return { taken: 0, sealed: 0, last: after };
  // What was copied in with its seals while triggers fired (our own restore stops them) waits although it is sealed.
  const fresh = rows.filter((row) => row.sealed === null);
  await append(tx, fresh, at);
  await tx
    .deleteFrom('event_unsealed')
    .where('event', '=', sql<number>`any(${rows.map((row) => row.seq)}::bigint[])`)
    .execute();
  return { taken: rows.length, sealed: fresh.length, last };
}

async function append(tx: Tx, events: readonly EventRow[], at: Instant): Promise<void> {
  if (events.length === 0) return;
  const algorithm = await sealAlgorithm(tx);
  requireAlgorithm(algorithm);
  let { n, hash: previous } = await chainHead(tx);
  const seals = events.map((event) => {
    const place = { n: ++n, sealed_at: at, algorithm, previous };
    previous = sealHash(place, event);
    return { ...place, event: event.seq, hash: previous };
  });
  await sql`insert into event_seal (n, event, sealed_at, algorithm, previous, hash)
    select n, event, ${at}, ${algorithm}, previous, hash from unnest(
      ${seals.map((s) => s.n)}::bigint[], ${seals.map((s) => s.event)}::bigint[],
      ${seals.map((s) => s.previous)}::text[], ${seals.map((s) => s.hash)}::text[]) as made(n, event, previous, hash)`.execute(
    tx,
  );
}
