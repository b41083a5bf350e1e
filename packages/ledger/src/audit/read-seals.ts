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

/** The links from place `from` to `to`, batch by batch. */
export async function* linksOf(db: Db, from: number, to: number): AsyncGenerator<Link[]> {
  let after = from - 1;
  for (;;) {
    const { rows } = await sql<Row>`
      select s.n, s.event as points_to, s.sealed_at, s.algorithm, s.previous, s.hash,
        e.seq, e.campaign, e.at, e.kind, e.actor, e.account, e.subject, e.data::text as data
      from event_seal s left join event e on e.seq = s.event
      where s.n > ${after} and s.n <= ${to} order by s.n limit ${BATCH}`.execute(db);
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(linkOf);
    after = last.n;
  }
}

function linkOf(row: Row): Link {
  const { n, points_to: pointsTo, sealed_at, algorithm, previous, hash, seq, ...event } = row;
  return { n, pointsTo, sealed_at, algorithm, previous, hash, event: seq === null ? null : eventOf(seq, event) };
}

function eventOf(seq: number, e: Omit<EventRow, 'seq'>): EventRow {
  const { campaign, at, kind, actor, account, subject, data } = e;
  return { seq, campaign, at, kind, actor, account, subject, data };
}

/** Whether a seal fits an event; with `changes`, as if the seal said something else. */
export function fits(link: Link, event: EventRow, changes: Partial<SealPlace> = {}): boolean {
  return sealHash({ ...link, ...changes }, event) === link.hash;
}
