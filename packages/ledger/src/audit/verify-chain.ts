import { sql } from 'kysely';
import type { Db, Ledger } from '../ledger.js';
import type { EventRow } from './canonical-event.js';
import { judgeMisfits, LinkCheck } from './check-links.js';
import { type Checkpoint, isGenuine, lastCheckpoints } from './checkpoints.js';
import { type ChainFinding, FindingList, nameOf } from './findings.js';
import { linksOf } from './read-seals.js';
import { joinRowByRow } from './row-by-row.js';
import { type ChainHead, chainHead } from './seal-waiting.js';

/** A place of the chain and its hash as somebody wrote them down: a checkpoint, a printed head. */
export interface Witness extends ChainHead {
  /** Who says so: `2026-11-24`, `audit/checkpoints.jsonl`, `--expect`. */
  readonly source: string;
}

export interface ChainQuestion {
  /** Places; the whole chain when left out. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** From outside the database. */
  readonly witnesses?: readonly Witness[] | undefined;
  /** Of the checkpoints in the database; without it they are believed as they stand. */
  readonly key?: Buffer | undefined;
  readonly onProgress?: ((done: number, last: number) => void) | undefined;
}

export interface ChainVerdict {
  readonly intact: boolean;
  /** How many events were compared with their seals. */
  readonly verified: number;
  /** Committed, and not sealed yet. */
  readonly waiting: number;
  readonly head: ChainHead;
  /** How many words from outside and checkpoints were compared. */
  readonly witnesses: number;
  /** In the order of their places; at most a hundred. */
  readonly findings: ChainFinding[];
  readonly findingCount: number;
}

/**
 * Computes the chain anew from what the database holds and says where it differs. One snapshot, read in batches: writers go on, memory
 * stays flat. The database is asked for rows only; every hash is computed here.
 */
export async function verifyChain(ledger: Ledger, question: ChainQuestion = {}): Promise<ChainVerdict> {
  return ledger.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((tx) => verifyIn(tx, question));
}

async function verifyIn(db: Db, question: ChainQuestion): Promise<ChainVerdict> {
  const found = new FindingList();
  const head = await chainHead(db);
  const first = Math.max(1, question.from ?? 1);
  const last = Math.min(question.to ?? head.n, head.n);
  const checkpoints = await checkpointsIn(db, question.key, found);
  const witnesses = [...(question.witnesses ?? []), ...checkpoints].sort((a, b) => a.n - b.n);
  const check = new LinkCheck(found, first);
  const words = new WitnessCheck(found, witnesses, first);
  let verified = 0;
  await sql`select ${joinRowByRow(true)}`.execute(db);
  for await (const links of linksOf(db, first, last)) {
    for (const link of links) {
      check.next(link);
      words.at(link);
    }
    verified += links.length;
    question.onProgress?.(verified, last - first + 1);
  }
  await sql`select ${joinRowByRow(false)}`.execute(db);
  check.end();
  for (const finding of judgeMisfits(check.misfits)) found.add(finding);
  const whole = question.to === undefined;
  if (whole) words.end(check.last?.n ?? first - 1);
  const waiting = await outsideTheChain(db, found);
  return {
    intact: found.count === 0,
    verified,
    waiting,
    head,
    witnesses: words.compared,
    findings: found.all(),
    findingCount: found.count,
  };
}

/** The checkpoints in the database that this installation signed, each on the one before. */
async function checkpointsIn(db: Db, key: Buffer | undefined, found: FindingList): Promise<Witness[]> {
  const rows = (await lastCheckpoints(db, Number.MAX_SAFE_INTEGER)).reverse();
  const genuine: Checkpoint[] = [];
  let before: Checkpoint | null = null;
  for (const row of rows) {
    if (key && (!isGenuine(row, key) || (before !== null && row.previous !== before.mac)))
      found.add({ damage: 'checkpoint-forged', from: row.n, to: row.n, event: null, witness: row.day });
    else genuine.push(row);
    before = row;
  }
  return genuine.map(({ n, hash, day }) => ({ n, hash, source: day }));
}

/** Compares the chain with what was written down about it. */
class WitnessCheck {
  readonly #found: FindingList;
  readonly #witnesses: readonly Witness[];
  #next = 0;
  /** The last place where chain and witness agree. */
  #agreed: number;
  #rewritten = false;
  compared = 0;

  constructor(found: FindingList, witnesses: readonly Witness[], first: number) {
    this.#found = found;
    this.#witnesses = witnesses.filter(({ n }) => n >= first);
    this.#agreed = first - 1;
  }

  at({ n, hash }: ChainHead): void {
    for (
      let witness = this.#witnesses[this.#next];
      witness && witness.n <= n;
      witness = this.#witnesses[++this.#next]
    ) {
      if (witness.n < n) continue; // A gap in the chain: found as such.
      this.compared++;
      if (witness.hash === hash) this.#agreed = n;
      else if (!this.#rewritten) {
        this.#rewritten = true;
        this.#found.add({ damage: 'rewritten', from: this.#agreed + 1, to: n, event: null, witness: witness.source });
      }
    }
  }

  end(last: number): void {
    const beyond = this.#witnesses.slice(this.#next).at(-1);
    if (!beyond) return;
    this.compared++;
    this.#found.add({ damage: 'tail-cut', from: last + 1, to: beyond.n, event: null, witness: beyond.source });
  }
}

/** Events that no seal speaks of: those that wait are counted, others were put in; and those that waited and are gone. */
async function outsideTheChain(db: Db, found: FindingList): Promise<number> {
  const { rows: inserted } = await sql<EventRow>`
    select e.seq, e.campaign, e.at, e.kind, e.actor, e.account, e.subject, '' as data from event e
    left join event_seal s on s.event = e.seq left join event_unsealed u on u.event = e.seq
    where s.event is null and u.event is null order by e.seq limit 1000`.execute(db);
  for (const event of inserted)
    found.add({ damage: 'event-inserted', from: null, to: null, event: nameOf(event), witness: null });
  const { rows } = await sql<{ waiting: number; gone: number }>`
    select count(e.seq) as waiting, count(*) - count(e.seq) as gone from event_unsealed u
    left join event e on e.seq = u.event left join event_seal s on s.event = u.event where s.event is null`.execute(db);
  const { waiting, gone } = rows[0] ?? { waiting: 0, gone: 0 };
  if (gone > 0) found.add({ damage: 'waiting-deleted', from: null, to: null, event: null, witness: null });
  return waiting;
}
