import { sql } from 'kysely';
import type { Db } from '../ledger.js';
import { type EventRow, type SealPlace, sealHash } from './canonical-event.js';

/** One link: the seal as it stands, and the event it points to, null when that is gone. */
export interface Link extends SealPlace {
  /** The event's number by the seal. */
  readonly pointsTo: number;
  readonly hash: string;
  readonly event: EventRow | null;
}

interface Row extends SealPlace {
  readonly points_to: number;
  readonly hash: string;
  readonly seq: number | null;
  readonly campaign: string | null;
  readonly at: EventRow['at'];
  readonly kind: string;
  readonly actor: string;
  readonly account: string | null;
  readonly subject: string;
  readonly data: string;
}

/** Rows fetched at once: memory stays the same however long the chain is. */
const BATCH = 2_000;

/** The links from place `from` to `to`, batch by batch; the next one is fetched while the last is looked at. */
export async function* linksOf(db: Db, from: number, to: number): AsyncGenerator<Link[]> {
  let coming = fetchAfter(db, from - 1, to);
  try {
    for (;;) {
      const links = (await coming).map(linkOf);
      const last = links.at(-1);
      if (!last) return;
      coming = fetchAfter(db, last.n, to);
      yield links;
    }
  } finally {
    // Whoever stops half-way leaves nothing running in the transaction.
    await coming.catch(() => undefined);
  }
}

async function fetchAfter(db: Db, after: number, to: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select s.n, s.event as points_to, s.sealed_at, s.algorithm, s.previous, s.hash,
      e.seq, e.campaign, e.at, e.kind, e.actor, e.account, e.subject, e.data::text as data
    from event_seal s left join event e on e.seq = s.event
    where s.n > ${after} and s.n <= ${to} order by s.n limit ${BATCH}`.execute(db);
  return rows;
}

// A row is an event as it stands: nothing is copied, a million times.
function linkOf(row: Row): Link {
  const { n, points_to: pointsTo, sealed_at, algorithm, previous, hash, seq } = row;
  return { n, pointsTo, sealed_at, algorithm, previous, hash, event: seq === null ? null : (row as EventRow) };
}

/** Whether a seal fits an event; with `changes`, as if the seal said something else. */
export function fits(link: Link, event: EventRow, changes?: Partial<SealPlace>): boolean {
  return sealHash(changes ? { ...link, ...changes } : link, event) === link.hash;
}
